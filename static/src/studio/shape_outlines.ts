/** Counts and sizes come in; the outlines that shapes.ts has no path for go out: rings, spikes, teeth, strips, twigs. */
import { type Point, short, written } from "./outline";

/** A shape's half, from its middle to its edge. */
export const HALF = 100;

/** `isHole`: the other way round, so that it stays empty whichever rule fills it. */
export function ellipse(x: number, y: number, rx: number, ry: number, isHole = false): string {
  const sweep = isHole ? 0 : 1;
  const half = `A${short(rx)} ${short(ry)} 0 0 ${sweep}`;
  return `M${short(x - rx)} ${short(y)}${half} ${short(x + rx)} ${short(y)}${half} ${short(x - rx)} ${short(y)}Z`;
}

export function ring(count: number, radius: number, from = -90): Point[] {
  return Array.from({ length: Math.round(count) }, (_, at) =>
    polar(radius, from + (360 * at) / Math.round(count)),
  );
}

function polar(radius: number, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

export function spikes(points: number, outer: number, inner: number): Point[] {
  const turn = 180 / Math.round(points);
  const inside = ring(points, inner, -90 + turn);
  return ring(points, outer).flatMap((point, at) => [point, inside[at] as Point]);
}

export function cog(teeth: number, depth: number): Point[] {
  const step = 360 / Math.round(teeth);
  const root = HALF - depth;
  return Array.from({ length: Math.round(teeth) }, (_, at) => at * step - 90).flatMap((middle) => [
    polar(root, middle - step * 0.3),
    polar(HALF, middle - step * 0.2),
    polar(HALF, middle + step * 0.2),
    polar(root, middle + step * 0.3),
  ]);
}

/** A strip with a tail at each side, which hangs a little lower. */
export function banner(half: number, fold: number, bend: number): string {
  const side = 130;
  const drop = half * 0.5;
  const q = (y: number, to: number) => `Q0 ${short(y - 2 * bend)} ${to} ${short(y)}`;
  const strip = `M${-side} ${short(-half)}${q(-half, side)}V${short(half)}${q(half, -side)}Z`;
  const tail = (way: number): Point[] => [
    [way * side, -half + drop],
    [way * (side + fold), -half + drop],
    [way * (side + fold * 0.55), drop],
    [way * (side + fold), half + drop],
    [way * (side - fold * 0.5), half + drop],
    [way * (side - fold * 0.5), half],
    [way * side, half],
  ];
  return strip + written([tail(-1), tail(1)]);
}

/** Two twigs that meet below, `open` degrees apart above. */
export function laurel(leaves: number, open: number): string {
  const count = Math.round(leaves);
  const span = 180 - open - 8;
  const twig = Array.from({ length: count }, (_, at) => {
    const angle = 90 - 8 - (span * at) / (count - 1);
    const size = 26 - (10 * at) / count;
    return leaf(angle, 80, size, 38) + leaf(angle - 5, 96, size, -24);
  });
  return twig.join("");
}

/** The same on both sides. */
function leaf(angle: number, radius: number, size: number, lean: number): string {
  return [1, -1].map((side) => petal(angle, radius, size, lean, side)).join("");
}

function petal(angle: number, radius: number, size: number, lean: number, side: number): string {
  const [cx, cy] = polar(radius, angle);
  const way = ((angle - 90 + lean) * Math.PI) / 180;
  const at = (along: number, across: number) => {
    const x = cx + along * Math.cos(way) - across * Math.sin(way);
    const y = cy + along * Math.sin(way) + across * Math.cos(way);
    return `${short(side * x)} ${short(y)}`;
  };
  const [half, belly] = [size / 2, size * 0.42];
  return `M${at(-half, 0)}Q${at(0, -belly)} ${at(half, 0)}Q${at(0, belly)} ${at(-half, 0)}Z`;
}
