import { describe, expect, it } from "vitest";
import { gathered } from "../../src/studio/history";
import type { Change } from "../../src/studio/steps";

const step = (seq: number, person: number, clock: string, changes: Change[] = [{ on: "a", set: {} }]) => ({
  seq,
  client: `c.${seq}`,
  by: `P${person}`,
  person,
  at: `2026-11-21T${clock}Z`,
  changes,
});

describe("the history", () => {
  it("gathers what one person did without a minute's pause", () => {
    const found = gathered([
      step(5, 1, "12:05:00"),
      step(4, 1, "12:01:30"),
      step(3, 1, "12:00:50"),
      step(2, 2, "12:00:45"),
      step(1, 1, "12:00:40"),
    ]);
    expect(found.map(({ by, count }) => [by, count])).toEqual([
      ["P1", 1],
      ["P1", 2],
      ["P2", 1],
      ["P1", 1],
    ]);
    expect(found[1]?.at).toBe("2026-11-21T12:01:30Z");
  });

  it("says what was changed, each layer once", () => {
    const changes = [
      { on: "a", set: {} },
      { on: "b", set: null },
      { on: "*", set: { alt: "A", title: "T" } },
      { on: "*given", set: { title: "x" } },
    ];
    const [deeds] = gathered([step(2, 1, "12:00:10", changes), step(1, 1, "12:00:00", changes)]);
    expect(deeds).toMatchObject({ count: 2, layers: 1, removed: 1, parts: ["alt", "title", "given"] });
  });
});
