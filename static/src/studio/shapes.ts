/** A shape's name and knobs come in; its path around the origin goes out, which a layer keeps with both. */
import { blob, rounded, short, written } from "./outline";
import { banner, cog, ellipse, laurel, HALF as R, ring, spikes } from "./shape_outlines";

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
      )}C90 ${short(waist + 55)} 40 80 0 ${R + 10}C-40 80 -90 ${short(waist + 55)} -90 ${short(waist)}Z`;
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
      const pull = short(10 + waist * 0.5);
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
