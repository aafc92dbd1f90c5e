/** A press, a double press or a box over the layers comes in; the store's choice follows, as Shift and Ctrl say. */
import { say } from "../words/studio_canvas";
import { type Box, boxOf, meets } from "./bounds";
import type { Layer } from "./drawing";
import { nameOf } from "./names";
import type { Store } from "./store";
import { type Desk, outermost, pickable, type Touch } from "./tool";

/** What is hit, after it was picked as the keys say; null: nothing. */
export function pickAt(store: Store, touch: Touch): Layer | null {
  let hit = pickable(store, touch.hit);
  if (!hit && store.inside !== null && touch.count === 1) {
    store.inside = null;
    hit = outermost(store, touch.hit);
  }
  if (!hit) {
    if (!touch.shift && !store.several) store.pick([]);
    return null;
  }
  touch.wasPicked = store.picked.has(hit.id);
  if (store.several) {
    // What is picked already is let go only with the finger: until then it may be dragged.
    if (!touch.wasPicked) store.pick([hit.id], true);
    return hit;
  }
  if (touch.shift || touch.mod) {
    const others = [...store.picked].filter((id) => id !== hit?.id);
    store.pick(store.picked.has(hit.id) ? others : [...others, hit.id]);
  } else if (!store.picked.has(hit.id)) store.pick([hit.id]);
  return hit;
}

/** Let go where it was pressed: of several that were picked, it alone is from now on, or all but it. */
export function pickAlone(store: Store, touch: Touch): void {
  const layer = touch.shift || touch.mod ? null : pickable(store, touch.hit);
  if (!layer) return;
  if (!store.several) store.pick([layer.id]);
  else if (touch.wasPicked) store.pick([...store.picked].filter((id) => id !== layer.id));
}

/** A double click: into a group, the words of a text, the points of a path. */
export function openAt(desk: Desk, touch: Touch, hit: Layer): void {
  const { store } = desk;
  if (hit.kind === "text") desk.write(hit.id);
  if (hit.kind === "path" && store.mayShape) store.tool = "nodes";
  if (hit.kind !== "group") return;
  store.show({ inside: hit.id, said: say.entered(nameOf(hit)) });
  const inner = pickable(store, touch.hit);
  store.pick(inner ? [inner.id] : []);
}

/** All that a box touches, in the group that is entered; `add`: to what is picked already. */
export function pickWithin(store: Store, box: Box, add: boolean): void {
  const { layers } = store.drawing;
  const found = layers.filter((layer) => {
    const own = !layer.locked && !layer.hidden && layer.group === store.inside && boxOf(layers, [layer]);
    return own && meets(own, box);
  });
  store.pick(
    found.map(({ id }) => id),
    add,
  );
}
