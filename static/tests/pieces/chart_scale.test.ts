import { describe, expect, it } from "vitest";
import { mostStacked, path, roundMost, stacked } from "../../src/pieces/chart_scale";

describe("the axis", () => {
  it.each([
    [0, 1],
    [3, 3],
    [7, 10],
    [41, 50],
    [210, 250],
    [999, 1000],
  ])("ends for %i at %i", (most, end) => {
    expect(roundMost(most)).toBe(end);
  });

  it("has room for bars that stand on each other", () => {
    expect(
      mostStacked([
        { name: "a", values: [3, 30] },
        { name: "b", values: [0, 12] },
      ]),
    ).toBe(50);
  });
});

describe("bars", () => {
  it("stand on each other, and what was taken back has no height", () => {
    const bars = stacked([
      { name: "a", values: [5, -3] },
      { name: "b", values: [5, 0] },
    ]);
    expect(bars.map(({ series, y, height }) => [series, y, height])).toEqual([
      [0, 50, 50],
      [1, 0, 50],
    ]);
  });
});

describe("a line", () => {
  it("breaks where there is no number, and shows a number that stands alone", () => {
    expect(path([10, 5, null, 0], 10)).toBe("M12.5 0L37.5 50M87.5 100h0");
  });
});
