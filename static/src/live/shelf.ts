/** Somebody's awards come in; one place on the shelf for each badge goes out: its highest level, or how many times. */
import type { Award } from "./wire";

export interface Held {
  /** The one that is shown: the highest number, the newest of equals. */
  award: Award;
  /** How often a badge without levels was given. */
  times: number;
}

/** In the order in which the awards came; those taken back are left out. */
export function shelf(awards: readonly Award[]): Held[] {
  const places = new Map<number, Held>();
  for (const award of awards) {
    if (award.revoked_at !== null) continue;
    const held = places.get(award.badge.id);
    if (!held) places.set(award.badge.id, { award, times: 1 });
    else {
      held.times += 1;
      if ((award.number ?? 1) > (held.award.number ?? 1)) held.award = award;
    }
  }
  return [...places.values()];
}
