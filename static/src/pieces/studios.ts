/** Somebody's organisations and the one that is looked at come in; the studios that are open to them go out, as links. */
import type { Place } from "../account/session";
import { here, within } from "./here";

/** `name`: said only where there is a choice. */
export interface StudioLink {
  href: string;
  name: string | null;
  isHere: boolean;
}

/** The one that one is in stands first. */
export function studiosOf(places: readonly Place[], slug: string): StudioLink[] {
  const open = places.filter(({ studio }) => studio);
  const sorted = [...open.filter((one) => one.slug === slug), ...open.filter((one) => one.slug !== slug)];
  return sorted.map(({ slug: one, name }) => ({
    href: one === slug ? here("/studio") : within("/studio", one),
    name: open.length > 1 ? name : null,
    isHere: one === slug,
  }));
}
