/** Rows in their order and the organisation's choice come in; the same rows with their ranks go out. */
import type { Ranking, Row } from "./wire";

/** Where a row with other points than the one above it stands; equal ones share, but for `ordinal`. */
const next: Record<Ranking, (at: number, rank: number) => number> = {
  standard: (at) => at,
  dense: (_, rank) => rank + 1,
  ordinal: (at) => at,
};

/** For boards that are not the server’s, such as an example: 1, 2, 2, 4; 1, 2, 2, 3; 1, 2, 3, 4. */
export function ranked<Line extends Row>(rows: readonly Line[], ranking: Ranking = "standard"): Line[] {
  let above: { points: number; rank: number } | null = null;
  return rows.map((row, index) => {
    const isEqual = ranking !== "ordinal" && above?.points === row.points;
    const rank: number = isEqual && above ? above.rank : next[ranking](index + 1, above?.rank ?? 0);
    above = { points: row.points, rank };
    return { ...row, position: index + 1, rank };
  });
}
