/** Days with ranks come in; the strokes of a small chart go out, as paths in a box, the first place at the top. */
import type { RankDay } from "../live/wire_boards";

export interface Spark {
  width: number;
  height: number;
  /** One for each stretch of days on the board; a single day is a dot, hence a path without length. */
  paths: string[];
  last: { x: number; y: number } | null;
}

const EDGE = 4;

/** The best rank in it is at the top and the worst at the bottom; days off the board are gaps. */
export function spark(days: readonly RankDay[], width = 240, height = 56): Spark {
  const ranks = days.flatMap(({ rank }) => (rank === null ? [] : [rank]));
  const [best, worst] = [Math.min(...ranks), Math.max(...ranks)];
  const x = (at: number) => EDGE + (days.length < 2 ? 0 : (at / (days.length - 1)) * (width - 2 * EDGE));
  const y = (rank: number) =>
    best === worst ? height / 2 : EDGE + ((rank - best) / (worst - best)) * (height - 2 * EDGE);
  const points = days.map(({ rank }, at) => (rank === null ? null : { x: x(at), y: y(rank) }));
  return { width, height, paths: stretches(points).map(path), last: points.at(-1) ?? null };
}

type Point = { x: number; y: number };

function stretches(points: (Point | null)[]): Point[][] {
  const all: Point[][] = [];
  points.forEach((point, at) => {
    if (!point) return;
    if (points[at - 1]) all.at(-1)?.push(point);
    else all.push([point]);
  });
  return all;
}

function path(points: Point[]): string {
  const [first, ...others] = points.map(({ x, y }) => `${round(x)} ${round(y)}`);
  return `M${first}${others.length ? others.map((point) => `L${point}`).join("") : "h0"}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
