/** A shape's name and knobs come in; its path around the origin goes out, which a layer keeps with both. */
import { blob, type Point, rounded, written } from "./outline";

export const shapes = [
  "shield",
  "circle",
  "square",
  "hexagon",
  "star",
  "burst",
  "ribbon",
  "banner",
  "laurel",
  "heart",
  "drop",
  "cog",
] as const;
export type ShapeName = (typeof shapes)[number];

export interface Knob {
  least: number;
  most: number;
  step: number;
  value: number;
}

type Knobs = Record<string, number>;

interface Shape {
  knobs: Record<string, Knob>;
  /** Of about 200 by 200 units. */
  draw(knobs: Knobs): string;
}

const knob = (value: number, least: number, most: number, step = 1): Knob => ({ least, most, step, value });
const R = 100;

const table: Record<ShapeName, Shape> = {
  shield: {
    knobs: { round: knob(20, 0, 60), point: knob(50, 0, 100) },
    draw: ({ round = 20, point = 50 }) => {
      const waist = 30 - point * 0.4;
      return `${rounded(
        [
          [-90, waist],
          [-90, -R],
          [90, -R],
          [90, waist],
        ],
        [0, round, round, 0],
        false,
      )}C90 ${n(waist + 55)} 40 ${n(80)} 0 ${R + 10}C-40 80 -90 ${n(waist + 55)} -90 ${n(waist)}Z`;
    },
  },
  circle: { knobs: {}, draw: () => ellipse(0, 0, R, R) },
  square: {
    knobs: { round: knob(24, 0, 100) },
    draw: ({ round = 24 }) =>
      rounded(
        [
          [-R, -R],
          [R, -R],
          [R, R],
          [-R, R],
        ],
        [round],
      ),
  },
  hexagon: {
    knobs: { sides: knob(6, 3, 12), round: knob(12, 0, 60) },
    draw: ({ sides = 6, round = 12 }) => rounded(ring(sides, R), [round]),
  },
  star: {
    knobs: { points: knob(5, 3, 24), depth: knob(50, 5, 95), round: knob(6, 0, 30) },
    draw: ({ points = 5, depth = 50, round = 6 }) =>
      rounded(spikes(points, R, R * (1 - depth / 100)), [round]),
  },
  burst: {
    knobs: { points: knob(16, 6, 48), depth: knob(14, 2, 60) },
    draw: ({ points = 16, depth = 14 }) => blob(spikes(points, R, R * (1 - depth / 100))),
  },
  ribbon: {
    knobs: { tails: knob(30, 0, 60), notch: knob(20, 0, 50) },
    draw: ({ tails = 30, notch = 20 }) => {
      const long = 70 + tails;
      return written([
        [
          [-46, -R],
          [46, -R],
          [46, long],
          [0, long - notch * 1.4],
          [-46, long],
        ],
      ]);
    },
  },
  banner: {
    knobs: { height: knob(56, 24, 120), fold: knob(36, 10, 70), bend: knob(0, -60, 60) },
    draw: ({ height = 56, fold = 36, bend = 0 }) => banner(height / 2, fold, bend),
  },
  laurel: {
    knobs: { leaves: knob(8, 4, 14), open: knob(30, 10, 80) },
    draw: ({ leaves = 8, open = 30 }) => laurel(leaves, open),
  },
  heart: {
    knobs: {},
    draw: () =>
      "M0 90C-30 62 -100 18 -100 -34C-100 -68 -76 -88 -50 -88C-28 -88 -10 -76 0 -56C10 -76 28 -88 50 -88C76 -88 100 -68 100 -34C100 18 30 62 0 90Z",
  },
  drop: {
    knobs: { waist: knob(50, 0, 100) },
    draw: ({ waist = 50 }) => {
      const pull = n(10 + waist * 0.5);
      return `M0 -110C${pull} -60 70 -20 70 34C70 74 38 104 0 104C-38 104 -70 74 -70 34C-70 -20 -${pull} -60 0 -110Z`;
    },
  },
  cog: {
    knobs: { teeth: knob(9, 5, 24), depth: knob(18, 5, 40), hole: knob(36, 0, 70) },
    draw: ({ teeth = 9, depth = 18, hole = 36 }) =>
      rounded(cog(teeth, depth), [4]) + (hole ? ellipse(0, 0, hole, hole, true) : ""),
  },
};

