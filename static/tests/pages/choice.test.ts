import { describe, expect, it } from "vitest";
import { boardName, readChoice, writeChoice } from "../../src/pages/choice";

describe("the board in the address", () => {
  it("is this week's of the whole organisation when nothing is said", () => {
    expect(readChoice("")).toEqual({ period: "week", project: null });
    expect(writeChoice({ period: "week", project: null })).toBe("");
  });

  it("comes back as it was written", () => {
    const choice = { period: "all", project: 12 } as const;
    expect(readChoice(writeChoice(choice))).toEqual(choice);
  });

  it("is the usual one when the address makes no sense", () => {
    expect(readChoice("?board=eon&project=12;drop")).toEqual({ period: "week", project: null });
  });

  it("has a name on the wire", () => {
    expect(boardName({ period: "week", project: null })).toBe("week");
    expect(boardName({ period: "day", project: 12 })).toBe("day:project:12");
  });
});
