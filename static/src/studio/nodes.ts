/** A path's lines come in with what is done to one of its points; the lines afterwards go out. Pure. */
import { split } from "./eraser";
import type { Point } from "./outline";
import { curves, type Line, type Node, onCurve } from "./path";

/** Which line, and which of its points. */
export interface Spot {
  line: number;
  node: number;
}

export type Side = "at" | "in" | "out";

export function nodeAt(all: readonly Line[], { line, node }: Spot): Node | undefined {
  return all[line]?.nodes[node];
}

/** A point takes its handles along; a handle turns the opposite one while they lie on one line, unless `isAlone`. */
export function dragged(all: readonly Line[], spot: Spot, side: Side, to: Point, isAlone = false): Line[] {
  return changed(all, spot, (node) => {
    if (side !== "at") return { ...node, [side]: to, ...(isAlone ? {} : opposite(node, side, to)) };
    const by = ([x, y]: Point): Point => [x + to[0] - node.at[0], y + to[1] - node.at[1]];
    return { at: to, in: node.in && by(node.in), out: node.out && by(node.out) };
  });
}

/** Sharp, when it was soft; soft, when it was sharp. */
export function turnedSoft(all: readonly Line[], spot: Spot): Line[] {
  const line = all[spot.line];
  if (!line) return [...all];
  return changed(all, spot, (node) => {
    if (node.in || node.out) return { ...node, in: null, out: null };
    const count = line.nodes.length;
    const before = line.nodes[(spot.node - 1 + count) % count]?.at ?? node.at;
    const after = line.nodes[(spot.node + 1) % count]?.at ?? node.at;
    const [dx, dy] = [(after[0] - before[0]) / 6, (after[1] - before[1]) / 6];
    return { at: node.at, in: [node.at[0] - dx, node.at[1] - dy], out: [node.at[0] + dx, node.at[1] + dy] };
  });
}

/** A line of one point is none. */
export function withoutNode(all: readonly Line[], spot: Spot): Line[] {
  return all.flatMap((line, at) => {
    if (at !== spot.line) return [line];
    const nodes = line.nodes.filter((_, i) => i !== spot.node);
    return nodes.length > 1 ? [{ ...line, nodes }] : [];
  });
}

/** A new point on the line, which keeps its form. */
export function withNode(all: readonly Line[], { line: at, node: segment }: Spot, t: number): Line[] {
  return all.map((line, i) => {
    const curve = curves(line)[segment];
    if (i !== at || !curve) return line;
    const nodes = [...line.nodes];
    const next = (segment + 1) % nodes.length;
    const [from, to] = [nodes[segment] as Node, nodes[next] as Node];
    const isStraight = !from.out && !to.in;
    const [first, second] = split(curve, t);
    nodes[segment] = { ...from, out: isStraight ? null : first[1] };
    nodes[next] = { ...to, in: isStraight ? null : second[2] };
    const added = { at: first[3], in: isStraight ? null : first[2], out: isStraight ? null : second[1] };
    nodes.splice(segment + 1, 0, added);
    return { ...line, nodes };
  });
}

/** The nearest place on any line: its segment, as a part of it, and how far it is away. */
export function nearestOn(
  all: readonly Line[],
  [x, y]: Point,
): { spot: Spot; t: number; far: number } | null {
  let found: { spot: Spot; t: number; far: number } | null = null;
  all.forEach((line, at) => {
    curves(line).forEach((curve, node) => {
      for (let i = 0; i <= 40; i++) {
        const [px, py] = onCurve(curve, i / 40);
        const far = Math.hypot(px - x, py - y);
        if (!found || far < found.far) found = { spot: { line: at, node }, t: i / 40, far };
      }
    });
  });
  return found;
}

function changed(all: readonly Line[], spot: Spot, change: (node: Node) => Node): Line[] {
  return all.map((line, at) =>
    at === spot.line
      ? { ...line, nodes: line.nodes.map((node, i) => (i === spot.node ? change(node) : node)) }
      : line,
  );
}

function opposite(node: Node, side: "in" | "out", to: Point): Partial<Node> {
  const other = side === "in" ? "out" : "in";
  const [one, two] = [node[side], node[other]];
  if (!one || !two) return {};
  const angle = (point: Point) => Math.atan2(point[1] - node.at[1], point[0] - node.at[0]);
  const bend = Math.abs(Math.abs(angle(one) - angle(two)) - Math.PI);
  if (bend > 0.05) return {};
  const length = Math.hypot(two[0] - node.at[0], two[1] - node.at[1]);
  const turned = angle(to) + Math.PI;
  return {
    [other]: [node.at[0] + length * Math.cos(turned), node.at[1] + length * Math.sin(turned)] as Point,
  };
}
