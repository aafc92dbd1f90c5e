/** Times as the wire writes them come in, their order goes out, to the microsecond that Date would drop. */
import type { Time } from "./wire";

export function newestFirst(a: Time, b: Time): number {
  const [first, second] = [sortable(a), sortable(b)];
  return first < second ? 1 : first > second ? -1 : 0;
}

function sortable(time: Time): string {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? "";
  return new Date(time).toISOString().slice(0, 19) + fraction.padEnd(9, "0");
}
