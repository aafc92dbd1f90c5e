import { expect, it } from "vitest";
import { shelf } from "../../src/live/shelf";
import { award } from "./sample";

const at = "2026-11-21T12:00:00Z";

it("a badge stands on the shelf once, at its highest level, and not when it was taken back", () => {
  const silver = { ...award(2, at), level: "Silver", number: 2 };
  const bronze = { ...award(1, at), level: "Bronze", number: 1 };
  const gold = { ...award(3, at, at), level: "Gold", number: 3 };
  expect(shelf([gold, bronze, silver])).toEqual([{ award: silver, times: 2 }]);
});

it("a badge that is given again says how often", () => {
  const [first, second] = [award(1, at), award(2, at)];
  expect(shelf([second, first]).map(({ award: { id }, times }) => [id, times])).toEqual([[2, 2]]);
  expect(shelf([])).toEqual([]);
});
