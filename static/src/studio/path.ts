/** Path data comes in; its lines as nodes with handles go out, and path data again. */
import { type Point, pair } from "./outline";
import { commands } from "./path_data";
import { Pen } from "./path_pen";

/** A point of a line; its handles, where the line is curved on that side. */
export interface Node {
  at: Point;
  in: Point | null;
  out: Point | null;
}

export interface Line {
  nodes: Node[];
  isClosed: boolean;
}

/** What cannot be read has no lines. */
export function lines(d: string): Line[] {
  try {
    return new Pen().drawn(commands(d));
  } catch {
    return [];
  }
}

export function dOf(all: Line[]): string {
  return all.map(dOfLine).join("");
}

function dOfLine({ nodes, isClosed }: Line): string {
  const [first] = nodes;
  if (!first) return "";
  const rest = nodes.slice(1).map((node, at) => segment(nodes[at] as Node, node));
  const last = nodes.at(-1) as Node;
  const back = isClosed && (last.out || first.in) ? segment(last, first) : "";
  return `M${pair(first.at)}${rest.join("")}${back}${isClosed ? "Z" : ""}`;
}

function segment(from: Node, to: Node): string {
  if (!from.out && !to.in) return `L${pair(to.at)}`;
  return `C${pair(from.out ?? from.at)} ${pair(to.in ?? to.at)} ${pair(to.at)}`;
}

/** The segments of a line, each as the four points of a curve. */
export function curves({ nodes, isClosed }: Line): [Point, Point, Point, Point][] {
  const ends = isClosed ? [...nodes.slice(1), nodes[0] as Node] : nodes.slice(1);
  return ends.map((to, at) => {
    const from = nodes[at] as Node;
    return [from.at, from.out ?? from.at, to.in ?? to.at, to.at];
  });
}

export function onCurve([p, q, r, s]: readonly [Point, Point, Point, Point], t: number): Point {
  const u = 1 - t;
  const of = (i: 0 | 1) => u * u * u * p[i] + 3 * u * u * t * q[i] + 3 * u * t * t * r[i] + t * t * t * s[i];
  return [of(0), of(1)];
}
