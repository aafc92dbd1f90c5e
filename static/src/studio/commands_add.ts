/** A store comes in, and what shall be added; it lies in front of all that is in the same group, painted by the pens. */
import { say } from "../words/studio_canvas";
import type { Colors, IconLayer, Layer, PathLayer } from "./drawing";
import { type Kind, LAYERS, SIDE } from "./drawing";
import { made } from "./drawing_whole";
import { at, inverted, world } from "./geometry";
import { newId } from "./ids";
import { nameOf } from "./names";
import { between, siblings } from "./order";
import type { Point } from "./outline";
import { drawn, isShape, type ShapeName, usualKnobs } from "./shapes";
import { put } from "./steps";
import type { Store } from "./store";

const middle: Point = [SIDE / 2, SIDE / 2];

/** One new layer; it is picked. Its id, or null when it may not be. */
export function addLayer<K extends Kind>(
  store: Store,
  kind: K,
  fields: Partial<Extract<Layer, { kind: K }>>,
  words?: string,
): string | null {
  const layer = fresh(store, kind, fields);
  if (!mayAdd(store, 1)) return null;
  store.change([put(layer)], words ?? say.added(nameOf(layer)));
  store.pick([layer.id]);
  return layer.id;
}

/** A new layer in the group that is entered, in front; not yet in the drawing. */
export function fresh<K extends Kind>(
  store: Store,
  kind: K,
  fields: Partial<Extract<Layer, { kind: K }>>,
): Extract<Layer, { kind: K }> {
  const inside = siblings(store.drawing.layers, store.inside);
  const z = between(inside.at(-1)?.z ?? null, null);
  return made(kind, { id: newId(), z, group: store.inside, ...fields });
}

export function mayAdd(store: Store, count: number): boolean {
  const isRoom = store.drawing.layers.length + count <= LAYERS;
  if (!store.mayDraw) return false;
  if (!store.isFree) store.say(say.fixed);
  else if (!isRoom) store.say(say.full);
  return store.isFree && isRoom;
}

/** From the drawing's coordinates to those of the group that is entered. */
export function inGroup(store: Store, point: Point): Point {
  const holder = store.inside === null ? undefined : store.layer(store.inside);
  return holder ? at(inverted(world(store.drawing.layers, holder)), point) : point;
}

export function shapeFields(store: Store, shape: ShapeName): Partial<PathLayer> {
  const knobs = usualKnobs(shape);
  const rule = shape === "cog" ? ("evenodd" as const) : ("nonzero" as const);
  return { ...store.color, shape, knobs, d: drawn(shape, knobs), rule };
}

export function addShape(
  store: Store,
  shape: ShapeName,
  point = middle,
  width = 300,
  height = width,
): string | null {
  const [x, y] = inGroup(store, point);
  const [sx, sy] = [width / 200, height / 200];
  return addLayer(store, "path", { ...shapeFields(store, shape), x, y, sx, sy });
}

/** An outline icon is drawn by lines, a filled one by its surface. */
export function addIcon(store: Store, icon = store.icon, point = middle, size = 200): string | null {
  const [x, y] = inGroup(store, point);
  return addLayer(store, "icon", { icon, x, y, size, ...iconPaint(store, icon) });
}

export function iconPaint(store: Store, icon: string): Partial<IconLayer> {
  const { fill, line } = store.color;
  const ink = fill ?? line ?? "#1c1b18";
  return icon.startsWith("filled/") ? { fill: ink, line: null } : { fill: null, line: ink, line_width: 12 };
}

export function addText(
  store: Store,
  point = middle,
  isOnArc = false,
  text: string = say.newText,
): string | null {
  const [x, y] = inGroup(store, point);
  const arc = isOnArc ? { radius: 160, below: false } : null;
  const fill = store.color.fill ?? "#1c1b18";
  return addLayer(store, "text", { text, x, y, fill, arc, width: isOnArc ? 480 : 400 });
}

/** Layers of an import or of a tracing: with new ids, in front of all, and the colours that they name. */
export function addLayers(
  store: Store,
  layers: readonly Layer[],
  colors: Colors = {},
  words?: string,
): string[] {
  if (!mayAdd(store, layers.length)) return [];
  const { changes, ids } = brought(store, layers);
  const missing = Object.entries(colors).filter(([name]) => !(name in store.drawing.colors));
  const all = { ...store.drawing.colors, ...Object.fromEntries(missing) };
  if (missing.length) changes.unshift({ on: "*", set: { colors: all } });
  store.change(changes, words ?? say.pasted(layers.length, nameOf(layers[0])));
  store.pick(ids);
  return ids;
}

/** Copies with new ids; what was outermost comes into the group that is entered, in front. `ids`: the outermost. */
export function brought(store: Store, layers: readonly Layer[], by = 0) {
  const names = new Map(layers.map(({ id }) => [id, newId()]));
  const inside = siblings(store.drawing.layers, store.inside);
  let z = inside.at(-1)?.z ?? null;
  const ids: string[] = [];
  const changes = layers.map((layer) => {
    const id = names.get(layer.id) as string;
    const group = layer.group === null ? undefined : names.get(layer.group);
    if (group) return put({ ...layer, id, group });
    z = between(z, null);
    ids.push(id);
    return put({ ...layer, id, z, group: store.inside, x: layer.x + by, y: layer.y + by });
  });
  return { changes, ids };
}

/** A shape's knobs, turned; `isLive`: while they are dragged. */
export function reshape(store: Store, id: string, knobs: Record<string, number>, isLive = false): void {
  const layer = store.layer(id);
  if (layer?.kind !== "path" || !isShape(layer.shape)) return;
  const all = { ...layer.knobs, ...knobs };
  const change = [put({ ...layer, knobs: all, d: drawn(layer.shape, all) })];
  if (isLive) store.live(change);
  else store.change(change, say.changed(1, nameOf(layer)));
}