export function isShape(name: string | null): name is ShapeName {
  return name !== null && Object.hasOwn(table, name);
}

export function knobsOf(name: ShapeName): Record<string, Knob> {
  return table[name].knobs;
}

/** The knobs as they are at first. */
export function usualKnobs(name: ShapeName): Knobs {
  return Object.fromEntries(Object.entries(table[name].knobs).map(([one, { value }]) => [one, value]));
}

export function drawn(name: ShapeName, knobs: Knobs = {}): string {
  const within = Object.entries(table[name].knobs).map(([one, { value, least, most }]) => {
    return [one, Math.min(most, Math.max(least, knobs[one] ?? value))];
  });
  return table[name].draw(Object.fromEntries(within));
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `isHole`: the other way round, so that it stays empty whichever rule fills it. */
function ellipse(x: number, y: number, rx: number, ry: number, isHole = false): string {
  const sweep = isHole ? 0 : 1;
  const half = `A${n(rx)} ${n(ry)} 0 0 ${sweep}`;
  return `M${n(x - rx)} ${n(y)}${half} ${n(x + rx)} ${n(y)}${half} ${n(x - rx)} ${n(y)}Z`;
}

function ring(count: number, radius: number, from = -90): Point[] {
  return Array.from({ length: Math.round(count) }, (_, at) =>
    polar(radius, from + (360 * at) / Math.round(count)),
  );
}

function polar(radius: number, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function spikes(points: number, outer: number, inner: number): Point[] {
  const turn = 180 / Math.round(points);
  const inside = ring(points, inner, -90 + turn);
  return ring(points, outer).flatMap((point, at) => [point, inside[at] as Point]);
}

function cog(teeth: number, depth: number): Point[] {
  const step = 360 / Math.round(teeth);
  const root = R - depth;
  return Array.from({ length: Math.round(teeth) }, (_, at) => at * step - 90).flatMap((middle) => [
    polar(root, middle - step * 0.3),
    polar(R, middle - step * 0.2),
    polar(R, middle + step * 0.2),
    polar(root, middle + step * 0.3),
  ]);
}

/** A strip with a tail at each side, which hangs a little lower. */
function banner(half: number, fold: number, bend: number): string {
  const side = 130;
  const drop = half * 0.5;
  const q = (y: number, to: number) => `Q0 ${n(y - 2 * bend)} ${to} ${n(y)}`;
  const strip = `M${-side} ${n(-half)}${q(-half, side)}V${n(half)}${q(half, -side)}Z`;
  const tail = (way: number) =>
    `M${way * side} ${n(-half + drop)}L${n(way * (side + fold))} ${n(-half + drop)}L${n(
      way * (side + fold * 0.55),
    )} ${n(drop)}L${n(way * (side + fold))} ${n(half + drop)}L${n(way * (side - fold * 0.5))} ${n(half + drop)}L${n(
      way * (side - fold * 0.5),
    )} ${n(half)}L${way * side} ${n(half)}Z`;
  return strip + tail(-1) + tail(1);
}

/** Two twigs that meet below, `open` degrees apart above. */
function laurel(leaves: number, open: number): string {
  const count = Math.round(leaves);
  const span = 180 - open - 8;
  const twig = Array.from({ length: count }, (_, at) => {
    const angle = 90 - 8 - (span * at) / (count - 1);
    const size = 26 - (10 * at) / count;
    return [leaf(angle, 80, size, 38), leaf(angle - 5, 96, size, -24)].join("");
  });
  return twig.join("");

  function leaf(angle: number, radius: number, size: number, lean: number): string {
    return [1, -1].map((side) => petal(angle, radius, size, lean, side)).join("");
  }
}

function petal(angle: number, radius: number, size: number, lean: number, side: number): string {
  const [cx, cy] = polar(radius, angle);
  const way = ((angle - 90 + lean) * Math.PI) / 180;
  const at = (along: number, across: number) => {
    const x = cx + along * Math.cos(way) - across * Math.sin(way);
    const y = cy + along * Math.sin(way) + across * Math.cos(way);
    return `${n(side * x)} ${n(y)}`;
  };
  const [half, belly] = [size / 2, size * 0.42];
  return `M${at(-half, 0)}Q${at(0, -belly)} ${at(half, 0)}Q${at(0, belly)} ${at(-half, 0)}Z`;
}
