import { expect, it } from "vitest";
import { read } from "../../src/studio/controls_live";

const bounds = { least: 4, most: 400 };

it.each([
  ["48", 48],
  ["0.5", 4],
  ["9999", 400],
  ["", undefined],
  ["wide", undefined],
])("%j is taken as %j", (typed, taken) => {
  expect(read(typed, bounds)).toBe(taken);
});

it("may be none where that has a name", () => {
  expect(read(" ", { ...bounds, empty: "any" })).toBeNull();
});
