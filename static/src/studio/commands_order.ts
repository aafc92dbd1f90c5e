/** A store comes in; what is picked goes before or behind its neighbours, into a group or out of one. */
import { say } from "../words/studio_canvas";
import { boxOf, middle } from "./bounds";
import { movable, tops } from "./commands_change";
import type { Layer } from "./drawing";
import { made } from "./drawing_whole";
import { above, at, inverted, matrixOf, placeOf, tidy, times, world } from "./geometry";
import { newId } from "./ids";
import { nameOf } from "./names";
import { between, several, siblings } from "./order";
import { type Change, gone, put } from "./steps";
import type { Store } from "./store";

type Way = "front" | "back" | "forward" | "backward";

export const front = (store: Store) => reorder(store, "front");
export const back = (store: Store) => reorder(store, "back");
export const forward = (store: Store) => reorder(store, "forward");
export const backward = (store: Store) => reorder(store, "backward");

function reorder(store: Store, way: Way): void {
  const some = tops(store);
  const groups = new Set(some.map(({ group }) => group));
  const changes = [...groups].flatMap((group) => {
    const inside = siblings(store.drawing.layers, group);
    const moved = inside.filter((layer) => some.includes(layer));
    const still = inside.filter((layer) => !some.includes(layer));
    return placedAt(moved, still, spot(inside, moved, still, way));
  });
  store.change(changes, say.ordered[way](some.length, nameOf(some[0])));
}

/** How many of those that stay will be behind. */
function spot(inside: Layer[], moved: Layer[], still: Layer[], way: Way): number {
  const behind = (layer: Layer | undefined) =>
    still.filter((one) => layer && inside.indexOf(one) < inside.indexOf(layer)).length;
  const spots: Record<Way, number> = {
    front: still.length,
    back: 0,
    forward: Math.min(still.length, behind(moved.at(-1)) + 1),
    backward: Math.max(0, behind(moved[0]) - 1),
  };
  return spots[way];
}

/** Layers between those that stay; when keys have become long, all get new ones. */
function placedAt(moved: Layer[], still: Layer[], spot: number): Change[] {
  const [low, high] = [still[spot - 1]?.z ?? null, still[spot]?.z ?? null];
  const keys = several(low, high, moved.length);
  const isRoom = keys.every((key, i) => key.length < 30 && key !== high && key !== (keys[i - 1] ?? low));
  if (isRoom) return moved.map((layer, i) => put({ ...layer, z: keys[i] as string }));
  const all = [...still.slice(0, spot), ...moved, ...still.slice(spot)];
  const fresh = several(null, null, all.length);
  return all.map((layer, i) => put({ ...layer, z: fresh[i] as string }));
}

/** Puts a layer before or behind another of any group, for lists in which layers are dragged. */
export function putBeside(store: Store, id: string, beside: string, where: "front" | "behind"): void {
  const [layer, other] = [store.layer(id), store.layer(beside)];
  if (!layer || !other || isWithin(store, other, id)) return;
  const still = siblings(store.drawing.layers, other.group).filter((one) => one.id !== id);
  const spot = still.indexOf(other) + (where === "front" ? 1 : 0);
  const placed = { ...layer, ...into(store, layer, other.group), group: other.group };
  store.change(placedAt([placed], still, spot), say.ordered.forward(1, nameOf(layer)));
}

/** Puts a layer into a group, before all that is in it; null: out of all groups. */
export function putInto(store: Store, id: string, group: string | null): void {
  const layer = store.layer(id);
  const holder = group === null ? undefined : store.layer(group);
  if (!layer || layer.group === group || (holder && isWithin(store, holder, id))) return;
  const still = siblings(store.drawing.layers, group);
  store.change(
    placedAt([{ ...layer, ...into(store, layer, group), group }], still, still.length),
    say.ordered.forward(1, nameOf(layer)),
  );
}

export function group(store: Store): void {
  const some = movable(store);
  if (!some.length) return;
  const { layers } = store.drawing;
  // Into the deepest group that holds all of them; usually they have one already.
  const [home] = some.map((layer) => layer.group);
  const holder = some.every((layer) => layer.group === home) ? (home ?? null) : null;
  const [x, y] = middle(boxOf(layers, some) ?? { left: 256, top: 256, right: 256, bottom: 256 });
  const [gx, gy] = holder ? at(inverted(world(layers, store.layer(holder) as Layer)), [x, y]) : [x, y];
  const id = newId();
  const inside = siblings(layers, holder);
  const topmost = inside.findLastIndex((layer) => some.includes(layer));
  const z = between(inside[topmost]?.z ?? inside.at(-1)?.z ?? null, inside[topmost + 1]?.z ?? null);
  const made_ = made("group", { id, z, group: holder, ...tidy({ x: gx, y: gy, turn: 0, sx: 1, sy: 1 }) });
  const outer = times(above(layers, made_), matrixOf(made_));
  const keys = several(null, null, some.length);
  const inner = some.map((layer, i) => {
    const place = tidy(placeOf(times(inverted(outer), world(layers, layer))));
    return put({ ...layer, ...mirrored(layer, place), z: keys[i] as string, group: id });
  });
  store.change([put(made_), ...inner], say.grouped(some.length));
  store.pick([id]);
}

/** What groups hold takes their place, before them what is behind. */
export function ungroup(store: Store): void {
  const some = movable(store).filter(({ kind }) => kind === "group");
  const { layers } = store.drawing;
  const freed: string[] = [];
  const changes = some.flatMap((holder) => {
    const inside = siblings(layers, holder.id);
    const beside = siblings(layers, holder.group);
    const next = beside[beside.indexOf(holder) + 1];
    const keys = several(holder.z, next?.z ?? null, inside.length);
    freed.push(...inside.map(({ id }) => id));
    const out = inside.map((layer, i) => {
      const place = tidy(placeOf(times(matrixOf(holder), matrixOf(layer))));
      const opacity = layer.opacity * holder.opacity;
      return put({ ...layer, ...mirrored(layer, place), opacity, z: keys[i] as string, group: holder.group });
    });
    return [...out, gone(holder.id)];
  });
  if (!changes.length) return;
  store.change(changes, say.ungrouped);
  store.pick(freed);
}

function mirrored<P extends { turn: number; sx: number; sy: number }>(layer: Layer, place: P): P {
  if (layer.sx >= 0) return place;
  const turn = place.turn > 0 ? place.turn - 180 : place.turn + 180;
  return { ...place, turn, sx: -place.sx, sy: -place.sy };
}

/** A layer's place in another group, so that it is seen where it was. */
function into(store: Store, layer: Layer, group: string | null) {
  const { layers } = store.drawing;
  const outer = above(layers, { ...layer, group });
  return mirrored(layer, tidy(placeOf(times(inverted(outer), world(layers, layer)))));
}

function isWithin(store: Store, layer: Layer, id: string): boolean {
  if (layer.id === id) return true;
  const holder = layer.group === null ? undefined : store.layer(layer.group);
  return !!holder && isWithin(store, holder, id);
}
