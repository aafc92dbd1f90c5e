/** What a pattern was found to mean comes in and is remembered as long as the page; the badge's page asks for it after saving. */

import { textOf } from "./pattern_document";
import { draftOf } from "./pattern_reading";
import type { Tried } from "./pattern_wire";
import { documentOf } from "./pattern_writing";

const known = new Map<string, Tried>();

export function remember(org: string, text: string, tried: Tried): void {
  known.set(`${org} ${text}`, tried);
}

/** Null when just this pattern was not tried, or something was given since. */
export function recall(org: string, text: string): Tried | null {
  return known.get(`${org} ${text}`) ?? null;
}

export function forget(): void {
  known.clear();
}

/** The same text for the same pattern, whether it comes from the server or from the blocks; empty for none. */
export function plainText(pattern: unknown): string {
  return pattern ? textOf(documentOf(draftOf(pattern))) : "";
}
