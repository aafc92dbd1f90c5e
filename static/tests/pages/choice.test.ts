import { describe, expect, it } from "vitest";
import { boardName, readChoice, writeChoice, writeHistory } from "../../src/pages/choice";
import { kindOf, readPast, writePast } from "../../src/pages/past";
import { runningOf, tabsOf } from "../../src/pages/scopes";

const usual = { period: "week", scope: "", friends: false };

describe("the board in the address", () => {
  it("is this week's of the whole organisation when nothing is said", () => {
    expect(readChoice("")).toEqual(usual);
    expect(writeChoice(usual)).toBe("");
  });

  it("comes back as it was written", () => {
    const choices = [
      { period: "all", scope: "project:12", friends: false },
      { period: "season-3", scope: "discipline:front-end", friends: true },
      { period: "quarter", scope: "team:5", friends: false },
      { period: "day", scope: "league:7", friends: false },
    ];
    expect(choices.map((choice) => readChoice(writeChoice(choice)))).toEqual(choices);
  });

  it("is the usual one when the address makes no sense", () => {
    expect(readChoice("?board=eon&project=12;drop&team=a/b&people=all")).toEqual(usual);
  });

  it("has a name on the wire", () => {
    expect(boardName(usual)).toBe("week");
    expect(boardName({ period: "day", scope: "project:12" })).toBe("day:project:12");
  });

  it("leads to the earlier periods of the same board, which all time has not", () => {
    expect(readPast(writeHistory({ period: "month", scope: "team:5", friends: true }))).toEqual({
      period: "month",
      scope: "team:5",
      at: null,
    });
    expect(readPast(writeHistory({ ...usual, period: "all" })).period).toBe("week");
  });
});

describe("an earlier board in the address", () => {
  it("comes back as it was written", () => {
    const past = { period: "season-3", scope: "project:12", at: "2026-10-01" };
    expect(readPast(writePast(past))).toEqual(past);
    expect(kindOf(past)).toBe("season");
  });

  it("is the list when its day makes no sense", () => {
    expect(readPast("?board=month&at=yesterday")).toEqual({ period: "month", scope: "", at: null });
  });
});

describe("the boards to choose from", () => {
  const periods = ["all", "season-3", "season-2", "day", "quarter"].map((name) => ({
    name,
    title: `the ${name}`,
  }));
  const season = (id: number, starts_on: string, ends_on: string, closed_at: string | null = null) => ({
    id,
    name: "",
    starts_on,
    ends_on,
    closed_at,
  });

  it("stand from today to all time, seasons that run behind them by their names", () => {
    const titles = tabsOf({ periods, scopes: [] }, new Set(["season-3"])).map(({ title }) => title);
    expect(titles).toEqual(["Today", "This quarter", "All time", "the season-3"]);
    expect(tabsOf({ periods, scopes: [] }, new Set(), "season-2").at(-1)?.name).toBe("season-2");
  });

  it("have a season from its first day to its last one", () => {
    const seasons = [
      season(1, "2026-11-21", "2026-11-21"),
      season(2, "2026-11-22", "2026-11-30"),
      season(3, "2026-01-01", "2026-11-20"),
      season(4, "2026-01-01", "2026-12-31", "2026-11-20T00:00:00Z"),
    ];
    expect([...runningOf(seasons, "2026-11-21")]).toEqual(["season-1"]);
  });
});
