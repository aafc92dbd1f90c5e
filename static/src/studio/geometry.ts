/** Layers' places and turns come in; matrices between their own coordinates and the drawing's go out. */
import type { Layer } from "./drawing";
import type { Point } from "./outline";

/** As SVG has it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Where a layer lies in its group. */
export interface Place {
  x: number;
  y: number;
  turn: number;
  sx: number;
  sy: number;
}

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

export function matrixOf({ x, y, turn, sx, sy }: Place): Matrix {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos * sx, sin * sx, -sin * sy, cos * sy, x, y];
}

/** First the second, then the first. */
export function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** A matrix that has none (something flat) is taken for the identity. */
export function inverted([a, b, c, d, e, f]: Matrix): Matrix {
  const det = a * d - b * c;
  if (!det) return identity;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

export function at([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** A way, which has no origin. */
export function along([a, b, c, d]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y, b * x + d * y];
}

export function moving(x: number, y: number): Matrix {
  return [1, 0, 0, 1, x, y];
}

export function turning(degrees: number, [x, y]: Point): Matrix {
  return about(matrixOf({ x: 0, y: 0, turn: degrees, sx: 1, sy: 1 }), [x, y]);
}

export function scaling(sx: number, sy: number, middle: Point): Matrix {
  return about([sx, 0, 0, sy, 0, 0], middle);
}

function about(matrix: Matrix, [x, y]: Point): Matrix {
  return times(times(moving(x, y), matrix), moving(-x, -y));
}

/** The nearest place without slant. */
export function placeOf([a, b, c, d, e, f]: Matrix): Place {
  const sx = Math.hypot(a, b);
  if (!sx) return { x: e, y: f, turn: 0, sx: 0, sy: Math.hypot(c, d) };
  return { x: e, y: f, turn: (Math.atan2(b, a) * 180) / Math.PI, sx, sy: (a * d - b * c) / sx };
}

/** The same place in numbers that are kept: hundredths of a unit, and within what the server takes. */
export function tidy({ x, y, turn, sx, sy }: Place): Place {
  const within = (value: number, far: number, parts: number) =>
    Math.max(-far, Math.min(far, Math.round(value * parts) / parts)) || 0;
  const angle = ((((turn + 180) % 360) + 360) % 360) - 180;
  return {
    x: within(x, 4096, 100),
    y: within(y, 4096, 100),
    turn: within(angle, 360, 100),
    sx: within(sx, 64, 10_000) || 0.0001,
    sy: within(sy, 64, 10_000) || 0.0001,
  };
}

/** From the coordinates in which a layer is placed to the drawing's. */
export function above(layers: readonly Layer[], { group }: Layer): Matrix {
  const holder = group === null ? undefined : layers.find(({ id }) => id === group);
  return holder ? times(above(layers, holder), matrixOf(holder)) : identity;
}

/** From a layer's own coordinates to the drawing's. */
export function world(layers: readonly Layer[], layer: Layer): Matrix {
  return times(above(layers, layer), matrixOf(layer));
}

/** A layer's place after the drawing's coordinates around it were moved by a matrix. */
export function moved(layers: readonly Layer[], layer: Layer, by: Matrix): Place {
  const outer = above(layers, layer);
  const place = placeOf(times(times(inverted(outer), by), times(outer, matrixOf(layer))));
  // A mirrored layer stays mirrored the way it was: the same matrix can be said in two ways.
  return tidy(layer.sx < 0 ? { ...place, turn: place.turn + 180, sx: -place.sx, sy: -place.sy } : place);
}

/** How much larger a matrix makes things. */
export function growth([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c)) || 1;
}
