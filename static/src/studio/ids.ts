/** Chance comes in from the browser; short names for new layers and open studios go out. */

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

export function newId(length = 6): string {
  return Array.from(
    crypto.getRandomValues(new Uint8Array(length)),
    (byte) => letters[byte % letters.length],
  ).join("");
}
