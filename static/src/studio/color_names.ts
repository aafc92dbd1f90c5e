/** A drawing's named colours come in; what people call each of them goes out, and the stored name of what they type. Pure. */
import type { Hue } from "../words/en_studio_colors";
import { say as words } from "../words/studio";
import { byTheme, freeName, rgb, WORD } from "./colors";
import type { Colors, Themed } from "./drawing";

const say = words.colorNames;
/** From here on a hue, in degrees; below the first it is red. */
const hues: [number, Hue][] = [
  [345, "red"],
  [290, "pink"],
  [255, "purple"],
  [190, "blue"],
  [160, "teal"],
  [70, "green"],
  [52, "yellow"],
  [38, "gold"],
  [15, "orange"],
];
/** As lightness, a difference that one would speak of. */
const STEP = 0.06;

/** Each name as it is shown, no two alike. */
export function shownNames(colors: Colors): Map<string, string> {
  const shown = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of Object.keys(colors)) {
    const wanted = shownName(name, colors);
    let unique = wanted;
    for (let number = 2; taken.has(unique); number += 1) unique = say.again(wanted, number);
    taken.add(unique);
    shown.set(name, unique);
  }
  return shown;
}

export function nameShown(name: string, colors: Colors): string {
  return shownNames(colors).get(name) ?? spoken(name);
}

/** What is stored for what was typed; null when nothing of it can be stored. */
export function storedName(typed: string): string | null {
  const name = /[a-z]/i.test(typed.normalize("NFD")) ? freeName(typed, {}) : "";
  return WORD.test(name) ? name : null;
}

/** What we named ourselves is called by what it looks like now, beside the first. */
function shownName(name: string, colors: Colors): string {
  if (Object.hasOwn(say.known, name)) return say.known[name] ?? name;
  const { first } = words.colors;
  if (!isOurs(name, first)) return spoken(name);
  const own = looks(colors[name]);
  const main = Object.hasOwn(colors, first) ? looks(colors[first]) : null;
  const far = main ? own.light - main.light : 0;
  if (main?.hue === own.hue && Math.abs(far) > STEP)
    return say.beside(say.known[first] ?? spoken(first), far > 0 ? "lighter" : "darker");
  return spoken(say.looks(say.hues[own.hue], own.shade));
}

function isOurs(name: string, first: string): boolean {
  return [first, "color"].some((one) => name === one || /^\d+$/.test(name.replace(one, "")));
}

function spoken(name: string): string {
  const plain = name.replaceAll("-", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

interface Looks {
  hue: Hue;
  shade: "light" | "dark" | "";
  light: number;
}

function looks(color: string | Themed | undefined): Looks {
  const channels = rgb(byTheme(color, "light") ?? "#000000").map((one) => one / 255);
  const [most, least] = [Math.max(...channels), Math.min(...channels)];
  const [light, spread] = [(most + least) / 2, most - least];
  if (spread < 0.09) return grey(light);
  const hue = hueOf(channels, most, spread);
  const isBrown = (hue === "orange" || hue === "gold") && light < 0.4;
  const shade = light > 0.72 ? "light" : light < 0.26 ? "dark" : "";
  return { hue: isBrown ? "brown" : hue, shade, light };
}

function grey(light: number): Looks {
  if (light < 0.08) return { hue: "black", shade: "", light };
  if (light > 0.95) return { hue: "white", shade: "", light };
  return { hue: "grey", shade: light > 0.72 ? "light" : light < 0.3 ? "dark" : "", light };
}

function hueOf([r = 0, g = 0, b = 0]: number[], most: number, spread: number): Hue {
  const sixth = most === r ? (g - b) / spread : most === g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  const degrees = (sixth * 60 + 360) % 360;
  return hues.find(([from]) => degrees >= from)?.[1] ?? "red";
}
