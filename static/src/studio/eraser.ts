/** A path and the places of an eraser come in; what is left of its lines goes out, cut where the eraser was. Pure. */
import type { Point } from "./outline";
import { curves, dOf, type Line, lines, type Node, onCurve } from "./path";
import { distance } from "./pencil";

type Curve = readonly [Point, Point, Point, Point];

const SAMPLES = 24;
const HALVINGS = 12;
/** What is shorter than this, in units, is no line any more. */
const CRUMB = 1;

/** The path without what is nearer than `radius` to the eraser's way, all in its own coordinates; null: untouched. */
export function erased(d: string, way: readonly Point[], radius: number): string | null {
  const all = lines(d);
  const left = all.flatMap((line) => cut(line, way, radius));
  return left.length === all.length && left.every((line, at) => line === all[at]) ? null : dOf(left);
}

/** Whether the eraser touches any of it. */
export function touches(d: string, way: readonly Point[], radius: number): boolean {
  return erased(d, way, radius) !== null;
}

function cut(line: Line, way: readonly Point[], radius: number): Line[] {
  const isNear = (point: Point) => nearWay(point, way) < radius;
  const spans = curves(line).map((curve) => ({ curve, kept: keptOf(curve, isNear) }));
  if (spans.every(({ kept }) => kept.length === 1 && kept[0]?.[0] === 0 && kept[0][1] === 1)) return [line];
  const runs: Curve[][] = [];
  let run: Curve[] | null = null;
  for (const { curve, kept } of spans) {
    if (!kept.length) run = null;
    for (const [from, to] of kept) {
      if (from > 0 || !run) {
        run = [];
        runs.push(run);
      }
      run.push(part(curve, from, to));
      if (to < 1) run = null;
    }
  }
  return joined(runs, line.isClosed && run !== null)
    .filter((one) => one.some(isLong))
    .map(asLine);
}

/** What was one line around the start of a closed one is one again. */
function joined(runs: Curve[][], goesOn: boolean): Curve[][] {
  const [first, last] = [runs[0], runs.at(-1)];
  if (!goesOn || !first || !last || first === last) return runs;
  const [end, start] = [last.at(-1), first[0]];
  if (!end || !start || Math.hypot(end[3][0] - start[0][0], end[3][1] - start[0][1]) > 0.01) return runs;
  return [...runs.slice(1, -1), [...last, ...first]];
}

/** From where to where, as parts of a curve, it is out of reach. */
function keptOf(curve: Curve, isNear: (point: Point) => boolean): [number, number][] {
  const kept: [number, number][] = [];
  let from: number | null = null;
  let before = 0;
  for (let at = 0; at <= SAMPLES; at++) {
    const t = at / SAMPLES;
    const isIn = isNear(onCurve(curve, t));
    if (!isIn && from === null) from = at === 0 ? 0 : edge(curve, before, t, isNear);
    if (isIn && from !== null) {
      kept.push([from, edge(curve, before, t, isNear)]);
      from = null;
    }
    before = t;
  }
  if (from !== null) kept.push([from, 1]);
  return kept;
}

/** Between two places of which one is in reach: where reach ends. */
function edge(curve: Curve, low: number, high: number, isNear: (point: Point) => boolean): number {
  const isLowIn = isNear(onCurve(curve, low));
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (isNear(onCurve(curve, middle)) === isLowIn) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function nearWay(point: Point, way: readonly Point[]): number {
  if (way.length === 1) return Math.hypot(point[0] - (way[0] as Point)[0], point[1] - (way[0] as Point)[1]);
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at < way.length; at++)
    least = Math.min(least, distance(point, way[at - 1] as Point, way[at] as Point));
  return least;
}

/** De Casteljau, twice. */
export function part(curve: Curve, from: number, to: number): Curve {
  if (from === 0 && to === 1) return curve;
  const [, end] = split(curve, from);
  const [start] = split(end, from < 1 ? (to - from) / (1 - from) : 1);
  return start;
}

export function split([p, q, r, s]: Curve, t: number): [Curve, Curve] {
  const mix = ([ax, ay]: Point, [bx, by]: Point): Point => [ax + (bx - ax) * t, ay + (by - ay) * t];
  const [pq, qr, rs] = [mix(p, q), mix(q, r), mix(r, s)];
  const [pqr, qrs] = [mix(pq, qr), mix(qr, rs)];
  const middle = mix(pqr, qrs);
  return [
    [p, pq, pqr, middle],
    [middle, qrs, rs, s],
  ];
}

function isLong([p, q, r, s]: Curve): boolean {
  return [q, r, s].some(([x, y]) => Math.hypot(x - p[0], y - p[1]) > CRUMB);
}

function asLine(run: Curve[]): Line {
  const first = run[0] as Curve;
  const nodes: Node[] = [{ at: first[0], in: null, out: first[1] }];
  run.forEach(([, , into, to], at) => {
    nodes.push({ at: to, in: into, out: run[at + 1]?.[1] ?? null });
  });
  return { nodes, isClosed: false };
}
