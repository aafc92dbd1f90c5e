/** A selection's frame, a handle and where it is dragged come in; the matrix that does it to the drawing goes out. Pure. */
import { around, type Box, boxOf, cornersOf, middle, ownBox } from "./bounds";
import type { Layer } from "./drawing";
import { at, identity, inverted, type Matrix, scaling, times, turning, world } from "./geometry";
import type { Point } from "./outline";

/** A box in coordinates of its own, and where these lie in the drawing. */
export interface Frame {
  box: Box;
  matrix: Matrix;
}

/** -1 left or top, 0 in the middle, 1 right or bottom. */
export type Handle = readonly [-1 | 0 | 1, -1 | 0 | 1];

export const handles: readonly Handle[] = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
];

/** One layer's frame turns with it; that of several stands straight. */
export function frameOf(layers: readonly Layer[], some: readonly Layer[]): Frame | null {
  const [only] = some;
  if (some.length === 1 && only) {
    const box = ownBox(layers, only);
    return box && { box, matrix: world(layers, only) };
  }
  const box = boxOf(layers, some);
  return box && { box, matrix: identity };
}

/** The frame's corners, clockwise from its top left one, in the drawing's coordinates. */
export function corners({ box, matrix }: Frame): Point[] {
  return cornersOf(box).map((point) => at(matrix, point));
}

export function centre({ box, matrix }: Frame): Point {
  return at(matrix, middle(box));
}

export function placeOfHandle({ box, matrix }: Frame, handle: Handle): Point {
  return at(matrix, inBox(box, handle));
}

/** What is opposite stays where it is, or with `isCentred` the middle. `keepsRatio`: as wide for its height as it was. */
export function resized(
  { box, matrix }: Frame,
  handle: Handle,
  to: Point,
  { keepsRatio, isCentred }: { keepsRatio: boolean; isCentred: boolean },
): Matrix {
  const still = isCentred ? middle(box) : inBox(box, [-handle[0] as -1 | 0 | 1, -handle[1] as -1 | 0 | 1]);
  const from = inBox(box, handle);
  const goal = at(inverted(matrix), to);
  let sx = handle[0] ? factor(goal[0] - still[0], from[0] - still[0]) : 1;
  let sy = handle[1] ? factor(goal[1] - still[1], from[1] - still[1]) : 1;
  if (keepsRatio) {
    const most = !handle[0] ? sy : !handle[1] ? sx : Math.abs(sx) > Math.abs(sy) ? sx : sy;
    const size = Math.abs(most);
    sx = handle[0] ? Math.sign(sx) * size : size;
    sy = handle[1] ? Math.sign(sy) * size : size;
  }
  return times(times(matrix, scaling(sx, sy, still)), inverted(matrix));
}

/** `from` and `to`: where the pointer was and is; `step`: only by such parts, counted from `already`, in degrees. */
export function rotated(
  frame: Frame,
  from: Point,
  to: Point,
  step = 0,
  already = 0,
): { by: Matrix; degrees: number } {
  const [x, y] = centre(frame);
  const angle = ([px, py]: Point) => (Math.atan2(py - y, px - x) * 180) / Math.PI;
  const free = angle(to) - angle(from);
  const degrees = step ? Math.round((already + free) / step) * step - already : free;
  return { by: turning(degrees, [x, y]), degrees: (((degrees % 360) + 540) % 360) - 180 };
}

/** Whether a frame stands straight, so that its edges can snap. */
export function isStraight({ matrix: [a, b, c, d] }: Frame): boolean {
  return (Math.abs(b) < 1e-9 && Math.abs(c) < 1e-9) || (Math.abs(a) < 1e-9 && Math.abs(d) < 1e-9);
}

export function boxOfFrame(frame: Frame): Box {
  return around(corners(frame)) as Box;
}

function inBox(box: Box, [hx, hy]: Handle): Point {
  const [x, y] = middle(box);
  return [x + (hx * (box.right - box.left)) / 2, y + (hy * (box.bottom - box.top)) / 2];
}

/** Never nothing: what is flat could not be dragged up again. */
function factor(to: number, from: number): number {
  if (Math.abs(from) < 1e-6) return 1;
  const value = to / from;
  return Math.abs(value) < 0.01 ? (value < 0 ? -0.01 : 0.01) : value;
}
