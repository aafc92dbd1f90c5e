/** Layers come in, in any order; they go out as they are drawn, and keys between two others. */
import type { Layer } from "./drawing";

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The layers of one group, from behind to the front. */
export function siblings(layers: readonly Layer[], group: string | null): Layer[] {
  return layers.filter((layer) => layer.group === group).sort(before);
}

/** All layers as they are drawn, each group before what it holds. */
export function inOrder(layers: readonly Layer[], group: string | null = null): Layer[] {
  return siblings(layers, group).flatMap((layer) =>
    layer.kind === "group" ? [layer, ...inOrder(layers, layer.id)] : [layer],
  );
}

export function before(one: Layer, other: Layer): number {
  if (one.z !== other.z) return one.z < other.z ? -1 : 1;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

/** A key between two others; `null`: nothing is behind or in front. */
export function between(low: string | null, high: string | null): string {
  let key = "";
  for (let at = 0; at < 40; at++) {
    const from = letters.indexOf(low?.[at] ?? "0");
    const to = high === null ? letters.length : letters.indexOf(high[at] ?? "0");
    if (from === to) {
      key += letters[from];
      continue;
    }
    if (to - from > 1) return key + letters[low === null || high === null ? stepFrom(from, to, low, high) : (from + to) >> 1];
    key += letters[from];
    high = null;
  }
  return key;
}

/** So many keys in order, all between two others. */
export function several(low: string | null, high: string | null, count: number): string[] {
  const keys: string[] = [];
  for (let at = 0; at < count; at++) keys.push(between(keys.at(-1) ?? low, high));
  return keys;
}

/** At the ends keys grow slowly, so that they stay short. */
function stepFrom(from: number, to: number, low: string | null, high: string | null): number {
  if (low === null && high === null) return 30;
  return high === null ? from + 1 : to - 1;
}
