import { describe, expect, it } from "vitest";
import {
  draft,
  draftOf,
  fieldName,
  peopleIn,
  presets,
  problemsOf,
  specialOf,
} from "../../src/account/special";

const named = draft({
  name: " Thanks ",
  kind: "named",
  people: "ada@example.org, @ada\nbob ada@example.org",
});

describe("a special badge being written", () => {
  it("says the rule of its kind and nothing of the others", () => {
    const rules = [
      named,
      draft({ kind: "first", count: "10", stock: "3" }),
      draft({ kind: "joined-before", date: "2026-12-31" }),
      draft({ kind: "top", period: "week", places: "3" }),
      draft({ kind: "hand", stock: "5" }),
      draft({ kind: "hand", stock: " " }),
    ].map((one) => specialOf(one).rule);
    expect(rules).toEqual([
      { kind: "named", people: ["ada@example.org", "@ada", "bob"] },
      { kind: "first", count: 10 },
      { kind: "joined-before", date: "2026-12-31" },
      { kind: "top", period: "week", places: 3 },
      { kind: "hand", stock: 5 },
      { kind: "hand", stock: null },
    ]);
    expect(specialOf(named).name).toBe("Thanks");
  });

  it("comes back from what was made of it", () => {
    for (const make of Object.values(presets)) {
      const special = specialOf(make());
      expect(specialOf(draftOf(special))).toEqual(special);
    }
  });

  it("is told what is wrong, by field", () => {
    const bad = [
      draft({ name: "", kind: "named", people: "" }),
      draft({ name: "x", kind: "named", people: "ada, not an@" }),
      draft({ name: "x", kind: "first", count: "0" }),
      draft({ name: "x", kind: "first", count: "1.5" }),
      draft({ name: "x", kind: "joined-before", date: "" }),
      draft({ name: "x", kind: "top", places: "101" }),
      draft({ name: "x", kind: "hand", stock: "-1" }),
    ] as const;
    const [nameless, wrongWho, none, half, dateless, many, negative] = bad;
    expect(Object.keys(problemsOf(bad))).toEqual([
      fieldName(nameless, "name"),
      fieldName(nameless, "people"),
      fieldName(wrongWho, "people"),
      fieldName(none, "count"),
      fieldName(half, "count"),
      fieldName(dateless, "date"),
      fieldName(many, "places"),
      fieldName(negative, "stock"),
    ]);
  });

  it("is right as the presets are, once people and a day are named", () => {
    const wrong = Object.values(presets).flatMap((make) => Object.keys(problemsOf([make()])));
    expect(wrong.map((name) => name.replace(/\d+/, "n"))).toEqual(["special-n-people", "special-n-date"]);
  });
});

it("people are found however they were pasted, each once", () => {
  expect(peopleIn("ada;bob\r\n\tcy@x.org,  ada ")).toEqual(["ada", "bob", "cy@x.org"]);
});
