import { describe, expect, it } from "vitest";
import { wrong } from "../../src/admin/tariff";
import { type Example, given, scaled } from "../../src/admin/tariff_given";
import type { EstimateRule, Source, Tariff } from "../../src/admin/wire_tariff";

const rule: EstimateRule = { scale: "fibonacci", least: 1, most: 100, sure: 20, unsure: "provisional" };
const estimated: Example = { label: null, points: 4.6, low: 2.9, high: 8.1, baseline: 2.2 };
const vague: Example = { ...estimated, low: 1, high: 20 };

function tariff(estimates: Partial<EstimateRule>, sources: Source[] = ["human", "model", "tariff"]): Tariff {
  const others = { label_limit: 100, worth: { "issue.closed": 3 }, sizes: { XL: 8, S: 2, M: 3 } };
  return { ...others, sources, estimates: { ...rule, ...estimates } } as unknown as Tariff;
}

describe("the points that an issue would get", () => {
  it.each([
    ["people are asked before the model", { ...estimated, label: 8 }, {}, 8, "human"],
    ["a label that says too much is a slip", { ...estimated, label: 500 }, {}, 5, "model"],
    ["nobody labelled it", estimated, {}, 5, "model"],
    ["the model is not sure enough", vague, {}, 5, "provisional"],
    ["the model is not sure enough", vague, { unsure: "baseline" }, 2, "median"],
    ["the model is not sure enough", vague, { unsure: "wait" }, 0, "waiting"],
    ["every estimate is good enough", vague, { sure: 0 }, 5, "model"],
  ] as const)("%s: %j by %j gives %i (%s)", (_why, example, estimates, points, by) => {
    expect(given(tariff(estimates), example)).toEqual({ points, by });
  });

  it.each([
    [["tariff", "model", "human"], { ...estimated, label: 8 }, 3, "tariff"],
    [["model", "human"], { ...estimated, label: 8 }, 5, "model"],
    [["human"], estimated, 0, "nobody"],
  ] as const)("follows the order %j", (sources, example, points, by) => {
    expect(given(tariff({}, [...sources]), example)).toEqual({ points, by });
  });
});

describe("a step of the scale", () => {
  it.each([
    ["fibonacci", 1, 100, 4.6, 5],
    ["fibonacci", 1, 100, 3.8, 3],
    ["fibonacci", 1, 100, Math.sqrt(15), 5],
    ["fibonacci", 2, 10, 0.4, 2],
    ["fibonacci", 2, 10, 70, 8],
    ["fibonacci", 90, 100, 93.4, 93],
    ["ten", 1, 100, 60, 10],
    ["sizes", 1, 100, 4.8, 3],
    ["sizes", 1, 100, 5, 8],
    ["free", 1, 100, 7.6, 8],
    ["free", 1, 7, 7.6, 7],
  ] as const)("of %s from %i to %i is, for %d, %i", (scale, least, most, points, step) => {
    expect(scaled(points, tariff({ scale, least, most }))).toBe(step);
  });
});

describe("what is wrong with estimates", () => {
  it("stands at its own field, with the bounds of that field", () => {
    const whole = {
      ...tariff({ sure: 101, most: 10_001 }),
      caps: {},
      cool_downs: {},
      labels: {},
      diminishing: [],
    };
    const empty = { disciplines: {}, multipliers: [], penalties: [], settling_days: 0, floor: 0 };
    expect(Object.keys(wrong({ ...whole, ...empty } as unknown as Tariff))).toEqual([
      "estimates/most",
      "estimates/sure",
    ]);
  });
});
