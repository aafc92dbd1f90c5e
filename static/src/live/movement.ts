/** Where people stood on an earlier day comes in; how far each has risen since goes out, live. */
import type { Row } from "./wire";

/** Ranks of then by person; who is not in it was not on the board. */
export type Baseline = ReadonlyMap<number, number>;

/** `movement`: ranks risen since then, null: was not on the board then. */
export type ComparedRow = Row & { movement?: number | null };

/** Null when nobody was on the board then: there is nothing to compare with. */
export function baselineOf(rows: readonly ComparedRow[]): Baseline | null {
  const known = rows.filter(({ movement }) => typeof movement === "number");
  if (known.length === 0) return null;
  return new Map(known.map(({ person, rank, movement }) => [person.id, rank + (movement ?? 0)]));
}

/** Ranks risen since then; null: new since then. */
export function risen(baseline: Baseline, row: Row): number | null {
  const then = baseline.get(row.person.id);
  return then === undefined ? null : then - row.rank;
}
