/** A tariff and an example of an issue come in; the points that closing it would give, and by whom, go out. */
import type { Tariff } from "./wire_tariff";

/** An issue that people may have labelled, and what the model thinks of it. */
export interface Example {
  label: number | null;
  points: number;
  low: number;
  high: number;
  /** The median of the past issues. */
  baseline: number;
}

/** `provisional` and `waiting`: the model's, for a moderator to look at. `nobody`: none of the sources has an answer. */
export type Giver = "human" | "model" | "provisional" | "waiting" | "median" | "tariff" | "nobody";

export interface Given {
  points: number;
  by: Giver;
}

const FIBONACCI = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89];
const TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** As models/rules/valuing.py has it, for a model that does better than the median. */
export function given(tariff: Tariff, example: Example): Given {
  const { unsure, sure } = tariff.estimates;
  for (const source of tariff.sources) {
    if (source === "tariff") return { points: tariff.worth["issue.closed"] ?? 0, by: "tariff" };
    if (source === "human" && isLabelled(tariff, example)) return { points: example.label ?? 0, by: "human" };
    if (source !== "model") continue;
    if (sureOf(example) >= sure) return { points: scaled(example.points, tariff), by: "model" };
    if (unsure === "wait") return { points: 0, by: "waiting" };
    if (unsure === "baseline") return { points: scaled(example.baseline, tariff), by: "median" };
    return { points: scaled(example.points, tariff), by: "provisional" };
  }
  return { points: 0, by: "nobody" };
}

/** A label that says more than labels may is taken for a slip. */
function isLabelled({ label_limit }: Tariff, { label }: Example): boolean {
  return label !== null && label <= label_limit;
}

/** How sure, in percent: the low end of the interval by the high end; the interval itself is right in 80 of 100 cases. */
export function sureOf({ low, high }: Example): number {
  return high > 0 ? Math.min(80, Math.round((100 * low) / high)) : 0;
}

/** The nearest step of the scale by ratio, of two equally near ones the higher, within the bounds. */
export function scaled(points: number, tariff: Tariff): number {
  const { least, most } = tariff.estimates;
  const bounded = Math.min(Math.max(points, least), most);
  const within = stepsOf(tariff).filter((step) => step >= least && step <= most);
  const steps = within.length ? within : [Math.floor(bounded), Math.floor(bounded) + 1];
  const found = steps.find((low, at) => {
    const high = steps[at + 1];
    return high === undefined || bounded <= low || bounded * bounded < low * high;
  });
  return found ?? 0;
}

function stepsOf({ estimates, sizes }: Tariff): number[] {
  if (estimates.scale === "free") return [];
  if (estimates.scale === "fibonacci") return FIBONACCI;
  return estimates.scale === "ten" ? TEN : [...new Set(Object.values(sizes))].sort((one, two) => one - two);
}
