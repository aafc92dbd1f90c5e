import { describe, expect, it } from "vitest";
import { boardName, readChoice, writeChoice, writeHistory } from "../../src/pages/choice";
import { kindOf, readPast, writePast } from "../../src/pages/past";
import { tabsOf } from "../../src/pages/scopes";

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

it("the boards stand from today to all time, seasons behind them by their names", () => {
  const periods = ["all", "season-3", "day", "quarter"].map((name) => ({ name, title: `the ${name}` }));
  expect(tabsOf({ periods, scopes: [] }).map(({ title }) => title)).toEqual([
    "Today",
    "This quarter",
    "All time",
    "the season-3",
  ]);
});
