import { expect, it } from "vitest";
import { named } from "../../src/pieces/board_search";
import { ada, row } from "../live/sample";

const bjorn = { ...ada, id: 5, name: "Björn Ångström", login: "bj" };
const rows = [row(1, ada, 3), row(2, bjorn, 2)];

it("finds a name without regard to case and accents, and a login", () => {
  expect(named(rows, " ANGSTROM")).toEqual([rows[1]]);
  expect(named(rows, "bj")).toEqual([rows[1]]);
});

it("leaves all rows when nothing is typed", () => {
  expect(named(rows, "  ")).toEqual(rows);
});
