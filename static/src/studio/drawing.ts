/** What a drawing is: layers on a square, colours, parameters, levels; twin of models/rules/art/drawing.py. drawing_whole.ts makes them. */

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

export function isPainted(layer: Layer): layer is Painted {
  return layer.kind === "path" || layer.kind === "text" || layer.kind === "icon";
}

export function isGradient(paint: Paint | null): paint is Gradient {
  return typeof paint === "object" && paint !== null;
}
