/** Path data comes in; its commands go out, each with its numbers; twin of models/rules/art/path_data.py. */

export type Command = [letter: string, numbers: number[]];

const takes: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
const letter = /\s*,?\s*([MmLlHhVvCcSsQqTtAaZz])/y;
const number = /\s*,?\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)/y;
const flag = /\s*,?\s*([01])/y;

/** Each command with the numbers of one repetition. Raises an Error that says where the path is wrong. */
export function commands(d: string): Command[] {
  const found: Command[] = [];
  const end = d.trimEnd().length;
  let [now, from, numbers] = ["", 0, [] as number[]];
  const take = (what: RegExp): string | null => {
    what.lastIndex = from;
    const match = what.exec(d);
    if (match) from = what.lastIndex;
    return match?.[1] ?? null;
  };
  while (from < end) {
    const isFlag = now.toUpperCase() === "A" && (numbers.length === 3 || numbers.length === 4);
    const next = isFlag ? null : take(letter);
    if (next) {
      if (numbers.length || (!now && next.toUpperCase() !== "M")) throw wrong(from);
      now = next;
      if (/z/i.test(now)) found.push([now, []]);
      continue;
    }
    const value = take(isFlag ? flag : number);
    if (value === null || !now || /z/i.test(now)) throw wrong(from);
    numbers.push(Number(value));
    if (numbers.length < (takes[now.toUpperCase()] as number)) continue;
    found.push([now, numbers]);
    numbers = [];
    now = now === "M" ? "L" : now === "m" ? "l" : now;
  }
  if (numbers.length || (now && !found.length)) throw wrong(end);
  return found;
}

function wrong(at: number): Error {
  return new Error(`the path cannot be read at character ${at + 1}`);
}
