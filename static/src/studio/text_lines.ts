/** A text, how many lines it may have and how wide they may be come in; its lines go out; twin of models/rules/art/lines.py. */

/** How often the shortest width is halved in search. */
const STEPS = 18;

interface Piece {
  text: string;
  width: number;
  space: number;
  must: boolean;
}

/** `wide`: how wide a line is. A single line is as wide as it is. */
export function linesOf(text: string, most: number, width: number, wide: (line: string) => number): string[] {
  const whole = text.split(/\s+/).filter(Boolean).join(" ");
  if (!whole) return [];
  if (most === 1) return [whole];
  if (!text.trim().includes("\n") && wide(whole) <= width) return [whole];
  return broken(pieces(text, wide), most, width);
}

/** Words as they are; those without spaces letter by letter. */
function pieces(text: string, wide: (line: string) => number): Piece[] {
  const space = wide("n n") - wide("nn");
  return text
    .trim()
    .split("\n")
    .flatMap((row) =>
      row
        .split(/\s+/)
        .filter(Boolean)
        .flatMap((word, at) =>
          parts(word).map((part, i) => ({
            text: part,
            width: wide(part),
            space: i ? 0 : space,
            must: !at && !i,
          })),
        ),
    );
}

function parts(word: string): string[] {
  const dense =
    /[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef][、。，．・：；？！ー…」』）］｝〉》〕]*|[^\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]+/gu;
  return word.match(dense) ?? [word];
}

/** The fewest lines that fit the width, else those whose longest is the shortest. */
function broken(found: Piece[], most: number, width: number): string[] {
  const must = found.filter((piece) => piece.must).length;
  const all = must > most ? found.map((piece) => ({ ...piece, must: false })) : found;
  for (let count = 1; count <= most; count++) {
    const least = leastWidth(all, count);
    if (least <= width || count === most) return filled(all, least);
  }
  return [];
}

function leastWidth(found: Piece[], count: number): number {
  let low = Math.max(...found.map((piece) => piece.width));
  let high = found.reduce((sum, piece) => sum + piece.width + piece.space, 0);
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (filled(found, middle).length <= count) high = middle;
    else low = middle;
  }
  return high;
}

function filled(found: Piece[], width: number): string[] {
  const lines: string[] = [];
  let long = 0;
  for (const piece of found) {
    if (!lines.length || piece.must || long + piece.space + piece.width > width) {
      lines.push(piece.text);
      long = piece.width;
    } else {
      lines[lines.length - 1] += (piece.space ? " " : "") + piece.text;
      long += piece.space + piece.width;
    }
  }
  return lines;
}
