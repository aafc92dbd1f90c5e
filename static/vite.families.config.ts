/** Which fonts badges are drawn with, and which parts of them; vite.shelf.config.ts brings them. */

export interface Family {
  name: string;
  /** Which parts of it are taken, of which it has a file each. */
  takes?: (part: string) => boolean;
  /** Those letters are another font's. */
  without?: [number, number][];
}

/** Of these one part each: the rest of them is in the first font. */
const SCRIPTS = [
  "bengali",
  "tamil",
  "telugu",
  "kannada",
  "malayalam",
  "gujarati",
  "gurmukhi",
  "oriya",
  "sinhala",
  "georgian",
  "armenian",
  "ethiopic",
  "khmer",
  "lao",
  "myanmar",
  "thaana",
  "syriac",
  "javanese",
  "balinese",
  "sundanese",
  "meetei-mayek",
  "ol-chiki",
  "adlam",
  "cherokee",
  "canadian-aboriginal",
  "mongolian",
  "tifinagh",
  "nko",
];
const EUROPEAN = ["latin", "latin-ext", "cyrillic", "vietnamese"];
/** As Japan writes them, whatever else stands beside them. */
const KANA: [number, number][] = [
  [0x3041, 0x30ff],
  [0x31f0, 0x31ff],
  [0xff66, 0xff9f],
];

/** In the order in which they are looked through for a letter. */
export const families: Family[] = [
  { name: "noto-sans" },
  { name: "noto-sans-arabic", takes: isNotEuropean },
  { name: "noto-sans-hebrew", takes: (part) => part === "hebrew" },
  { name: "noto-sans-thai", takes: (part) => part === "thai" },
  { name: "noto-sans-sc", takes: isNotEuropean, without: KANA },
  { name: "noto-sans-jp", takes: isNotEuropean },
  { name: "noto-sans-kr", takes: isNotEuropean, without: KANA },
  // After those: some have commas of China, for lines from top to bottom.
  ...SCRIPTS.map((script) => ({
    name: `noto-sans-${script}`,
    takes: (part: string) => part === script,
  })),
  { name: "noto-serif-tibetan", takes: (part) => part === "tibetan" },
  { name: "noto-emoji" },
];

function isNotEuropean(part: string): boolean {
  return !EUROPEAN.includes(part);
}
