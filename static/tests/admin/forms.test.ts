import { describe, expect, it } from "vitest";
import { changes } from "../../src/admin/changes";
import { nextIn } from "../../src/admin/rows";
import { scopesOf } from "../../src/admin/scopes";

describe("the audit's before and after", () => {
  it("are the fields that differ, in words", () => {
    const before = { name: "Old", active: true, rule: { kind: "hand", stock: null } };
    const after = { name: "New", active: true, rule: { kind: "hand", stock: 5 } };
    expect(changes(before, after)).toEqual([
      { name: "name", from: "Old", to: "New" },
      { name: "rule", from: "kind: hand, stock: ", to: "kind: hand, stock: 5" },
    ]);
  });

  it("tell what is new, and what is gone", () => {
    expect(changes(null, { taken_from: 3 })).toEqual([{ name: "taken from", from: null, to: "3" }]);
    expect(changes({ scopes: ["a", "b"] }, null)).toEqual([{ name: "scopes", from: "a, b", to: null }]);
  });
});

describe("the next page of a list", () => {
  it("is told in the Link header", () => {
    expect(nextIn('</v1/organizations/lumen/audit?limit=100&cursor=12%2F3>; rel="next"')).toBe("12/3");
    expect(nextIn(null)).toBeNull();
  });
});

describe("the scopes of a token", () => {
  it("are those that its role may", () => {
    expect(scopesOf("contributor")).toEqual(["section:complete"]);
    expect(scopesOf("moderator")).toContain("badge:award");
    expect(scopesOf("moderator")).not.toContain("audit:read");
    expect(scopesOf("admin")).toContain("audit:read");
  });
});
