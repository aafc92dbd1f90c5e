/** A path's commands come in; its lines go out, in absolute coordinates: all that is bent is a curve of four points. */
import type { Point } from "./outline";
import type { Line, Node } from "./path";
import { arcs } from "./path_arcs";
import type { Command } from "./path_data";

export class Pen {
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
