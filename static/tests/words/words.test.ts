import { describe, expect, it } from "vitest";
import { place, signed } from "../../src/words/figures";
import { ago, lastDay } from "../../src/words/times";

describe("figures", () => {
  it("say a rank as people do", () => {
    expect([1, 2, 3, 4, 11, 12, 22, 103].map(place)).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "22nd",
      "103rd",
    ]);
  });

  it("carry their sign", () => {
    expect([3, -3, 0].map(signed)).toEqual(["+3", "−3", "0"]);
  });
});

describe("times", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const earlier = (seconds: number) => new Date(now.getTime() - seconds * 1000);

  it("are told from now on back", () => {
    expect([0, 59, 60, 7_200, 90_000].map((seconds) => ago(earlier(seconds), now))).toEqual([
      "now",
      "now",
      "1 min. ago",
      "2 hr. ago",
      "yesterday",
    ]);
  });

  it("are now, not in the future, when another clock runs ahead", () => {
    expect(ago(earlier(-30), now)).toBe("now");
  });

  it("name the last day of a window in the organisation's own zone", () => {
    const end = new Date("2026-11-22T23:00:00Z"); // Monday, midnight in Berlin
    expect(lastDay(end, "Europe/Berlin")).toBe("Sunday, November 22");
  });
});
