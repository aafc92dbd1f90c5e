/** A place comes in, with the layer that is painted there; the layer that is meant goes out: words, signs, thin lines too. */
import { ownBox } from "./bounds";
import type { Layer } from "./drawing";
import { at, growth, inverted, world } from "./geometry";
import { nearestOn } from "./nodes";
import type { Point } from "./outline";
import { lines } from "./path";
import { isSeen, type Look } from "./seen";
import type { Store } from "./store";

const NEAR = 5;

/** `painted`: what the browser found below the pointer. What lies before it may be meant as well. */
export function meant(store: Store, place: Point, painted: string | null): string | null {
  const look: Look = { given: store.given, level: store.level, theme: store.theme };
  for (const layer of store.layers().reverse()) {
    if (layer.id === painted) return painted;
    if (isOpen(store, look, layer) && isNear(store, layer, place)) return layer.id;
  }
  return painted;
}

function isOpen(store: Store, look: Look, layer: Layer): boolean {
  if (layer.locked || !isSeen(store.drawing, look, layer)) return false;
  const holder = layer.group === null ? undefined : store.layer(layer.group);
  return !holder || isOpen(store, look, holder);
}

function isNear(store: Store, layer: Layer, place: Point): boolean {
  if (layer.kind === "group" || layer.kind === "picture") return false;
  const { layers } = store.drawing;
  const matrix = world(layers, layer);
  const [x, y] = at(inverted(matrix), place);
  const wide = layer.kind === "path" ? layer.line_width / 2 : 0;
  const near = NEAR / store.zoom / growth(matrix) + wide;
  const box = ownBox(layers, layer);
  const isIn =
    !!box && x > box.left - near && x < box.right + near && y > box.top - near && y < box.bottom + near;
  if (!isIn || layer.kind === "icon") return isIn;
  // The middle of an arc's box is empty.
  if (layer.kind === "text") return !layer.arc || Math.hypot(x, y) > layer.arc.radius * 0.8;
  if (layer.fill !== null) return false;
  const found = nearestOn(lines(layer.d), [x, y]);
  return !!found && found.far < near;
}
