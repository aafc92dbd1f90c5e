/** Where people stood on an earlier day comes in; how far each has risen since goes out, live. */
import type { LiveRow } from "./boards";
import type { Row } from "./wire";

/** Ranks of then by person, null: was not on the board then. Of who is not in it, nothing is known. */
export type Baseline = ReadonlyMap<number, number | null>;

/** `movement`: ranks risen since then, null: was not on the board then. */
export type ComparedRow = Row & { movement?: number | null };

/** Null when nobody was on the board then: there is nothing to compare with. */
export function baselineOf(rows: readonly ComparedRow[]): Baseline | null {
  if (!rows.some(({ movement }) => typeof movement === "number")) return null;
  return new Map(
    rows.map(({ person, rank, movement }) => [
      person.id,
      typeof movement === "number" ? rank + movement : null,
    ]),
  );
}

/** Ranks risen since then; what was told live, where nothing is known of then. */
export function risen(baseline: Baseline, { person, rank, moved }: LiveRow): number | null {
  const then = baseline.get(person.id);
  return then === undefined ? moved : then === null ? null : then - rank;
}
