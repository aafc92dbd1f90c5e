/** An image's pixels and what is wanted of them come in; path layers, the largest behind, go out. imagetracerjs finds the outlines. */
import type { Segment, Traced, TracedPath } from "imagetracerjs";
import { type PathLayer, SIDE } from "./drawing";
import { made } from "./drawing_whole";
import { several } from "./order";

export interface Wishes {
  colors: number;
  /** 0 … 10: how far a line may stray from the pixels. */
  smooth: number;
  /** Outlines with fewer points are left out. */
  speck: number;
  /** Only what is darker than this, 1 … 254, in black; null: in colours. */
  threshold: number | null;
  /** The colour of the corners is left out. */
  background: boolean;
}

export const usual: Wishes = { colors: 6, smooth: 2, speck: 8, threshold: null, background: true };

/** From edge to edge, before it is traced. */
export const PIXELS = 400;
const ROOM = SIDE - 64;
const LONGEST = 24_000;
export const MOST = 80;

export interface Outlines {
  layers: PathLayer[];
  outlines: number;
  isCut: boolean;
}

export async function traced(image: ImageData, wishes: Wishes): Promise<Outlines> {
  const { default: tracer } = await import("imagetracerjs");
  const source = wishes.threshold === null ? image : blackened(image, wishes.threshold);
  return layersOf(tracer.imagedataToTracedata(source, options(wishes)), wishes, corner(source));
}

/** Without chance: the same image gives the same outlines. */
function options({ colors, smooth, speck, threshold }: Wishes): object {
  const two = [
    { r: 0, g: 0, b: 0, a: 255 },
    { r: 255, g: 255, b: 255, a: 255 },
  ];
  const strays = 0.25 + smooth * 0.4;
  return {
    ltres: strays,
    qtres: strays,
    pathomit: speck,
    rightangleenhance: smooth < 3,
    blurradius: smooth > 5 ? 2 : 0,
    blurdelta: 32,
    ...(threshold === null
      ? { colorsampling: 2, numberofcolors: colors, colorquantcycles: 3, mincolorratio: 0 }
      : { pal: two, colorquantcycles: 1 }),
  };
}

/** What is transparent counts as white. */
function blackened({ data, width, height }: ImageData, threshold: number): ImageData {
  const pixels = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 4) {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray(at, at + 4);
    const light = ((0.299 * r + 0.587 * g + 0.114 * b) * a) / 255 + 255 - a;
    pixels.fill(light < threshold ? 0 : 255, at, at + 3);
    pixels[at + 3] = 255;
  }
  return new ImageData(pixels, width, height);
}

type Pixel = { r: number; g: number; b: number; a: number };

/** The colour of the corner that most corners share. */
export function corner({ data, width, height }: Pick<ImageData, "data" | "width" | "height">): Pixel {
  const places = [0, width - 1, width * (height - 1), width * height - 1];
  const found = places.map((place): Pixel => {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray(place * 4, place * 4 + 4);
    return { r, g, b, a };
  });
  const likes = (one: Pixel) => found.filter((other) => distance(one, other) < 24).length;
  return found.reduce((best, one) => (likes(one) > likes(best) ? one : best));
}

function distance(one: Pixel, other: Pixel): number {
  return Math.hypot(one.r - other.r, one.g - other.g, one.b - other.b, one.a - other.a);
}

/** One layer for each colour, or more when it has very many outlines; the colour with the largest outline is behind. */
function layersOf(found: Traced, { background }: Pick<Wishes, "background">, behind: Pixel): Outlines {
  const scale = ROOM / Math.max(found.width, found.height, 1);
  const at = (x: number, of: number) => Math.round((x - of / 2) * scale * 10) / 10;
  const point = (x: number, y: number) => `${at(x, found.width)} ${at(y, found.height)}`;
  const ground = background ? nearest(found.palette, behind) : -1;
  const painted = found.palette
    .map((color, index) => ({ color, paths: found.layers[index] ?? [], index }))
    .filter(({ color, paths, index }) => index !== ground && color.a > 127 && paths.length > 0)
    .sort((one, other) => largest(other.paths) - largest(one.paths));
  const layers = painted.flatMap(({ color, paths }) => {
    const outer = paths.filter(({ isholepath }) => !isholepath);
    const pieces = outer.map((path) =>
      [path, ...path.holechildren.map((hole) => paths[hole])]
        .map((one) => one && outline(one, point))
        .join(""),
    );
    return gathered(pieces).map((d) =>
      made("path", { d, fill: hex(color), line: null, rule: "evenodd", name: hex(color) }),
    );
  });
  const outlines = painted.reduce((sum, { paths }) => sum + paths.filter((one) => !one.isholepath).length, 0);
  const kept = layers.slice(0, MOST);
  const keys = several(null, null, kept.length);
  const named = kept.map((layer, at) => ({ ...layer, id: `t${at + 1}`, z: keys[at] as string }));
  return { layers: named, outlines, isCut: layers.length > MOST };
}

function nearest(palette: Pixel[], wanted: Pixel): number {
  const clear = palette.findIndex(({ a }) => wanted.a < 128 && a < 128);
  if (wanted.a < 128) return clear;
  const distances = palette.map((color) => distance(color, wanted));
  const least = Math.min(...distances);
  return least < 96 ? distances.indexOf(least) : -1;
}

function largest(paths: TracedPath[]): number {
  return Math.max(0, ...paths.map(({ boundingbox: [x1, y1, x2, y2] }) => (x2 - x1) * (y2 - y1)));
}

function outline({ segments }: TracedPath, point: (x: number, y: number) => string): string {
  const [first] = segments;
  if (!first) return "";
  const line = ({ type, x2, y2, x3 = 0, y3 = 0 }: Segment) =>
    type === "L" ? `L${point(x2, y2)}` : `Q${point(x2, y2)} ${point(x3, y3)}`;
  return `M${point(first.x1, first.y1)}${segments.map(line).join("")}Z`;
}

/** As few texts as there can be, none too long for a layer; a single outline that is too long is left out. */
function gathered(pieces: string[]): string[] {
  const texts: string[] = [];
  for (const piece of pieces) {
    if (!piece || piece.length > LONGEST) continue;
    const last = texts.length - 1;
    const joined = (texts[last] ?? "") + piece;
    if (last >= 0 && joined.length <= LONGEST) texts[last] = joined;
    else texts.push(piece);
  }
  return texts;
}

function hex({ r, g, b }: Pixel): string {
  return `#${[r, g, b].map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}
