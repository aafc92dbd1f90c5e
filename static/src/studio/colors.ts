/** A drawing with its named colours comes in; the changes that name, rename, replace or remove one go out. Pure. */
import {
  type Colors,
  type Drawing,
  type Ink,
  isGradient,
  isPainted,
  type Layer,
  type Paint,
  type Themed,
} from "./drawing";
import { type Change, put } from "./steps";

export const HEX = /^#[0-9a-f]{6}$/;
/** A colour's name. `dark-2` is none: as an ink it is `dark`, 2 % darker. */
export const WORD = /^(?!.*-[0-9]{1,2}$)[a-z][a-z0-9-]{0,30}$/;
const NAMED = /^@([a-z][a-z0-9-]{0,30}?)([+-][0-9]{1,2})?$/;

/** The name and how far it is mixed with white (above 0) or black, in percent; null for a plain colour. */
export function named(ink: Ink): { name: string; mix: number } | null {
  const found = NAMED.exec(ink);
  return found?.[1] ? { name: found[1], mix: Number(found[2] ?? 0) } : null;
}

export function inkOf(name: string, mix = 0): Ink {
  return mix === 0 ? `@${name}` : `@${name}${mix > 0 ? "+" : "-"}${Math.min(99, Math.abs(Math.round(mix)))}`;
}

export function byTheme(color: string | Themed | undefined, theme: "light" | "dark"): string | null {
  // Neither of what every object has, such as `constructor`: names are anybody's.
  if (typeof color === "object") return color[theme];
  return typeof color === "string" ? color : null;
}

/** An ink as `#rrggbb`, with what a template's values or a level make of the names; black when it is not there. */
export function hexOf(ink: Ink, colors: Colors, theme: "light" | "dark" = "light"): string {
  const name = named(ink);
  if (!name) return HEX.test(ink) ? ink : "#000000";
  const hex = byTheme(colors[name.name], theme) ?? "#000000";
  return name.mix === 0 ? hex : mixed(hex, name.mix > 0 ? "#ffffff" : "#000000", Math.abs(name.mix) / 100);
}

export function mixed(one: string, other: string, part: number): string {
  const channels = rgb(one).map((channel, at) =>
    Math.round(channel + ((rgb(other)[at] ?? 0) - channel) * part),
  );
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

export function rgb(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** What somebody typed, such as `#ABC` or `1f4f86`; null when it is no colour. */
export function readHex(text: string): string | null {
  const bare = text.trim().toLowerCase().replace(/^#/, "");
  if (/^[0-9a-f]{6}$/.test(bare)) return `#${bare}`;
  return /^[0-9a-f]{3}$/.test(bare) ? `#${[...bare].map((one) => one + one).join("")}` : null;
}

/** A name that is still free, in the letters that names may have. */
export function freeName(wanted: string, colors: Colors): string {
  const plain = wanted
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const bare = plain.replace(/^[^a-z]+|-+$/g, "").slice(0, 28);
  const name = bare.replace(/-+([0-9]{1,2})$/, "$1") || "color";
  if (!(name in colors)) return name;
  for (let number = 2; ; number += 1) if (!(`${name}${number}` in colors)) return `${name}${number}`;
}

export function setColor(drawing: Drawing, name: string, color: string | Themed): Change[] {
  return [{ on: "*", set: { colors: { ...drawing.colors, [name]: color } } }];
}

/** Whatever is painted in it follows, and so do levels and a parameter of its name. */
export function renameColor(drawing: Drawing, from: string, to: string): Change[] {
  if (from === to || !(from in drawing.colors)) return [];
  const set = {
    colors: moved(drawing.colors, from, to),
    levels: drawing.levels.map((level) => ({ ...level, colors: moved(level.colors, from, to) })),
    parameters: drawing.parameters.map((one) =>
      one.kind === "color" && one.name === from ? { ...one, name: to } : one,
    ),
  };
  return [{ on: "*", set }, ...repainted(drawing, from, ({ mix }) => inkOf(to, mix))];
}

/** Whatever was painted in it keeps its colour, without the name. */
export function removeColor(drawing: Drawing, name: string): Change[] {
  const { [name]: _, ...colors } = drawing.colors;
  const levels = drawing.levels.map((level) => ({ ...level, colors: without(level.colors, name) }));
  const parameters = drawing.parameters.filter((one) => one.kind !== "color" || one.name !== name);
  const set = { colors, levels, parameters };
  return [
    { on: "*", set },
    ...repainted(drawing, name, ({ mix }) => hexOf(inkOf(name, mix), drawing.colors)),
  ];
}

/** The names that layers are painted with, how often each. */
export function uses(drawing: Drawing): Map<string, number> {
  const found = new Map<string, number>();
  for (const layer of drawing.layers)
    for (const ink of inksOf(layer)) {
      const name = named(ink)?.name;
      if (name) found.set(name, (found.get(name) ?? 0) + 1);
    }
  return found;
}

/** The colours that are used without a name, the most frequent first. */
export function plainColors(layers: readonly Layer[]): string[] {
  const found = new Map<string, number>();
  for (const ink of layers.flatMap(inksOf)) if (HEX.test(ink)) found.set(ink, (found.get(ink) ?? 0) + 1);
  return [...found].sort((one, other) => other[1] - one[1]).map(([hex]) => hex);
}

export function inksOf(layer: Layer): Ink[] {
  if (!isPainted(layer)) return [];
  const paints = [layer.fill, layer.line].flatMap((paint) =>
    isGradient(paint) ? paint.stops.map((stop) => stop.color) : paint ? [paint] : [],
  );
  return layer.shadow ? [...paints, layer.shadow.color] : paints;
}

export function recolored(layer: Layer, change: (ink: Ink) => Ink): Layer {
  if (!isPainted(layer)) return layer;
  const paint = (one: Paint | null): Paint | null =>
    isGradient(one)
      ? { ...one, stops: one.stops.map((stop) => ({ ...stop, color: change(stop.color) })) }
      : one && change(one);
  const shadow = layer.shadow && { ...layer.shadow, color: change(layer.shadow.color) };
  return { ...layer, fill: paint(layer.fill), line: paint(layer.line), shadow };
}

function repainted(drawing: Drawing, name: string, to: (found: { mix: number }) => Ink): Change[] {
  const swap = (ink: Ink) => {
    const found = named(ink);
    return found?.name === name ? to(found) : ink;
  };
  const touched = drawing.layers.filter((layer) => inksOf(layer).some((ink) => named(ink)?.name === name));
  return touched.map((layer) => put(recolored(layer, swap)));
}

function moved(colors: Colors, from: string, to: string): Colors {
  return Object.fromEntries(
    Object.entries(colors).map(([name, color]) => [name === from ? to : name, color]),
  );
}

function without(colors: Colors, name: string): Colors {
  const { [name]: _, ...rest } = colors;
  return rest;
}
