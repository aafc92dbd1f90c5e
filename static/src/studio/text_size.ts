/** A text layer comes in; its lines as they are broken and fitted go out, and the box that they fill. */

import type { Box } from "./bounds";
import type { TextLayer } from "./drawing";

export const FONT = "Noto Sans Variable";
/** From one line to the next, in parts of the size. */
export const LEADING = 1.2;
/** From the baseline up to the height of capitals, in parts of the size. */
export const CAPITALS = 0.714;

/** How wide a text is at a size of 1, without tracking. */
export type Measure = (text: string, weight: number) => number;

export interface Fitted {
  lines: string[];
  size: number;
}

/** Without a browser: letters of a usual width. */
export const roughly: Measure = (text, weight) => [...text].length * (0.5 + weight / 10_000);

let measure: Measure = roughly;
let remembered = new Map<string, Fitted>();

/** From now on texts are measured like this; what was remembered is forgotten (when the font has come). */
export function measureBy(how: Measure): void {
  measure = how;
  remembered = new Map();
}

export function widthOf(text: string, size: number, weight: number, tracking: number): number {
  return size * (measure(text, weight) + tracking * Math.max(0, [...text].length - 1));
}

/** Broken into at most so many lines, then made smaller, until it fits. */
export function fitted(text: string, layer: TextLayer): Fitted {
  const { size, weight, width, tracking, arc } = layer;
  const most = arc ? 1 : layer.lines;
  const key = JSON.stringify([text, size, weight, width, tracking, most]);
  const known = remembered.get(key);
  if (known) return known;
  const wide = (line: string) => widthOf(line, size, weight, tracking);
  const broken = breakInto(text, most, width, wide);
  const widest = Math.max(...broken.map(wide), 0.001);
  const fit = { lines: broken, size: widest > width ? (size * width) / widest : size };
  if (remembered.size > 300) remembered.clear();
  remembered.set(key, fit);
  return fit;
}

export function textBox(layer: TextLayer): Box {
  const { lines, size } = fitted(layer.text || "–", layer);
  if (layer.arc) return arcBox(layer, size, lines[0] ?? "");
  const width = Math.max(...lines.map((line) => widthOf(line, size, layer.weight, layer.tracking)));
  const half = ((lines.length - 1) * LEADING + CAPITALS) * size * 0.5;
  const left = layer.align === "middle" ? -width / 2 : layer.align === "start" ? 0 : -width;
  return { left, right: left + width, top: -half, bottom: half };
}

function arcBox({ arc, weight, tracking }: TextLayer, size: number, line: string): Box {
  const radius = arc?.radius ?? 100;
  const outer = radius + (arc?.below ? 0 : size * CAPITALS);
  const half = Math.min(Math.PI, widthOf(line, size, weight, tracking) / radius / 2);
  const wide = half > Math.PI / 2 ? outer : outer * Math.sin(half);
  const inner = Math.cos(half) * (half > Math.PI / 2 ? outer : radius - (arc?.below ? size * CAPITALS : 0));
  return arc?.below
    ? { left: -wide, right: wide, top: inner, bottom: outer }
    : { left: -wide, right: wide, top: -outer, bottom: -inner };
}

/** Lines that were broken by hand stay; more are broken where the widest line becomes least wide. */
function breakInto(text: string, most: number, width: number, wide: (line: string) => number): string[] {
  const given = text.split("\n");
  if (most <= 1) return [given.join(" ")];
  if (given.length >= most) return [...given.slice(0, most - 1), given.slice(most - 1).join(" ")];
  if (given.length > 1 || wide(text) <= width) return given;
  const words = text.split(/\s+/).filter(Boolean);
  for (let count = 2; count < most; count++) {
    const lines = balanced(words, count, wide);
    if (lines.every((line) => wide(line) <= width)) return lines;
  }
  return balanced(words, most, wide);
}

function balanced(words: string[], count: number, wide: (line: string) => number): string[] {
  if (count <= 1 || words.length <= 1) return [words.join(" ")];
  const target = wide(words.join(" ")) / count;
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    const isOver = line && wide(longer) - target > target - wide(line);
    if (isOver && lines.length < count - 1) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
