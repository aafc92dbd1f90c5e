/** Path data comes in; its lines as nodes with handles go out, and path data again; twin of models/rules/art/path_data.py. */
import { type Point, pair } from "./outline";

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

export type Command = [letter: string, numbers: number[]];

const takes: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
const letter = /\s*,?\s*([MmLlHhVvCcSsQqTtAaZz])/y;
const number = /\s*,?\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)/y;
const flag = /\s*,?\s*([01])/y;

/** Each command with the numbers of one repetition. Raises an Error that says where the path is wrong. */
export function commands(d: string): Command[] {
  const found: Command[] = [];
  const end = d.trimEnd().length;
  let [now, from, numbers] = ["", 0, [] as number[]];
  const take = (what: RegExp): string | null => {
    what.lastIndex = from;
    const match = what.exec(d);
    if (match) from = what.lastIndex;
    return match?.[1] ?? null;
  };
  while (from < end) {
    const isFlag = now.toUpperCase() === "A" && (numbers.length === 3 || numbers.length === 4);
    const next = isFlag ? null : take(letter);
    if (next) {
      if (numbers.length || (!now && next.toUpperCase() !== "M")) throw wrong(from);
      now = next;
      if (/z/i.test(now)) found.push([now, []]);
      continue;
    }
    const value = take(isFlag ? flag : number);
    if (value === null || !now || /z/i.test(now)) throw wrong(from);
    numbers.push(Number(value));
    if (numbers.length < (takes[now.toUpperCase()] as number)) continue;
    found.push([now, numbers]);
    numbers = [];
    now = now === "M" ? "L" : now === "m" ? "l" : now;
  }
  if (numbers.length || (now && !found.length)) throw wrong(end);
  return found;
}

function wrong(at: number): Error {
  return new Error(`the path cannot be read at character ${at + 1}`);
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

/** Follows commands, in absolute coordinates. */
class Pen {
  #lines: Line[] = [];
  #at: Point = [0, 0];
  #start: Point = [0, 0];
  #handle: Point | null = null;
  #last = "";

  drawn(all: Command[]): Line[] {
    for (const [name, numbers] of all) {
      const isOwn = name === name.toLowerCase();
      const [x, y] = isOwn ? this.#at : [0, 0];
      const points: Point[] = [];
      for (let i = 0; i + 1 < numbers.length; i += 2)
        points.push([(numbers[i] as number) + x, (numbers[i + 1] as number) + y]);
      this.#follow(name.toUpperCase(), numbers, points, [x, y]);
      this.#last = name.toUpperCase();
    }
    return this.#lines.filter(({ nodes }) => nodes.length > 1);
  }

  #follow(name: string, numbers: number[], points: Point[], [x, y]: Point): void {
    const [p, q, r] = points as [Point, Point, Point];
    const mirrored = (after: string): Point =>
      after.includes(this.#last) && this.#handle
        ? [2 * this.#at[0] - this.#handle[0], 2 * this.#at[1] - this.#handle[1]]
        : this.#at;
    if (name === "M") this.#begin(p);
    else if (name === "Z") this.#close();
    else if (name === "L") this.#to(p);
    else if (name === "H") this.#to([(numbers[0] as number) + x, this.#at[1]]);
    else if (name === "V") this.#to([this.#at[0], (numbers[0] as number) + y]);
    else if (name === "C") this.#curve(p, q, r);
    else if (name === "S") this.#curve(mirrored("CS"), p, q);
    else if (name === "Q") this.#quad(p, q);
    else if (name === "T") this.#quad(mirrored("QT"), p);
    else this.#arc(numbers, [(numbers[5] as number) + x, (numbers[6] as number) + y]);
  }

  #begin(to: Point): void {
    this.#lines.push({ nodes: [{ at: to, in: null, out: null }], isClosed: false });
    this.#at = this.#start = to;
  }

  #close(): void {
    const line = this.#lines.at(-1) as Line;
    const [first, last] = [line.nodes[0] as Node, line.nodes.at(-1) as Node];
    // A line that came back by itself needs no second node at its start.
    if (line.nodes.length > 2 && Math.hypot(first.at[0] - last.at[0], first.at[1] - last.at[1]) < 0.005) {
      first.in = last.in;
      line.nodes.pop();
    }
    line.isClosed = true;
    this.#at = this.#start;
  }

  #to(to: Point): void {
    this.#open().nodes.push({ at: to, in: null, out: null });
    this.#at = to;
  }

  #curve(out: Point, into: Point, to: Point): void {
    const { nodes } = this.#open();
    (nodes.at(-1) as Node).out = out;
    nodes.push({ at: to, in: into, out: null });
    this.#handle = into;
    this.#at = to;
  }

  #quad(by: Point, to: Point): void {
    const third = ([x, y]: Point): Point => [x + (2 * (by[0] - x)) / 3, y + (2 * (by[1] - y)) / 3];
    this.#curve(third(this.#at), third(to), to);
    this.#handle = by;
  }

  #arc(numbers: number[], to: Point): void {
    const pieces = arcs(this.#at, numbers, to);
    if (!pieces.length) this.#to(to);
    for (const [out, into, end] of pieces) this.#curve(out, into, end);
  }

  /** What follows a closed line begins a new one at its start. */
  #open(): Line {
    const line = this.#lines.at(-1);
    if (line && !line.isClosed) return line;
    this.#begin(this.#start);
    return this.#lines.at(-1) as Line;
  }
}

/** An arc of an ellipse as curves of at most a quarter each. */
function arcs(from: Point, numbers: number[], to: Point): [Point, Point, Point][] {
  const [rx0, ry0, turn, large, sweep] = numbers as [number, number, number, number, number];
  let [rx, ry] = [Math.abs(rx0), Math.abs(ry0)];
  const [dx, dy] = [(from[0] - to[0]) / 2, (from[1] - to[1]) / 2];
  if (!rx || !ry || (!dx && !dy)) return [];
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [cos * dx + sin * dy, -sin * dx + cos * dy];
  const short = Math.sqrt((x / rx) ** 2 + (y / ry) ** 2);
  if (short > 1) [rx, ry] = [rx * short, ry * short];
  const rest = Math.max(0, (rx * ry) ** 2 - (rx * y) ** 2 - (ry * x) ** 2);
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(rest / ((rx * y) ** 2 + (ry * x) ** 2));
  const [cx, cy] = [(factor * rx * y) / ry, (-factor * ry * x) / rx];
  const start = Math.atan2((y - cy) / ry, (x - cx) / rx);
  let span = Math.atan2((-y - cy) / ry, (-x - cx) / rx) - start;
  if (sweep && span < 0) span += 2 * Math.PI;
  if (!sweep && span > 0) span -= 2 * Math.PI;
  const count = Math.max(1, Math.ceil(Math.abs(span) / (Math.PI / 2) - 1e-6));
  const [mx, my] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const put = (px: number, py: number): Point => [
    cos * (cx + px * rx) - sin * (cy + py * ry) + mx,
    sin * (cx + px * rx) + cos * (cy + py * ry) + my,
  ];
  const step = span / count;
  const reach = (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: count }, (_, at) => {
    const [a, b] = [start + at * step, start + (at + 1) * step];
    return [
      put(Math.cos(a) - reach * Math.sin(a), Math.sin(a) + reach * Math.cos(a)),
      put(Math.cos(b) + reach * Math.sin(b), Math.sin(b) - reach * Math.cos(b)),
      at === count - 1 ? to : put(Math.cos(b), Math.sin(b)),
    ] as [Point, Point, Point];
  });
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
