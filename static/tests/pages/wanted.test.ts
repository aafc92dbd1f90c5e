import { describe, expect, it } from "vitest";
import { readWanted, writeWanted } from "../../src/pages/wanted";

describe("the address of the estimates", () => {
  it.each(["", "?project=7", "?sort=unsure", "?project=7&sort=newest"])("is %s again", (search) => {
    expect(writeWanted(readWanted(search))).toBe(search);
  });

  it("may be nonsense", () => {
    expect(readWanted("?project=x&sort=%00")).toEqual({ project: null, sort: "points" });
    expect(readWanted("?project=-3")).toEqual({ project: null, sort: "points" });
  });
});
