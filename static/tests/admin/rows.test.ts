import { describe, expect, it } from "vitest";
import { above } from "../../src/admin/rows";

const rows = (...ids: number[]) => ids.map((id) => ({ id }));
const id = (row: { id: number }) => row.id;

describe("a first page that is read anew", () => {
  it("stands above the older rows that were asked for", () => {
    const known = { rows: rows(6, 5, 4, 3, 2), next: "2" };
    expect(above({ rows: rows(8, 7, 6), next: "6" }, known, id)).toEqual({
      rows: rows(8, 7, 6, 5, 4, 3, 2),
      next: "2",
    });
  });

  it("stands alone where rows in between would be missing", () => {
    const first = { rows: rows(20, 19, 18), next: "18" };
    expect(above(first, { rows: rows(6, 5), next: "5" }, id)).toEqual(first);
  });

  it("is all there is when nothing follows it, whatever left the list", () => {
    const first = { rows: rows(7, 3), next: null };
    expect(above(first, { rows: rows(6, 5, 3, 2), next: null }, id)).toEqual(first);
    expect(above({ rows: [], next: null }, { rows: rows(1), next: null }, id).rows).toEqual([]);
  });
});
