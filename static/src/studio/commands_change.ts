/** A store comes in; what is picked is moved, turned, aligned, locked, renamed, taken away, in one step each. */
import { say } from "../words/studio_canvas";
import { type Box, boxOf, middle } from "./bounds";
import { type Layer, SIDE } from "./drawing";
import { above, along, inverted, type Matrix, moved, scaling, tidy, turning } from "./geometry";
import { nameOf } from "./names";
import { type Change, gone, put } from "./steps";
import type { Store } from "./store";

export type Edge = "left" | "centre" | "right" | "top" | "middle" | "bottom";

const canvas: Box = { left: 0, top: 0, right: SIDE, bottom: SIDE };

/** What is picked and neither locked nor within something that is picked, from behind to the front. */
export function tops(store: Store): Layer[] {
  const { picked, drawing } = store;
  const isBelow = ({ group }: Layer): boolean => {
    const holder = drawing.layers.find(({ id }) => id === group);
    return !!holder && (picked.has(holder.id) || isBelow(holder));
  };
  return store.pickedLayers().filter((layer) => !isBelow(layer));
}

export function movable(store: Store): Layer[] {
  return tops(store).filter(({ locked }) => !locked);
}

/** Any change of fields of the layers that are picked, or of those that are told. */
export function update(
  store: Store,
  fields: object,
  words?: string,
  some: Layer[] = store.pickedLayers(),
): void {
  store.change(updated(some, fields), words ?? say.changed(some.length, nameOf(some[0])));
}

/** The same, while a control is dragged: `store.settle(words)` makes it a step. */
export function updateLive(store: Store, fields: object, some: Layer[] = store.pickedLayers()): void {
  store.live(updated(some, fields));
}

export function updated(some: readonly Layer[], fields: object): Change[] {
  return some.map((layer) => put({ ...layer, ...fields } as Layer));
}

/** Layers after the drawing's coordinates were moved by a matrix. */
export function transformed(store: Store, some: readonly Layer[], by: Matrix): Change[] {
  const { layers } = store.drawing;
  return some.map((layer) => put({ ...layer, ...moved(layers, layer, by) }));
}

/** Layers moved in the drawing's units; nothing but their places changes. */
export function shifted(store: Store, some: readonly Layer[], dx: number, dy: number): Change[] {
  return some.map((layer) => {
    const [x, y] = along(inverted(above(store.drawing.layers, layer)), [dx, dy]);
    const place = tidy({ ...layer, x: layer.x + x, y: layer.y + y });
    return put({ ...layer, x: place.x, y: place.y });
  });
}

export function move(store: Store, dx: number, dy: number): void {
  const some = movable(store);
  store.change(shifted(store, some, dx, dy), say.moved(some.length, nameOf(some[0]), dx, dy));
}

/** Around the middle of all that is picked. */
export function rotate(store: Store, degrees: number): void {
  const some = movable(store);
  const box = boxOf(store.drawing.layers, some);
  if (box)
    store.change(
      transformed(store, some, turning(degrees, middle(box))),
      say.turned(some.length, nameOf(some[0]), degrees),
    );
}

export function scale(store: Store, factor: number): void {
  const some = movable(store);
  const box = boxOf(store.drawing.layers, some);
  if (box)
    store.change(
      transformed(store, some, scaling(factor, factor, middle(box))),
      say.scaled(some.length, nameOf(some[0]), factor * 100),
    );
}

export function flip(store: Store, way: "across" | "down"): void {
  const some = movable(store);
  const box = boxOf(store.drawing.layers, some);
  if (!box) return;
  const by = way === "across" ? scaling(-1, 1, middle(box)) : scaling(1, -1, middle(box));
  store.change(transformed(store, some, by), say.flipped(some.length, nameOf(some[0])));
}

/** To the box of all that is picked; a single one, or with `toCanvas`, to the edges of the drawing. */
export function align(store: Store, edge: Edge, toCanvas = false): void {
  const some = movable(store);
  const { layers } = store.drawing;
  const goal = toCanvas || some.length === 1 ? canvas : boxOf(layers, some);
  if (!goal) return;
  const changes = some.flatMap((layer) => {
    const box = boxOf(layers, [layer]);
    if (!box) return [];
    const [dx, dy] = offset(box, goal, edge);
    return dx || dy ? shifted(store, [layer], dx, dy) : [];
  });
  store.change(changes, say.aligned(some.length, nameOf(some[0])));
}

/** The same gaps between neighbours; the outermost stay where they are. */
export function spread(store: Store, way: "across" | "down"): void {
  const { layers } = store.drawing;
  const [low, high] = way === "across" ? (["left", "right"] as const) : (["top", "bottom"] as const);
  const boxed = movable(store).flatMap((layer) => {
    const box = boxOf(layers, [layer]);
    return box ? [{ layer, box }] : [];
  });
  if (boxed.length < 3) return;
  boxed.sort((one, other) => one.box[low] + one.box[high] - other.box[low] - other.box[high]);
  const [first, last] = [boxed[0] as (typeof boxed)[0], boxed.at(-1) as (typeof boxed)[0]];
  const filled = boxed.reduce((sum, { box }) => sum + box[high] - box[low], 0);
  const gap = (last.box[high] - first.box[low] - filled) / (boxed.length - 1);
  let from = first.box[low];
  const changes = boxed.flatMap(({ layer, box }) => {
    const by = from - box[low];
    from += box[high] - box[low] + gap;
    if (Math.abs(by) < 0.005) return [];
    return way === "across" ? shifted(store, [layer], by, 0) : shifted(store, [layer], 0, by);
  });
  store.change(changes, say.spread(boxed.length, nameOf(first.layer)));
}

/** Locks what is picked; or unlocks it, when all of it is locked. */
export function lock(store: Store, some: Layer[] = store.pickedLayers()): void {
  const locked = !some.every((layer) => layer.locked);
  const words = (locked ? say.locked : say.unlocked)(some.length, nameOf(some[0]));
  update(store, { locked }, words, some);
}

export function hide(store: Store, some: Layer[] = store.pickedLayers()): void {
  const hidden = !some.every((layer) => layer.hidden);
  const words = (hidden ? say.hidden : say.seen)(some.length, nameOf(some[0]));
  update(store, { hidden }, words, some);
}

export function rename(store: Store, id: string, name: string): void {
  const layer = store.layer(id);
  if (layer && layer.name !== name) update(store, { name: name.slice(0, 80) }, say.renamed(name), [layer]);
}

export function remove(store: Store): void {
  const some = movable(store);
  store.change(
    some.map(({ id }) => gone(id)),
    say.removed(some.length, nameOf(some[0])),
  );
}

function offset(box: Box, goal: Box, edge: Edge): [number, number] {
  const [x, y] = middle(box);
  const [gx, gy] = middle(goal);
  const table: Record<Edge, [number, number]> = {
    left: [goal.left - box.left, 0],
    centre: [gx - x, 0],
    right: [goal.right - box.right, 0],
    top: [0, goal.top - box.top],
    middle: [0, gy - y],
    bottom: [0, goal.bottom - box.bottom],
  };
  return table[edge];
}
