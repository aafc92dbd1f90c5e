/** A layer and its shadow come in; how a brush draws their outlines goes out: widths, ends, corners, dashes. */
import { nothing } from "lit";
import type { Painted, Shadow } from "./drawing";

/** As models/rules/art/shadows.py has it for large pictures. */
const RINGS = 8;
const FALL = 1.4;

export interface Brush {
  fill: string;
  line: string;
  width: number;
  /** Of fill and line alike. */
  clear?: number;
  /** Round, whatever the layer says. */
  isRing?: boolean;
}

export type Outline = (brush: Brush) => unknown;

const caps = { round: "round", flat: "butt", square: "square" };
const corners = { round: "round", sharp: "miter", cut: "bevel" };

export function capOf({ ends }: Painted, { isRing }: Brush): string {
  return isRing ? "round" : caps[ends];
}

export function joinOf({ joins }: Painted, { isRing }: Brush): string {
  return isRing ? "round" : corners[joins];
}

export function dashOf({ dash }: Painted, { isRing }: Brush) {
  return !isRing && dash && dash.reduce((sum, one) => sum + one, 0) >= 1 ? dash.join(" ") : nothing;
}

/** What is soft is drawn several times, each wider than the one before, and together as opaque as the shadow. */
export function ringsOf({ blur, opacity }: Shadow): { widths: number[]; clear: number } {
  const count = blur ? RINGS : 1;
  const widths = Array.from({ length: count }, (_, at) => 2 * blur * ((count - 1 - at) / count) ** FALL);
  return { widths, clear: 1 - (1 - opacity) ** (1 / count) };
}
