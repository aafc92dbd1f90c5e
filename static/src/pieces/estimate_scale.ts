/** Intervals come in; one scale for all of them goes out, on which equal ratios are equally wide. Pure. */

export interface Scale {
  /** Round figures with a line each; the first and the last are its ends. */
  readonly ticks: readonly number[];
  /** Those that are written, so that they do not touch. */
  readonly written: readonly number[];
  /** Where a figure stands, 0 to 100. */
  at(value: number): number;
}

const LEAST = 0.5;
const MOST_WRITTEN = 9;

/** As far apart as story points are: 0.5, 1, 2, 3, 5, 8, … */
export function scaleOf(intervals: readonly { low: number; high: number }[]): Scale {
  const low = Math.min(1, ...intervals.map((one) => one.low));
  const high = Math.max(8, ...intervals.map((one) => one.high));
  const ticks = between(low, high);
  const [first, last] = [ticks[0] ?? LEAST, ticks.at(-1) ?? 8];
  const width = Math.log(last / first);
  const each = Math.ceil(ticks.length / MOST_WRITTEN);
  return {
    ticks,
    written: ticks.filter((_, number) => number % each === 0),
    at: (value) => 100 * Math.min(1, Math.max(0, Math.log(Math.max(value, first) / first) / width)),
  };
}

/** The last figure at or below `low` to the first at or above `high`. */
function between(low: number, high: number): number[] {
  const ticks = [LEAST, 1, 2];
  while ((ticks.at(-1) as number) < high) ticks.push((ticks.at(-1) as number) + (ticks.at(-2) as number));
  return low < 1 ? ticks : ticks.slice(1);
}
