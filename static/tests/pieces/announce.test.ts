import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveRow } from "../../src/live/boards";
import { Announcer, foremostRise } from "../../src/pieces/announce";
import { ada, bo, cy, row } from "../live/sample";

function rows(...people: (typeof ada)[]): LiveRow[] {
  return people.map((person, index) => ({ ...row(index + 1, person, 30 - index), moved: 0 }));
}

describe("the foremost rise", () => {
  it("is the highest row that stands higher than before, or is new", () => {
    expect(foremostRise(rows(ada, bo, cy), rows(ada, cy, bo))?.person).toBe(cy);
    expect(foremostRise(rows(ada), rows(bo, ada))?.person).toBe(bo);
  });

  it("is nobody's while only points change", () => {
    expect(foremostRise(rows(ada, bo), rows(ada, bo))).toBeUndefined();
  });
});

describe("the announcer", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("says one sentence in ten seconds, the last one that is worth it", () => {
    const said: string[] = [];
    const announcer = new Announcer((sentence) => said.push(sentence));
    announcer.note(rows(ada, bo, cy), rows(bo, ada, cy));
    announcer.note(rows(bo, ada, cy), rows(bo, cy, ada));
    announcer.note(rows(bo, cy, ada), rows(ada, bo, cy));
    expect(said).toEqual(["Bo is now 1st with 30 points."]);
    vi.advanceTimersByTime(10_000);
    expect(said).toEqual(["Bo is now 1st with 30 points.", "Ada is now 1st with 30 points."]);
    vi.advanceTimersByTime(60_000);
    expect(said).toHaveLength(2);
  });
});
