/** A drawing, values and a level come in; its colours, words, icons and seen layers go out; twin of rules/art/visible.py. */
import { byTheme, HEX } from "./colors";
import type { Drawing, Given, Layer } from "./drawing";

/** How a drawing is looked at. */
export interface Look {
  given: Given;
  level: number;
  theme: "light" | "dark";
  /** In pixels from edge to edge; as large as the canvas has it, if it is not told. */
  size?: number;
  /** What is picked is seen, also where its size or level is another. */
  picked?: ReadonlySet<string>;
}

const USUAL_SIZE = 512;

export type Palette = Record<string, string>;

/** Each named colour as it is seen: what was given wins over the level's colours, these over the drawing's own. */
export function paletteOf(drawing: Drawing, { given, level, theme }: Look): Palette {
  const { colors, parameters, levels } = drawing;
  const palette: Palette = {};
  for (const [name, color] of Object.entries(colors)) palette[name] = byTheme(color, theme) as string;
  const asked = parameters.filter(({ kind }) => kind === "color");
  for (const { name, value } of asked)
    if (isHex(value) && typeof colors[name] !== "object") palette[name] = value;
  const own = levels[Math.min(level, levels.length) - 1]?.colors ?? {};
  for (const [name, color] of Object.entries(own)) palette[name] = byTheme(color, theme) as string;
  for (const { name } of asked) {
    const value = given[name];
    if (isHex(value)) palette[name] = value;
  }
  return palette;
}

/** A text with its places filled; the holder's name and the date stay as they are, for nobody earned it yet. */
export function filledText(drawing: Drawing, look: Look, words: string): string {
  return words.replace(/\{([a-z][a-z0-9-]{0,30})\}/g, (place, name) => {
    const value = toldOf(drawing, look, name);
    return typeof value === "string" ? value : value === undefined ? place : "";
  });
}

export function iconOf(drawing: Drawing, look: Look, icon: string): string {
  if (!icon.startsWith("$")) return icon;
  const value = toldOf(drawing, look, icon.slice(1));
  return typeof value === "string" ? value : "";
}

export function isSeen(drawing: Drawing, look: Look, layer: Layer): boolean {
  const level = drawing.levels.length ? Math.min(look.level, drawing.levels.length) : look.level;
  const size = look.size ?? USUAL_SIZE;
  if (layer.hidden || !layer.sx || !layer.sy) return false;
  if (look.picked?.has(layer.id)) return true;
  if (layer.detail && (size < layer.detail[0] || size >= layer.detail[1])) return false;
  if (layer.levels && !layer.levels.includes(level)) return false;
  if (!layer.when) return true;
  const name = layer.when.replace("!", "");
  return Boolean(toldOf(drawing, look, name)) !== layer.when.startsWith("!");
}

function toldOf(drawing: Drawing, { given, level }: Look, name: string): string | boolean | undefined {
  const parameter = drawing.parameters.find((one) => one.name === name);
  if (parameter) return given[name] ?? parameter.value;
  if (name !== "level") return undefined;
  return drawing.levels[Math.min(level, drawing.levels.length) - 1]?.name ?? String(level);
}

function isHex(value: unknown): value is string {
  return typeof value === "string" && HEX.test(value);
}
