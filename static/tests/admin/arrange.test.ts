import { describe, expect, it } from "vitest";
import { arranged, type Column, matching, turned } from "../../src/admin/arrange";

interface Row {
  name: string;
  held: number;
}

const rows: Row[] = [
  { name: "Ten issues", held: 3 },
  { name: "ängström", held: 12 },
  { name: "Badge 10", held: 0 },
  { name: "Badge 9", held: 0 },
];
const name: Column<Row> = { key: "name", title: "", cell: () => "", sort: (row) => row.name };
const held: Column<Row> = { key: "held", title: "", kind: "number", cell: () => "", sort: (row) => row.held };

describe("a table's order", () => {
  it("is that of people: accents and case do not matter, numbers count", () => {
    const names = arranged(rows, [name, held], { key: "name", way: "up" }).map((row) => row.name);
    expect(names).toEqual(["ängström", "Badge 9", "Badge 10", "Ten issues"]);
  });

  it("keeps the server's order among equals", () => {
    const names = arranged(rows, [name, held], { key: "held", way: "down" }).map((row) => row.name);
    expect(names).toEqual(["ängström", "Ten issues", "Badge 10", "Badge 9"]);
  });

  it("begins with A or the greatest, turns, and goes back to the server's", () => {
    expect(turned(null, name)).toEqual({ key: "name", way: "up" });
    expect(turned({ key: "name", way: "up" }, name)).toEqual({ key: "name", way: "down" });
    expect(turned({ key: "name", way: "down" }, name)).toBeNull();
    expect(turned({ key: "name", way: "up" }, held)).toEqual({ key: "held", way: "down" });
  });
});

describe("a table's filter", () => {
  it("wants every word, without accents and case", () => {
    const find = (row: Row) => `${row.name} ${row.held}`;
    expect(matching(rows, " ANG 12", find).map((row) => row.name)).toEqual(["ängström"]);
    expect(matching(rows, "", find)).toHaveLength(4);
    expect(matching(rows, "x", undefined)).toHaveLength(4);
  });
});
