/** A design's name and how it is wanted come in; a file name that every system takes goes out. Pure. */
import type { Look } from "./asking";

const LONGEST = 60;

export function fileName(name: string, { format = "svg", size, theme = "light", level = 1 }: Look): string {
  const plain = name
    .normalize("NFC")
    .replace(/[\p{C}\p{Z}/\\:*?"<>|.]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const stem = [...plain].slice(0, LONGEST).join("").toLowerCase() || "badge";
  const parts = [
    stem,
    level > 1 && `level-${level}`,
    format !== "svg" && String(size),
    theme === "dark" && "dark",
  ];
  return `${parts.filter(Boolean).join("-")}.${format}`;
}
