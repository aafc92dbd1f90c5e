/** A drawing and changes in their order come in, the drawing afterwards goes out; twin of models/rules/art/steps.py. */
import type { Drawing, Given, Kind, Layer } from "./drawing";
import { trimmedLayer, wholeDrawing, wholeLayer } from "./drawing_whole";

/** `on`: a layer's id, `*` for what the drawing says of itself, or `*given` for the values of a template. */
export interface Change {
  on: string;
  set: Record<string, unknown> | null;
}

export interface State {
  drawing: Drawing;
  given: Given;
}

const own = new Set(["title", "alt", "colors", "parameters", "levels"]);

export function folded(state: State, changes: Iterable<Change>): State {
  let now = state;
  for (const change of changes) now = after(now, change);
  return now;
}

/** Sets a layer as it shall be from now on. */
export function put(layer: Layer): Change {
  return { on: layer.id, set: trimmedLayer(layer) };
}

export function gone(id: string): Change {
  return { on: id, set: null };
}

/** All layers below a group, its own groups' too; without the group. */
export function below(layers: readonly Layer[], id: string): Layer[] {
  const inside = layers.filter((layer) => layer.group === id);
  return inside.flatMap((layer) => [layer, ...(layer.kind === "group" ? below(layers, layer.id) : [])]);
}

function after(state: State, { on, set }: Change): State {
  if (on === "*given") return { ...state, given: merged(state.given, set ?? {}) };
  if (on === "*") return { ...state, drawing: said(state.drawing, set ?? {}) };
  const layers = set === null ? without(state.drawing.layers, on) : withLayer(state.drawing.layers, on, set);
  return { ...state, drawing: { ...state.drawing, layers } };
}

function merged(given: Given, set: Record<string, unknown>): Given {
  const values = Object.entries({ ...given, ...set }).filter(([, value]) => value !== null);
  return Object.fromEntries(values) as Given;
}

function said(drawing: Drawing, set: Record<string, unknown>): Drawing {
  const told = Object.fromEntries(Object.entries(set).filter(([name]) => own.has(name)));
  const { layers, ...rest } = drawing;
  return { ...wholeDrawing({ ...rest, ...told }), layers };
}

function without(layers: Layer[], id: string): Layer[] {
  const taken = new Set([id, ...below(layers, id).map((layer) => layer.id)]);
  return layers.filter((layer) => !taken.has(layer.id));
}

function withLayer(layers: Layer[], id: string, set: Record<string, unknown>): Layer[] {
  const layer = wholeLayer({ ...set, id } as unknown as { kind: Kind });
  const isGroup = layers.some((one) => one.id === layer.group && one.kind === "group");
  const placed = isGroup ? layer : { ...layer, group: null };
  const at = layers.findIndex((one) => one.id === id);
  return at < 0 ? [...layers, placed] : layers.with(at, placed);
}
