/** What badges are drawn with, from their packages into dist/: fonts with an index, and the icon library as JSON. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { type Family, families } from "./vite.families.config.ts";

const FAMILY = "Badge Sans";

interface Font {
  family: string;
  file: string;
  /** As CSS writes them: `U+0000-00FF,U+0131`. */
  ranges: string;
  /** The least and the greatest weight. */
  weights: [number, number];
}

interface Metadata {
  variable: false | { wght: { min: string; max: string } };
}

type Words = Record<string, { category: string; tags: (string | number)[] }>;
type Nodes = Record<string, [string, { d: string }][]>;

export const shelf: Plugin = {
  name: "shelf",
  closeBundle: () => {
    for (const folder of ["dist/fonts", "dist/icons"]) mkdirSync(here(folder), { recursive: true });
    const fonts = families.flatMap(fontsOf);
    writeFileSync(here("dist/fonts/fonts.json"), JSON.stringify(index(fonts)));
    // A browser looks through them from the last to the first.
    packed("dist/fonts/fonts.css", fonts.toReversed().map(face).join(""));
    icons();
  },
};

function fontsOf({ name, takes = () => true, without = [] }: Family): Font[] {
  const folder = folderOf(name);
  const ranges = read<Record<string, string>>(`${folder}/unicode.json`);
  const { variable } = read<Metadata>(`${folder}/metadata.json`);
  const weights: [number, number] = variable
    ? [Number(variable.wght.min), Number(variable.wght.max)]
    : [400, 400];
  copyFileSync(here(`${folder}/LICENSE`), here(`dist/fonts/${name}.LICENSE`));
  return Object.entries(ranges)
    .filter(([part]) => takes(part))
    .map(([part, written]) => {
      const which = `${part.replace(/[[\]]/g, "")}-${variable ? "wght" : "400"}-normal`;
      const file = `${name}-${which}.woff2`;
      copyFileSync(here(`${folder}/files/${file}`), here(`dist/fonts/${file}`));
      return { family: name, file, ranges: rest(written, without), weights };
    })
    .filter(({ ranges }) => ranges);
}

/** Those that come in one weight only are in packages apart. */
function folderOf(name: string): string {
  const variable = `node_modules/@fontsource-variable/${name}`;
  return existsSync(here(variable)) ? variable : `node_modules/@fontsource/${name}`;
}

/** Ranges that touch one of those are left out whole. */
function rest(ranges: string, without: [number, number][]): string {
  const stays = ([first, last]: [number, number]) =>
    !without.some(([from, to]) => first <= to && last >= from);
  return ranges
    .split(",")
    .filter((range) => stays(edges(range)))
    .join(",");
}

/** `U+41-5A` or `U+41`. */
function edges(range: string): [number, number] {
  const [first = 0, last = first] = range
    .trim()
    .slice(2)
    .split("-")
    .map((code) => parseInt(code, 16));
  return [first, last];
}

/** As the drawing process reads it at each start. After `steps` further codes, letters are in `sets[having]` fonts. */
function index(fonts: Font[]): object {
  const found = new Map<number, number[]>([[0, []]]);
  for (const [number, { ranges }] of fonts.entries())
    for (const [first, last] of ranges.split(",").map(edges))
      for (let code = first; code <= last; code++) found.set(code, [...(found.get(code) ?? []), number]);
  const sets = new Map<string, number>();
  const steps: number[] = [];
  const having: number[] = [];
  let before = 0;
  const turn = (code: number, fonts: number[]) => {
    const which = sets.get(String(fonts)) ?? sets.size;
    sets.set(String(fonts), which);
    if (which === having.at(-1)) return;
    steps.push(code - before);
    having.push(which);
    before = code;
  };
  for (const code of [...found.keys()].sort((a, b) => a - b)) {
    turn(code, found.get(code) ?? []);
    if (!found.has(code + 1)) turn(code + 1, []);
  }
  return {
    fonts: fonts.map(({ family, file, weights }) => ({ family, file, weights })),
    sets: [...sets.keys()].map((set) => set.split(",").filter(Boolean).map(Number)),
    steps,
    having,
  };
}

/** All of them are one family to the browser, which fetches what a text needs: for that they have the same weights. */
function face({ file, ranges }: Font): string {
  return (
    `@font-face{font-family:"${FAMILY}";font-weight:100 900;font-display:swap;` +
    `src:url(${file}) format("woff2");unicode-range:${ranges}}\n`
  );
}

/** `outline.json` and `filled.json`: name → path data on 24 by 24. `words.json`: name → category, then tags. */
function icons(): void {
  const folder = "node_modules/@tabler/icons";
  for (const kind of ["outline", "filled"])
    write(`dist/icons/${kind}.json`, paths(read<Nodes>(`${folder}/tabler-nodes-${kind}.json`)));
  const words = Object.entries(read<Words>(`${folder}/icons.json`));
  write(
    "dist/icons/words.json",
    Object.fromEntries(words.map(([name, { category, tags }]) => [name, [category, ...tags]])),
  );
  copyFileSync(here(`${folder}/LICENSE`), here("dist/icons/LICENSE"));
}

function paths(nodes: Nodes): Record<string, string[]> {
  const only = (name: string) =>
    (nodes[name] ?? []).map(([, { d }]) => d.replace(/ -/g, "-").replace(/ +/g, " "));
  return Object.fromEntries(Object.keys(nodes).map((name) => [name, only(name)]));
}

function write(path: string, content: unknown): void {
  packed(path, JSON.stringify(content));
}

/** With what is sent to browsers that take it packed. */
function packed(path: string, text: string): void {
  writeFileSync(here(path), text);
  writeFileSync(here(`${path}.gz`), gzipSync(text, { level: 9 }));
}

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(here(path), "utf-8")) as Content;
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
