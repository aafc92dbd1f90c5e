/** A drawing comes in; words and icons that are hard to see on what lies under them go out. Twin of models/rules/art/contrast.py. */
import { hexOf, rgb } from "./colors";
import {
  type Drawing,
  type Given,
  isGradient,
  isPainted,
  type Layer,
  type Paint,
  type PathLayer,
} from "./drawing";
import { at, inverted, world } from "./geometry";
import { inOrder } from "./order";
import type { Point } from "./outline";
import { curves, lines, onCurve } from "./path";
import { isSeen, type Look, type Palette, paletteOf } from "./seen";
import { CAPITAL } from "./text_size";

/** What WCAG asks of large text and of signs. */
export const LEAST = 3;
const PAGES = { light: "#ffffff", dark: "#16181d" } as const;
/** Large and small: layers of some details are seen in only one of them. */
const SIZES = [512, 32];
/** What is less opaque than this does not hide what is under it. */
const CLEAR = 0.5;
/** Straight pieces in which a curve is walked along. */
const PIECES = 6;

export type Theme = keyof typeof PAGES;

/** A layer and its worst ratio, 1 … 21; where it is so, and on which layer, null for the page. */
export interface Faint {
  layer: Layer;
  on: Layer | null;
  ratio: number;
  theme: Theme;
  level: number;
}

/** WCAG's ratio of two colours. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** One for each layer at most. */
export function warnings(drawing: Drawing, given: Given): Faint[] {
  const worst = new Map<string, Faint>();
  for (const theme of ["light", "dark"] as const)
    for (let level = 1; level <= Math.max(1, drawing.levels.length); level += 1)
      for (const size of SIZES)
        for (const found of faint(drawing, { given, theme, level }, size)) {
          const before = worst.get(found.layer.id);
          if (!before || found.ratio < before.ratio) worst.set(found.layer.id, found);
        }
  return drawing.layers.flatMap(({ id }) => worst.get(id) ?? []);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = rgb(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function faint(drawing: Drawing, look: Look & { theme: Theme; level: number }, size: number): Faint[] {
  const palette = paletteOf(drawing, look);
  const stack = inOrder(drawing.layers).filter((layer) => isThere(drawing, look, size, layer));
  return stack.flatMap((layer, place) => {
    const ink = inkOf(layer);
    if (!ink || layer.opacity < CLEAR) return [];
    const on = under(drawing, stack.slice(0, place), middle(drawing, layer));
    const grounds = on?.fill ? colorsOf(on.fill, palette) : [PAGES[look.theme]];
    const ratio = Math.min(
      ...colorsOf(ink, palette).flatMap((one) => grounds.map((other) => contrast(one, other))),
    );
    return ratio < LEAST ? [{ layer, on, ratio, theme: look.theme, level: look.level }] : [];
  });
}

/** It and all the groups that hold it are seen at that size. */
function isThere(drawing: Drawing, look: Look, size: number, layer: Layer): boolean {
  const [from, below] = layer.detail ?? [0, Infinity];
  if (layer.hidden || size < from || size >= below || !isSeen(drawing, look, layer)) return false;
  const holder = drawing.layers.find(({ id }) => id === layer.group);
  return !holder || isThere(drawing, look, size, holder);
}

/** Outline icons are drawn by their line. */
function inkOf(layer: Layer): Paint | null {
  if (layer.kind === "text") return layer.fill ?? layer.line;
  if (layer.kind !== "icon") return null;
  return layer.icon.startsWith("filled/") ? (layer.fill ?? layer.line) : (layer.line ?? layer.fill);
}

/** Of words and icons, on the square. */
function middle({ layers }: Drawing, layer: Layer): Point {
  let [x, y] = [0, 0];
  if (layer.kind === "text" && layer.arc) {
    const far = layer.arc.radius + (CAPITAL * layer.size) / 2;
    y = layer.arc.below ? far : -far;
  } else if (layer.kind === "text")
    x = { start: layer.width / 2, middle: 0, end: -layer.width / 2 }[layer.align];
  return at(world(layers, layer), [x, y]);
}

/** The foremost surface at that point that is not see-through; null: the page. */
function under(drawing: Drawing, behind: Layer[], point: Point): PathLayer | null {
  const hides = (layer: Layer): layer is PathLayer =>
    layer.kind === "path" &&
    layer.fill !== null &&
    layer.opacity * opacityOf(layer.fill) >= CLEAR &&
    holds(drawing, layer, point);
  return behind.filter(isPainted).findLast(hides) ?? null;
}

function opacityOf(paint: Paint): number {
  if (!isGradient(paint)) return 1;
  return paint.stops.reduce((sum, { opacity }) => sum + opacity, 0) / paint.stops.length;
}

function holds({ layers }: Drawing, layer: PathLayer, point: Point): boolean {
  const matrix = world(layers, layer);
  if (!(matrix[0] * matrix[3] - matrix[1] * matrix[2])) return false;
  const [x, y] = at(inverted(matrix), point);
  let [winding, crossings] = [0, 0];
  for (const [[x1, y1], [x2, y2]] of edges(layer.d)) {
    if (y1 <= y === y2 <= y || x >= x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) continue;
    crossings += 1;
    winding += y1 < y2 ? 1 : -1;
  }
  return layer.rule === "evenodd" ? crossings % 2 === 1 : winding !== 0;
}

/** Each part of the outline, closed. */
function edges(d: string): [Point, Point][] {
  return lines(d).flatMap((line) => {
    const ring = curves(line).flatMap((curve) =>
      Array.from({ length: PIECES }, (_, step) => onCurve(curve, (step + 1) / PIECES)),
    );
    const [first] = line.nodes;
    const points = first ? [first.at, ...ring] : ring;
    return points.map((one, step): [Point, Point] => [one, points[(step + 1) % points.length] as Point]);
  });
}

function colorsOf(paint: Paint, palette: Palette): string[] {
  return isGradient(paint) ? paint.stops.map(({ color }) => hexOf(color, palette)) : [hexOf(paint, palette)];
}
