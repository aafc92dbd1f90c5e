/** What an access reaches, and what somebody typed, come in; what fits it goes out, or a name that is typed in full. */
import { projectIn } from "../account/hooks";
import type { Choice } from "./wire_sources";

/** Those whose name holds every word that was typed. */
export function matching(all: Choice[], text: string): Choice[] {
  const parts = (projectIn(text) ?? text).toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name }) => parts.every((part) => name.toLowerCase().includes(part)));
}

/** A repository in full that is not in the list. */
export function typedIn(text: string, all: Choice[]): string | null {
  const name = projectIn(text);
  const isKnown = all.some((one) => one.name.toLowerCase() === name?.toLowerCase());
  return name && !isKnown ? name : null;
}
