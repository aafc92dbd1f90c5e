/** A store comes in; what is picked goes to the clipboard, or comes from it, also between two designs. */
import { say } from "../words/studio_canvas";
import { brought, mayAdd } from "./commands_add";
import { remove, tops } from "./commands_change";
import type { Colors, Layer } from "./drawing";
import { wholeDrawing } from "./drawing_whole";
import { placeOf, tidy, world } from "./geometry";
import { nameOf } from "./names";
import { before, inOrder } from "./order";
import { below } from "./steps";
import type { Store } from "./store";

/** What a clipboard holds: layers with what their groups hold, and the drawing's colours. */
export interface Copied {
  codebadge: "layers";
  layers: Layer[];
  colors: Colors;
}

/** Kept here as well: a page may not be allowed to read the clipboard. */
let kept: Copied | null = null;
/** Until the clipboard has it: whoever pastes at once would else get what was there before. */
let isOnItsWay = false;

/** Nothing when nothing is picked. */
export function copied(store: Store): Copied | null {
  const some = tops(store);
  if (!some.length) return null;
  const { layers, colors } = store.drawing;
  const out = some.map((layer) => ({
    ...layer,
    ...tidy(placeOf(world(layers, layer))),
    ...signs(layer),
    group: null,
  }));
  const inner = some.flatMap(({ id }) => inOrder(below(layers, id), id));
  return { codebadge: "layers", layers: [...(out as Layer[]), ...inner], colors };
}

/** A layer that was in no group keeps its numbers. */
function signs({ group, x, y, turn, sx, sy }: Layer) {
  return group === null ? { x, y, turn, sx, sy } : {};
}

export function copy(store: Store): void {
  const taken = copied(store);
  if (!taken) return;
  kept = taken;
  void handOver(JSON.stringify(taken));
  const count = taken.layers.filter(({ group }) => group === null).length;
  store.say(say.copied(count, nameOf(taken.layers[0])));
}

async function handOver(text: string): Promise<void> {
  isOnItsWay = true;
  try {
    await globalThis.navigator?.clipboard?.writeText(text);
  } catch {
    // it is kept here
  } finally {
    isOnItsWay = false;
  }
}

export function cut(store: Store): void {
  copy(store);
  remove(store);
}

/** `text`: what the clipboard has; without it, what was copied here last. */
export function paste(store: Store, text?: string): void {
  const found = text && !isOnItsWay ? read(text) : kept;
  if (found) bring(store, found, 16, say.pasted);
}

export function duplicate(store: Store): void {
  const found = copied(store);
  if (found) bring(store, found, 16, say.doubled);
}

/** Null for whatever is no copy of layers. */
export function read(text: string): Copied | null {
  try {
    const told = JSON.parse(text);
    if (told?.codebadge !== "layers" || !Array.isArray(told.layers)) return null;
    const { layers, colors } = wholeDrawing(told);
    return { codebadge: "layers", layers, colors };
  } catch {
    return null;
  }
}

function bring(
  store: Store,
  found: Copied,
  by: number,
  words: (count: number, name: string) => string,
): void {
  if (!mayAdd(store, found.layers.length)) return;
  const roots = found.layers.filter(({ group }) => group === null).sort(before);
  const rest = found.layers.filter(({ group }) => group !== null);
  const { changes, ids } = brought(store, [...roots, ...rest], by);
  const missing = Object.entries(found.colors).filter(([name]) => !(name in store.drawing.colors));
  const colors = { ...store.drawing.colors, ...Object.fromEntries(missing) };
  if (missing.length) changes.unshift({ on: "*", set: { colors } });
  store.change(changes, words(ids.length, nameOf(roots[0])));
  store.pick(ids);
}
