/** What the server keeps of a drawing comes in, without what is as usual; the whole of it goes out, and back again. */
import { type Drawing, isGradient, isPainted, type Kind, type Layer, type Paint, SIDE } from "./drawing";

const every = {
  name: "",
  group: null,
  x: SIDE / 2,
  y: SIDE / 2,
  turn: 0,
  sx: 1,
  sy: 1,
  opacity: 1,
  hidden: false,
  locked: false,
  detail: null,
  levels: null,
  when: null,
};

const surface = {
  ...every,
  fill: null,
  line: null,
  line_width: 8,
  ends: "round",
  joins: "round",
  dash: null,
  shadow: null,
};

const usual: Record<Kind, object> = {
  path: { ...surface, rule: "nonzero", shape: null, knobs: null },
  text: {
    ...surface,
    size: 48,
    weight: 700,
    align: "middle",
    width: 400,
    height: null,
    lines: 1,
    tracking: 0,
    arc: null,
  },
  icon: { ...surface, size: 200 },
  picture: every,
  group: every,
};

const gradient = { kind: "linear", turn: 0, cx: 0.5, cy: 0.5 };
const shadow = { x: 0, y: 6, blur: 8, color: "#000000", opacity: 0.3 };

/** A layer as it came, with all that was left out because it is as usual. */
export function wholeLayer(given: object & { kind: Kind }): Layer {
  const layer = { ...usual[given.kind], ...given } as Layer;
  if (!isPainted(layer)) return layer;
  return {
    ...layer,
    fill: wholePaint(layer.fill),
    line: wholePaint(layer.line),
    shadow: layer.shadow && { ...shadow, ...layer.shadow },
    ...(layer.kind === "text" && layer.arc ? { arc: { below: false, ...(layer.arc as object) } } : {}),
  } as Layer;
}

/** A drawing as the server sends it, with what it leaves out. */
export function wholeDrawing(given: object): Drawing {
  const told = given as Partial<Drawing>;
  return {
    title: told.title ?? "",
    alt: told.alt ?? "",
    colors: told.colors ?? {},
    parameters: (told.parameters ?? []).map((one) => ({ ...one, most: one.most ?? 60 })),
    levels: (told.levels ?? []).map((one) => ({ ...one, colors: one.colors ?? {} })),
    layers: (told.layers ?? []).map(wholeLayer),
  };
}

/** A layer without its id, as a step carries it: what is as usual is left out. */
export function trimmedLayer(layer: Layer): Record<string, unknown> {
  const ordinary = usual[layer.kind] as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(layer).filter(
      ([name, value]) => name !== "id" && !(name in ordinary && value === ordinary[name]),
    ),
  );
}

/** A new layer of a kind. */
export function made<K extends Kind>(
  kind: K,
  with_: Partial<Extract<Layer, { kind: K }>>,
): Extract<Layer, { kind: K }> {
  return wholeLayer({ kind, ...with_ }) as Extract<Layer, { kind: K }>;
}

export function emptyDrawing(): Drawing {
  return wholeDrawing({});
}

function wholePaint(paint: Paint | null): Paint | null {
  if (!isGradient(paint)) return paint;
  return {
    ...gradient,
    ...paint,
    stops: paint.stops.map((stop) => ({ ...stop, opacity: stop.opacity ?? 1 })),
  };
}
