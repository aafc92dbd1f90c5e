/** Numbers come in, words and figures of the page's language go out. */
import { say } from "./board";
import { language } from "./language";

const plain = new Intl.NumberFormat(language);
const signs = new Intl.NumberFormat(language, { signDisplay: "exceptZero" });
const places = new Intl.PluralRules(language, { type: "ordinal" });

export function figure(value: number): string {
  return plain.format(value);
}

/** `+3`, `−3`, `0`. */
export function signed(value: number): string {
  return signs.format(value).replace("-", "−");
}

/** `1st`, `22nd`. */
export function place(rank: number): string {
  return plain.format(rank) + (say.ordinals[places.select(rank)] ?? say.ordinals.other);
}

export function clock(time: Date): string {
  return time.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
