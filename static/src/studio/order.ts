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

/** A key between two others; `null`: nothing is behind or in front. Where there is none, the key of the one in front. */
export function between(low: string | null, high: string | null): string {
  if (high !== null && (/^0*$/.test(high) || (low ?? "") >= high)) return high;
  return middle(low ?? "", high);
}

/** So many keys in order, all between two others. */
export function several(low: string | null, high: string | null, count: number): string[] {
  const keys: string[] = [];
  for (let at = 0; at < count; at++) keys.push(between(keys.at(-1) ?? low, high));
  return keys;
}

function middle(low: string, high: string | null): string {
  const same = high === null ? 0 : shared(low, high);
  if (high !== null && same) return high.slice(0, same) + middle(low.slice(same), high.slice(same));
  const from = low ? letters.indexOf(low[0] as string) : 0;
  const to = high === null ? letters.length : letters.indexOf(high[0] as string);
  if (to - from > 1) return letters[step(from, to, low, high)] as string;
  if (high && high.length > 1) return high.slice(0, 1);
  return letters[from] + middle(low.slice(1), null);
}

/** At the ends keys take small steps, so that they stay short. */
function step(from: number, to: number, low: string, high: string | null): number {
  if (high === null) return low ? from + 1 : 20;
  return low ? (from + to) >> 1 : to - 1;
}

function shared(low: string, high: string): number {
  let same = 0;
  while (same < high.length && (low[same] ?? "0") === high[same]) same++;
  return same;
}
