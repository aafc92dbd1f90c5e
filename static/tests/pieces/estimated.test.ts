import { describe, expect, it } from "vitest";
import type { Given } from "../../src/live/wire";
import { markOf } from "../../src/pieces/estimated";

const given: Given = { points: 4.6, low: 2.94, high: 21.4, sure: 14, source: "model", provisional: false };

describe("the mark of points that no human gave", () => {
  it("says between which figures, and how sure", () => {
    expect(markOf({ estimated: given })?.text).toBe("estimated, between 2.9 and 21, 14 % sure");
  });

  it("says that a moderator may still look", () => {
    const mark = markOf({ estimated: { ...given, provisional: true } });
    expect(mark?.text).toBe("provisional: estimated, between 2.9 and 21, 14 % sure");
    expect(mark?.title).toContain("A moderator may still change it.");
  });

  it("names the median where it is no estimate of the model's", () => {
    expect(markOf({ estimated: { ...given, source: "median" } })?.text).toBe(
      "estimated: the median of past issues",
    );
  });

  it("is not there where people said it", () => {
    expect(markOf({ estimated: null })).toBeNull();
    expect(markOf({})).toBeNull();
  });
});
