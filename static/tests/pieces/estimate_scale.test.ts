import { describe, expect, it } from "vitest";
import { scaleOf } from "../../src/pieces/estimate_scale";

describe("the scale of a list of estimates", () => {
  it("holds every interval, from the same end to end", () => {
    const scale = scaleOf([
      { low: 2, high: 11 },
      { low: 0.7, high: 3 },
    ]);
    expect(scale.ticks).toEqual([0.5, 1, 2, 3, 5, 8, 13]);
    expect([scale.at(0.5), scale.at(13)]).toEqual([0, 100]);
  });

  it("gives equal ratios equal room", () => {
    const { at } = scaleOf([{ low: 1, high: 8 }]);
    expect(at(2) - at(1)).toBeCloseTo(at(8) - at(4));
  });

  it("does not change for small lists, and ends somewhere for none", () => {
    expect(scaleOf([]).ticks).toEqual([1, 2, 3, 5, 8]);
    expect(scaleOf([{ low: 3, high: 5 }]).ticks).toEqual([1, 2, 3, 5, 8]);
  });

  it("writes few enough figures to be read, however far it reaches", () => {
    const { ticks, written } = scaleOf([{ low: 0, high: 1e9 }]);
    expect(ticks.length).toBeLessThan(50);
    expect(written.length).toBeLessThanOrEqual(9);
  });

  it("keeps what lies outside at its ends", () => {
    const { at } = scaleOf([{ low: 1, high: 8 }]);
    expect([at(0), at(-3), at(1e6)]).toEqual([0, 0, 100]);
  });
});
