/** An arc as path data has it comes in; the curves that are it go out; twin of models/rules/art/arcs.py. */
import { at, type Matrix } from "./geometry";
import type { Point } from "./outline";

/** Two handles and where the curve ends. */
export type Bend = [out: Point, into: Point, to: Point];

/** Part of a circle around the origin, of radius 1, and what makes the ellipse of it; angles in radians. */
interface Arc {
  matrix: Matrix;
  start: number;
  span: number;
}

/** `numbers`: as after an `A`. Curves of at most a quarter each; none where there is nothing to bend. */
export function arcs(from: Point, numbers: number[], to: Point): Bend[] {
  const arc = arcOf(from, numbers, to);
  if (!arc) return [];
  const count = Math.max(1, Math.ceil(Math.abs(arc.span) / (Math.PI / 2) - 1e-6));
  const step = arc.span / count;
  return Array.from({ length: count }, (_, i): Bend => {
    const [out, into, end] = bend(arc.start + i * step, step);
    return [at(arc.matrix, out), at(arc.matrix, into), i === count - 1 ? to : at(arc.matrix, end)];
  });
}

function arcOf(from: Point, numbers: number[], to: Point): Arc | null {
  const [rx0, ry0, turn, large, sweep] = numbers as [number, number, number, number, number];
  let [rx, ry] = [Math.abs(rx0), Math.abs(ry0)];
  const [dx, dy] = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2];
  if (!rx || !ry || (!dx && !dy)) return null;
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [cos * dx + sin * dy, -sin * dx + cos * dy];
  const short = Math.sqrt((x / rx) ** 2 + (y / ry) ** 2);
  if (short > 1) [rx, ry] = [rx * short, ry * short];
  const rest = Math.max(0, (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2);
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(rest / ((rx * y) ** 2 + (ry * x) ** 2));
  const [cx, cy] = [(factor * rx * y) / ry, (-factor * ry * x) / rx];
  const [mx, my] = [(from[0] + to[0]) / 2 + cos * cx - sin * cy, (from[1] + to[1]) / 2 + sin * cx + cos * cy];
  const start = Math.atan2((y - cy) / ry, (x - cx) / rx);
  const span = Math.atan2((-y - cy) / ry, (-x - cx) / rx) - start;
  const matrix: Matrix = [cos * rx, sin * rx, -sin * ry, cos * ry, mx, my];
  return { matrix, start, span: directed(span, sweep) };
}

/** `sweep`: the way in which angles grow, or the other. */
function directed(span: number, sweep: number): number {
  if (sweep && span < 0) return span + 2 * Math.PI;
  return !sweep && span > 0 ? span - 2 * Math.PI : span;
}

function bend(from: number, span: number): Bend {
  const to = from + span;
  const reach = (4 / 3) * Math.tan(span / 4);
  return [
    [Math.cos(from) - reach * Math.sin(from), Math.sin(from) + reach * Math.cos(from)],
    [Math.cos(to) + reach * Math.sin(to), Math.sin(to) - reach * Math.cos(to)],
    [Math.cos(to), Math.sin(to)],
  ];
}
