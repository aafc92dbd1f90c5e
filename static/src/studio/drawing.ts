/** What the server keeps of a drawing comes in, with or without its defaults; the whole of it goes out, typed. */

/** A drawing's units from edge to edge; x grows to the right, y downwards. */
export const SIDE = 512;
/** How many layers a drawing may have. */
export const LAYERS = 300;

/** `#rrggbb`, or `@gold`, the drawing's colour of that name; `@gold+30` with 30 % white, `@gold-30` with black. */
export type Ink = string;

export interface Stop {
  at: number;
  color: Ink;
  opacity: number;
}

export interface Gradient {
  kind: "linear" | "radial";
  turn: number;
  cx: number;
  cy: number;
  stops: Stop[];
}

export type Paint = Ink | Gradient;

export interface Shadow {
  x: number;
  y: number;
  blur: number;
  color: Ink;
  opacity: number;
}

interface Every {
  id: string;
  /** Orders the layers of one group, as text in ASCII order; order.ts finds one between two. */
  z: string;
  name: string;
  group: string | null;
  x: number;
  y: number;
  turn: number;
  sx: number;
  sy: number;
  opacity: number;
  hidden: boolean;
  locked: boolean;
  detail: [number, number] | null;
  levels: number[] | null;
  when: string | null;
}

interface Surface extends Every {
  fill: Paint | null;
  line: Paint | null;
  line_width: number;
  ends: "round" | "flat" | "square";
  joins: "round" | "sharp" | "cut";
  dash: number[] | null;
  shadow: Shadow | null;
}

export interface PathLayer extends Surface {
  kind: "path";
  d: string;
  rule: "nonzero" | "evenodd";
  shape: string | null;
  knobs: Record<string, number> | null;
}

export interface Arc {
  radius: number;
  below: boolean;
}

export interface TextLayer extends Surface {
  kind: "text";
  text: string;
  size: number;
  weight: number;
  align: "middle" | "start" | "end";
  width: number;
  height: number | null;
  lines: number;
  tracking: number;
  arc: Arc | null;
}

export interface IconLayer extends Surface {
  kind: "icon";
  icon: string;
  size: number;
}

export interface PictureLayer extends Every {
  kind: "picture";
  svg: string;
  view: [number, number, number, number];
  width: number;
  height: number;
}

export interface GroupLayer extends Every {
  kind: "group";
}

export type Painted = PathLayer | TextLayer | IconLayer;
export type Layer = Painted | PictureLayer | GroupLayer;
export type Kind = Layer["kind"];

export interface Themed {
  light: string;
  dark: string;
}

export type Colors = Record<string, string | Themed>;

export interface Parameter {
  name: string;
  kind: "color" | "text" | "icon" | "flag";
  label: string;
  value: string | boolean;
  most: number;
}

export interface Level {
  name: string;
  colors: Colors;
}

export interface Drawing {
  title: string;
  alt: string;
  colors: Colors;
  parameters: Parameter[];
  levels: Level[];
  layers: Layer[];
}

/** Values of a template's parameters, by name. */
export type Given = Record<string, string | boolean>;

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

export function isPainted(layer: Layer): layer is Painted {
  return layer.kind === "path" || layer.kind === "text" || layer.kind === "icon";
}

export function isGradient(paint: Paint | null): paint is Gradient {
  return typeof paint === "object" && paint !== null;
}

function wholePaint(paint: Paint | null): Paint | null {
  if (!isGradient(paint)) return paint;
  return {
    ...gradient,
    ...paint,
    stops: paint.stops.map((stop) => ({ ...stop, opacity: stop.opacity ?? 1 })),
  };
}
