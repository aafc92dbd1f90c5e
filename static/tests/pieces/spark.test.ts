import { describe, expect, it } from "vitest";
import { spark } from "../../src/pieces/spark";

const days = (...ranks: (number | null)[]) =>
  ranks.map((rank, at) => ({ day: `2026-11-${String(at + 1).padStart(2, "0")}`, rank, points: 0 }));

describe("the small chart of a rank", () => {
  it("has the best rank at the top and the worst at the bottom", () => {
    expect(spark(days(3, 1, 5), 108, 48).paths).toEqual(["M4 24L54 4L104 44"]);
  });

  it("has gaps for days off the board, and dots for single days", () => {
    const { paths, last } = spark(days(2, null, 1, 1, null));
    expect(paths).toHaveLength(2);
    expect(paths[0]).toMatch(/^M4 [\d.]+h0$/);
    expect(last).toBeNull();
  });

  it("is a line in the middle when nothing moved, and empty without a day", () => {
    expect(spark(days(4, 4), 108, 48).paths).toEqual(["M4 24L104 24"]);
    expect(spark(days(null, null)).paths).toEqual([]);
    expect(spark([]).last).toBeNull();
  });
});
