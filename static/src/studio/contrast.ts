/** A drawing comes in; what in it will be hard to see goes out, in sentences: words and icons on what is behind them. Pure. */
import { say as words } from "../words/studio";
import { boxOf, middle } from "./bounds";
import { hexOf, mixed, rgb } from "./colors";
import { type Colors, type Drawing, type Given, isGradient, isPainted, type Layer, type Paint } from "./drawing";
import { nameOf } from "./names";
import { inOrder } from "./order";

const say = words.contrast;
/** What WCAG asks of large text and of signs. */
const LEAST = 3;
/** A badge's own edge on a page need not be read, only be seen. */
const EDGE = 1.25;
const PAGES = { light: "#ffffff", dark: "#161513" } as const;

export interface Warning {
  layer: string | null;
  words: string;
}

type Theme = keyof typeof PAGES;

/** Twin of WCAG's: 1 … 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = rgb(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** One for each layer at most, its worst: over all levels and both themes. */
export function warnings(drawing: Drawing, given: Given): Warning[] {
  const told = inOrder(drawing.layers).filter((layer) => isShown(layer, drawing, given));
  const looks = looksOf(drawing, given);
  const found = told.flatMap((layer, at) => {
    if ((layer.kind !== "text" && layer.kind !== "icon") || layer.opacity < 0.3) return [];
    const behind = beneath(drawing, told.slice(0, at), layer);
    const worst = looks
      .map(({ colors, theme, level }) => ({ theme, level, found: between(layer, behind, colors, theme) }))
      .reduce((one, other) => (other.found < one.found ? other : one));
    if (worst.found >= LEAST) return [];
    const on = behind ? nameOf(behind) : say.pages[worst.theme];
    return [{ layer: layer.id, words: say.weak(nameOf(layer), on, figure(worst.found), worst.level) }];
  });
  return [...found, ...edges(drawing, told, looks)];
}

interface SeenAs {
  colors: Colors;
  theme: Theme;
  level: string;
}

function looksOf({ colors, levels, parameters }: Drawing, given: Given): SeenAs[] {
  const set = parameters.filter(({ kind }) => kind === "color").map(({ name, value }) => [name, given[name] ?? colors[name] ?? value]);
  const own = { ...colors, ...Object.fromEntries(set) } as Colors;
  const each = levels.length ? levels.map(({ name, colors: other }) => ({ level: name, colors: { ...own, ...other } })) : [{ level: "", colors: own }];
  return each.flatMap((look) => [
    { ...look, theme: "light" as const },
    { ...look, theme: "dark" as const },
  ]);
}

function isShown(layer: Layer, drawing: Drawing, given: Given): boolean {
  if (layer.hidden) return false;
  const holder = drawing.layers.find(({ id }) => id === layer.group);
  if (holder && !isShown(holder, drawing, given)) return false;
  if (!layer.when) return true;
  const name = layer.when.replace("!", "");
  const flag = given[name] ?? drawing.parameters.find((one) => one.name === name)?.value ?? false;
  return layer.when.startsWith("!") ? !flag : Boolean(flag);
}

/** The foremost surface behind its middle; null: the page. */
function beneath({ layers }: Drawing, behind: Layer[], layer: Layer): Layer | null {
  const box = boxOf(layers, [layer]);
  if (!box) return null;
  const [x, y] = middle(box);
  const covers = (other: Layer) => {
    if (other.kind !== "path" || !other.fill || other.opacity < 0.5) return false;
    const around = boxOf(layers, [other]);
    return around !== null && around.left <= x && x <= around.right && around.top <= y && y <= around.bottom;
  };
  return behind.findLast(covers) ?? null;
}

function between(layer: Layer, behind: Layer | null, colors: Colors, theme: Theme): number {
  const ground = behind && isPainted(behind) && behind.fill ? solid(behind.fill, colors, theme) : PAGES[theme];
  return contrast(surfaceOf(layer, colors, theme) ?? ground, ground);
}

/** Outline icons are drawn by their line. */
function surfaceOf(layer: Layer, colors: Colors, theme: Theme): string | null {
  if (!isPainted(layer)) return null;
  const paint = layer.kind === "icon" && !layer.icon.startsWith("filled/") ? (layer.line ?? layer.fill) : (layer.fill ?? layer.line);
  return paint && solid(paint, colors, theme);
}

/** A gradient counts as the mean of its colours. */
function solid(paint: Paint, colors: Colors, theme: Theme): string {
  if (!isGradient(paint)) return hexOf(paint, colors, theme);
  const stops = paint.stops.map(({ color }) => hexOf(color, colors, theme));
  return stops.reduce((mean, hex, at) => mixed(mean, hex, 1 / (at + 1)));
}

/** The largest surface on a page of each theme. */
function edges({ layers }: Drawing, told: Layer[], looks: SeenAs[]): Warning[] {
  const surfaces = told.filter((layer) => layer.kind === "path" && layer.fill && layer.opacity > 0.5);
  const size = (layer: Layer) => {
    const box = boxOf(layers, [layer]);
    return box ? (box.right - box.left) * (box.bottom - box.top) : 0;
  };
  const largest = surfaces.reduce<Layer | null>((best, one) => (!best || size(one) > size(best) ? one : best), null);
  if (!largest || (isPainted(largest) && largest.line)) return [];
  const lost = looks.filter(({ colors, theme }) => between(largest, null, colors, theme) < EDGE);
  const themes = [...new Set(lost.map(({ theme }) => theme))];
  return themes.map((theme) => ({ layer: largest.id, words: say.edge(nameOf(largest), say.pages[theme]) }));
}

function figure(found: number): string {
  return String(Math.floor(found * 10) / 10);
}

