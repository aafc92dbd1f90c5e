/** A text layer comes in; its lines as they are fitted go out, and their box; twin of models/rules/art/setting.py. */
import type { Box } from "./bounds";
import type { TextLayer } from "./drawing";
import { linesOf } from "./text_lines";

export const FONT = "Badge Sans";
/** From one baseline to the next, in ems. */
export const GAP = 1.16;
/** How high capitals are, in ems: lines are centred on their middle. */
export const CAPITAL = 0.72;
/** How high a line is with what is above capitals and below the baseline, in ems. */
const LETTER = 1;
const LEAST = 0.02;

/** How wide a text is at a size of 1, without tracking. */
export type Measure = (text: string, weight: number) => number;

export interface Fitted {
  lines: string[];
  size: number;
}

/** Without a browser: letters of a usual width. */
const roughly: Measure = (text, weight) => [...text].length * (0.5 + weight / 10_000);

let measure: Measure = roughly;
let remembered = new Map<string, Fitted>();

/** From now on texts are measured like this; what was remembered is forgotten (when the font has come). */
export function measureBy(how: Measure): void {
  measure = how;
  remembered = new Map();
}

/** From the first letter's edge to the last one's. */
function widthOf(text: string, size: number, weight: number, tracking: number): number {
  return size * (measure(text, weight) + tracking * Math.max(0, [...text].length - 1));
}

/** Broken into at most so many lines, then made smaller, until it fits. */
export function fitted(text: string, layer: TextLayer): Fitted {
  const { size, weight, width, tracking } = layer;
  const most = layer.arc ? 1 : layer.lines;
  const height = layer.arc ? null : layer.height;
  const key = JSON.stringify([text, size, weight, width, height, tracking, most]);
  const known = remembered.get(key);
  if (known) return known;
  const wide = (line: string) => widthOf(line, size, weight, tracking);
  const part = (lines: string[]) => {
    const high = (GAP * (lines.length - 1) + LETTER) * size;
    return Math.min(1, width / Math.max(...lines.map(wide), width), height ? height / high : 1);
  };
  // Where the height is bounded, fewer lines may be larger.
  const counts = height ? Array.from({ length: most }, (_, at) => at + 1) : [most];
  const ways = counts.map((count) => linesOf(text, count, width, wide));
  const lines = ways.reduce((best, one) => (part(one) > part(best) ? one : best));
  const fit = { lines, size: size * Math.max(LEAST, part(lines)) };
  if (remembered.size > 300) remembered.clear();
  remembered.set(key, fit);
  return fit;
}

export function textBox(layer: TextLayer, text = layer.text): Box {
  const { lines, size } = fitted(text.trim() ? text : "–", layer);
  if (layer.arc) return arcBox(layer, size, lines[0] ?? "");
  const width = Math.max(...lines.map((line) => widthOf(line, size, layer.weight, layer.tracking)));
  const half = (CAPITAL + GAP * (lines.length - 1)) * size * 0.5;
  const left = layer.align === "middle" ? -width / 2 : layer.align === "start" ? 0 : -width;
  return { left, right: left + width, top: -half, bottom: half };
}

/** Each letter of a text on an arc: turned by so many degrees about the origin, its foot that far above it. */
export function bent(layer: TextLayer, text: string): { letter: string; turn: number; radius: number }[] {
  const { lines, size } = fitted(text, layer);
  const { weight, tracking, arc } = layer;
  if (!arc) return [];
  const { band, radius } = ringOf(layer, size);
  const letters = segments(lines[0] ?? "");
  const width = widthOf(letters.join(""), size, weight, tracking);
  const sign = arc.below ? -1 : 1;
  let before = "";
  return letters.map((letter) => {
    const from = before ? size * (measure(before, weight) + tracking * [...before].length) : 0;
    before += letter;
    const to = size * (measure(before, weight) + tracking * ([...before].length - 1));
    const angle = (((from + to) / 2 - width / 2) / band) * sign;
    return { letter, turn: (angle * 180) / Math.PI, radius: radius * sign };
  });
}

/** Where the letters stand, and the middle of the band that they fill. */
function ringOf({ arc, size: asked }: TextLayer, size: number): { band: number; radius: number } {
  const band = (arc?.radius ?? 0) + (CAPITAL * asked) / 2;
  return { band, radius: band + ((CAPITAL * size) / 2) * (arc?.below ? 1 : -1) };
}

function arcBox(layer: TextLayer, size: number, line: string): Box {
  const { band } = ringOf(layer, size);
  const [inner, outer] = [band - (CAPITAL * size) / 2, band + (CAPITAL * size) / 2];
  const half = Math.min(Math.PI, widthOf(line, size, layer.weight, layer.tracking) / band / 2);
  const wide = half > Math.PI / 2 ? outer : outer * Math.sin(half);
  const low = Math.cos(half) * (half > Math.PI / 2 ? outer : inner);
  return layer.arc?.below
    ? { left: -wide, right: wide, top: low, bottom: outer }
    : { left: -wide, right: wide, top: -outer, bottom: -low };
}

function segments(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
