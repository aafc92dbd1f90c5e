/** What somebody types comes in; a line's dashes go out. */

/** “12 8” is a line of 12 and a gap of 8; null for none. */
export function dashes(text: string): number[] | null {
  const lengths = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number)
    .filter((length) => Number.isFinite(length) && length >= 0)
    .slice(0, 6);
  return lengths.some((length) => length > 0) ? lengths : null;
}
