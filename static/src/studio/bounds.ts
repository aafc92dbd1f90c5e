/** Layers come in; the boxes that they fill go out, in their own coordinates or in the drawing's. */
import type { Layer } from "./drawing";
import { at, type Matrix, matrixOf, world } from "./geometry";
import type { Point } from "./outline";
import { curves, lines, onCurve } from "./path";
import { textBox } from "./text_size";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What a layer fills in its own coordinates, without its outline; null: nothing. */
export function ownBox(layers: readonly Layer[], layer: Layer): Box | null {
  if (layer.kind !== "path") return around(corners(layers, layer));
  const known = boxes.get(layer.d);
  if (known !== undefined) return known;
  const box = around(extremes(layer.d));
  if (boxes.size > 500) boxes.clear();
  boxes.set(layer.d, box);
  return box;
}

const boxes = new Map<string, Box | null>();

/** What layers fill together, in the drawing's coordinates. */
export function boxOf(layers: readonly Layer[], some: readonly Layer[]): Box | null {
  return around(some.flatMap((layer) => pointsIn(layers, layer, world(layers, layer))));
}

export function around(points: readonly Point[]): Box | null {
  if (!points.length) return null;
  const [[x0, y0]] = points as [Point];
  const box = { left: x0, top: y0, right: x0, bottom: y0 };
  for (const [x, y] of points) {
    if (x < box.left) box.left = x;
    if (x > box.right) box.right = x;
    if (y < box.top) box.top = y;
    if (y > box.bottom) box.bottom = y;
  }
  return box;
}

export function middle({ left, top, right, bottom }: Box): Point {
  return [(left + right) / 2, (top + bottom) / 2];
}

export function cornersOf({ left, top, right, bottom }: Box): [Point, Point, Point, Point] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

export function meets(one: Box, other: Box): boolean {
  return (
    one.left <= other.right && one.right >= other.left && one.top <= other.bottom && one.bottom >= other.top
  );
}

function pointsIn(layers: readonly Layer[], layer: Layer, matrix: Matrix): Point[] {
  return corners(layers, layer).map((point) => at(matrix, point));
}

function corners(layers: readonly Layer[], layer: Layer): Point[] {
  if (layer.kind === "group")
    return layers
      .filter(({ group }) => group === layer.id)
      .flatMap((inner) => pointsIn(layers, inner, matrixOf(inner)));
  if (layer.kind === "path") return extremes(layer.d);
  return cornersOf(boxed(layer));
}

function boxed(layer: Exclude<Layer, { kind: "group" | "path" }>): Box {
  if (layer.kind === "text") return textBox(layer);
  const [width, height] = layer.kind === "icon" ? [layer.size, layer.size] : [layer.width, layer.height];
  return { left: -width / 2, top: -height / 2, right: width / 2, bottom: height / 2 };
}

const remembered = new Map<string, Point[]>();

/** Points on the outline that reach as far as it does, so that a turned box is close, too. */
function extremes(d: string): Point[] {
  const known = remembered.get(d);
  if (known) return known;
  const found = lines(d).flatMap((line) =>
    curves(line).flatMap((curve) =>
      isStraight(curve) ? [curve[0], curve[3]] : Array.from({ length: 17 }, (_, i) => onCurve(curve, i / 16)),
    ),
  );
  if (remembered.size > 500) remembered.clear();
  remembered.set(d, found);
  return found;
}

function isStraight([p, q, r, s]: readonly [Point, Point, Point, Point]): boolean {
  return p === q && r === s;
}

/** A matrix with a layer's own box, for handles that turn with it. */
export function orientedBox(layers: readonly Layer[], layer: Layer): { box: Box; matrix: Matrix } | null {
  const box = ownBox(layers, layer);
  return box && { box, matrix: world(layers, layer) };
}
