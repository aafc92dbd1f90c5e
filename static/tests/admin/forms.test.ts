import { describe, expect, it } from "vitest";
import { changes } from "../../src/admin/changes";
import { nextIn } from "../../src/admin/rows";
import { scopesOf } from "../../src/admin/scopes";
import { readTariff, wrongFigures } from "../../src/admin/tariff";

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

describe("a tariff", () => {
  const now = {
    worth: { "issue.closed": 3, "push.made": 1 },
    sizes: { XS: 1 },
    label_limit: 100,
    recipients: { issue: "assignees" as const },
  };

  it("has no worth for what is 0 or empty, and keeps what the form does not show", () => {
    const values = {
      "worth-issue.closed": "5",
      "worth-push.made": "0",
      "worth-star.given": "",
      "to-issue": "author",
    };
    expect(readTariff(values, now)).toEqual({
      worth: { "issue.closed": 5 },
      sizes: { XS: 1 },
      label_limit: 100,
      recipients: { issue: "author" },
    });
  });

  it("takes whole numbers up to 10,000", () => {
    const wrong = wrongFigures({
      "worth-a": "10001",
      "size-S": "-1",
      label_limit: "1.5",
      why: "x",
      "worth-b": "",
    });
    expect(Object.keys(wrong)).toEqual(["worth-a", "size-S", "label_limit"]);
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
