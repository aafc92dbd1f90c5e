import { describe, expect, it } from "vitest";
import { check, stateOf } from "../../src/admin/season_days";

const season = { id: 1, name: "Hackathon", starts_on: "2026-11-20", ends_on: "2026-11-22", closed_at: null };

describe("a season", () => {
  it("runs on its first and on its last day", () => {
    const days = ["2026-11-19", "2026-11-20", "2026-11-22", "2026-11-23"];
    expect(days.map((day) => stateOf(season, day))).toEqual(["upcoming", "running", "running", "over"]);
    expect(stateOf({ ...season, closed_at: "2026-11-23T00:00:01Z" }, "2026-11-23")).toBe("closed");
  });

  it("needs a name and two days in their order; it may be one day long", () => {
    expect(check({ name: "One day", starts_on: "2026-11-20", ends_on: "2026-11-20" })).toEqual({});
    expect(Object.keys(check({}))).toEqual(["name", "starts_on", "ends_on"]);
    expect(Object.keys(check({ name: "x", starts_on: "2026-11-20", ends_on: "2026-11-19" }))).toEqual([
      "ends_on",
    ]);
  });
});
