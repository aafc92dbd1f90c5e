/** The points over which a pencil went come in; a line with few nodes and soft curves goes out. Pure. */
import type { Point } from "./outline";
import type { Line, Node } from "./path";

/** How far a line may be from the hand's, in units, and how much of a corner stays one. */
const CORNER = 70;

/** `near`: how far, in units, the line may leave the points. */
export function smoothed(points: readonly Point[], near = 1.5): Line {
  const clean = apart(points, near / 3);
  const isClosed = closes(clean, near);
  const kept = simplified(isClosed ? [...clean.slice(0, -1), clean[0] as Point] : clean, near);
  const open = isClosed ? kept.slice(0, -1) : kept;
  return { nodes: open.map((_, at) => node(open, at, isClosed)), isClosed };
}

/** Ramer, Douglas and Peucker: only points without which the line would be too far from some other. */
export function simplified(points: readonly Point[], near: number): Point[] {
  if (points.length < 3) return [...points];
  const keep = new Uint8Array(points.length);
  keep[0] = keep[points.length - 1] = 1;
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const { at, far } = furthest(points, from, to);
    if (far <= near) continue;
    keep[at] = 1;
    open.push([from, at], [at, to]);
  }
  return points.filter((_, at) => keep[at]);
}

function furthest(points: readonly Point[], from: number, to: number): { at: number; far: number } {
  let found = { at: from, far: -1 };
  for (let at = from + 1; at < to; at++) {
    const far = distance(points[at] as Point, points[from] as Point, points[to] as Point);
    if (far > found.far) found = { at, far };
  }
  return found;
}

/** From a point to a straight line between two others. */
export function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const part = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - part * dx, y - ay - part * dy);
}

/** Handles along the way from the point before to the one after; none at a sharp corner. */
function node(points: readonly Point[], at: number, isClosed: boolean): Node {
  const here = points[at] as Point;
  const count = points.length;
  const before = isClosed ? points[(at - 1 + count) % count] : points[at - 1];
  const after = isClosed ? points[(at + 1) % count] : points[at + 1];
  if (!before || !after || turnOf(before, here, after) > CORNER) return { at: here, in: null, out: null };
  const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
  const length = Math.hypot(dx, dy) || 1;
  const reach = (to: Point, way: number): Point => {
    const far = (Math.hypot(to[0] - here[0], to[1] - here[1]) / 3) * way;
    return [here[0] + (dx / length) * far, here[1] + (dy / length) * far];
  };
  return { at: here, in: reach(before, -1), out: reach(after, 1) };
}

function turnOf(from: Point, here: Point, to: Point): number {
  const one = Math.atan2(here[1] - from[1], here[0] - from[0]);
  const other = Math.atan2(to[1] - here[1], to[0] - here[0]);
  const turn = Math.abs(((other - one) * 180) / Math.PI) % 360;
  return Math.min(turn, 360 - turn);
}

function apart(points: readonly Point[], least: number): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= least) kept.push(point);
  }
  return kept;
}

/** Whether the hand came back to where it began. */
function closes(points: readonly Point[], near: number): boolean {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 8) return false;
  const length = points.slice(1).reduce((sum, [x, y], at) => {
    const [px, py] = points[at] as Point;
    return sum + Math.hypot(x - px, y - py);
  }, 0);
  const gap = Math.hypot(last[0] - first[0], last[1] - first[1]);
  return gap < Math.max(6 * near, 6) && gap < length / 8;
}
