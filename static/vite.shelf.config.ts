/** What badges are drawn with, from their packages into dist/: fonts with an index, and the icon library as JSON. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const FAMILY = "Badge Sans";

/** In the order in which they are looked through for a letter; what a later one has of the first is left out. */
const families = [
  { name: "noto-sans", without: [] },
  { name: "noto-sans-arabic", without: ["latin", "latin-ext"] },
  { name: "noto-sans-hebrew", without: ["latin", "latin-ext", "cyrillic-ext", "greek-ext"] },
  { name: "noto-sans-thai", without: ["latin", "latin-ext"] },
  { name: "noto-sans-sc", without: ["latin", "latin-ext", "cyrillic", "vietnamese"] },
  { name: "noto-sans-kr", without: ["latin", "latin-ext", "cyrillic", "vietnamese"] },
  { name: "noto-emoji", without: [] },
];

interface Font {
  family: string;
  file: string;
  /** As CSS writes them: `U+0000-00FF,U+0131`. */
  ranges: string;
  /** The least and the greatest weight. */
  weights: [number, number];
}

type Words = Record<string, { category: string; tags: (string | number)[] }>;
type Nodes = Record<string, [string, { d: string }][]>;

export const shelf: Plugin = {
  name: "shelf",
  closeBundle: () => {
    for (const folder of ["dist/fonts", "dist/icons"]) mkdirSync(here(folder), { recursive: true });
    const fonts = families.flatMap(({ name, without }) => fontsOf(name, without));
    writeFileSync(here("dist/fonts/fonts.json"), JSON.stringify(fonts));
    writeFileSync(here("dist/fonts/fonts.css"), fonts.map(face).join(""));
    icons();
  },
};

function fontsOf(name: string, without: string[]): Font[] {
  const folder = `node_modules/@fontsource-variable/${name}`;
  const ranges = read<Record<string, string>>(`${folder}/unicode.json`);
  const { wght } = read<{ variable: { wght: { min: string; max: string } } }>(
    `${folder}/metadata.json`,
  ).variable;
  copyFileSync(here(`${folder}/LICENSE`), here(`dist/fonts/${name}.LICENSE`));
  return Object.entries(ranges)
    .filter(([part]) => !without.includes(part))
    .map(([part, written]) => {
      const file = `${name}-${part.replace(/[[\]]/g, "")}-wght-normal.woff2`;
      copyFileSync(here(`${folder}/files/${file}`), here(`dist/fonts/${file}`));
      return { family: name, file, ranges: written, weights: [Number(wght.min), Number(wght.max)] };
    });
}

/** All of them are one family to the browser, which fetches what a text needs. */
function face({ file, ranges, weights }: Font): string {
  return (
    `@font-face{font-family:"${FAMILY}";font-weight:${weights.join(" ")};font-display:swap;` +
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

/** With what is sent to browsers that take it packed. */
function write(path: string, content: unknown): void {
  const text = JSON.stringify(content);
  writeFileSync(here(path), text);
  writeFileSync(here(`${path}.gz`), gzipSync(text, { level: 9 }));
}

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(here(path), "utf-8")) as Content;
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
