import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { block, draft } from "../../src/admin/pattern_blocks";
import { type Fields, textOf, type Unreadable, wrongIn } from "../../src/admin/pattern_document";
import {
  became,
  canOpen,
  changed,
  combined,
  inserted,
  moved,
  opened,
  placed,
  placeOf,
  without,
} from "../../src/admin/pattern_edits";
import { fields, filterNames, groups } from "../../src/admin/pattern_fields";
import { wrongsOf } from "../../src/admin/pattern_problems";
import { draftOf } from "../../src/admin/pattern_reading";
import { start, templates } from "../../src/admin/pattern_templates";
import { documentOf } from "../../src/admin/pattern_writing";

const everything: Fields = {
  version: 1,
  earned: {
    is: "all",
    of: [
      {
        is: "count",
        at_least: 10,
        where: {
          kinds: ["issue.closed", "review.given"],
          projects: [7, 12],
          labels: ["bug"],
          paths: ["docs/"],
          disciplines: ["testing"],
          sizes: ["L", "XL"],
          reasons: ["completed"],
          hours: { from: 22, until: 5 },
          weekdays: ["sat", "sun"],
          roles: ["contributor"],
          newcomer: true,
          co_authored: false,
          answered_within_hours: 24,
        },
        minus: [{ where: { labels: ["reverted"] }, each: 2 }],
      },
      {
        is: "any",
        of: [
          { is: "first", where: { kinds: ["push.made"] } },
          { is: "sum", at_least: 100 },
          { is: "distinct", at_least: 3, of: "projects" },
          {
            is: "streak",
            at_least: 7,
            unit: "days",
            freezes: 1,
            weekends: false,
            holidays: ["12-25", "2026-04-06"],
          },
          { is: "within", at_least: 5, hours: 24 },
          { is: "rate", at_least: 10, per: "month", times: 3 },
        ],
      },
      { is: "not", of: { is: "holds", badge: 12 } },
      {
        is: "at_least",
        count: 2,
        of: [
          { is: "member", days: 365 },
          { is: "league", league: 7 },
          { is: "profile", fact: "github" },
          { is: "top", places: 3, board: "team:5", period: "season" },
        ],
      },
    ],
  },
  revoke: false,
  requires: [3, 4],
  since: "2026-01-01",
};

describe("a document", () => {
  it("comes back from its blocks as it was, whatever is in it", () => {
    expect(documentOf(draftOf(everything))).toEqual(everything);
  });

  it("is short: what is usual is not written", () => {
    const full = {
      version: 1,
      earned: { is: "streak", unit: "days", at_least: 7, freezes: 0, weekends: true, where: {} },
      levels: [],
      revoke: true,
      repeat: null,
      requires: [],
      since: null,
    };
    expect(documentOf(draftOf(full))).toEqual({
      version: 1,
      earned: { is: "streak", unit: "days", at_least: 7 },
    });
  });

  it("leaves its number to its levels, and repeats as it says", () => {
    const earned = { is: "count", at_least: 100, where: { kinds: ["issue.closed"] } };
    const levels = [
      { name: "Bronze", at_least: 10 },
      { name: "Silver", at_least: 100 },
    ];
    const { at_least: _, ...bare } = earned;
    expect(documentOf(draftOf({ version: 1, earned, levels }))).toEqual({ version: 1, earned: bare, levels });
    const again = { version: 1, earned, repeat: { cool_down_days: 30, limit: null } };
    expect(documentOf(draftOf(again))).toEqual(again);
  });

  it("of the first release is read too", () => {
    const old = { pattern: "count", kind: "issue.closed", at_least: 25 };
    expect(documentOf(draftOf(old))).toEqual({
      version: 1,
      earned: { is: "count", at_least: 25, where: { kinds: ["issue.closed"] } },
    });
  });

  it.each([
    [{ version: 1 }, "earned"],
    [{ earned: { is: "sql" } }, "earned.is"],
    [{ earned: { is: "first", at_least: 3 } }, "earned.at_least"],
    [
      { earned: { is: "all", of: [{ is: "first" }, { is: "count", where: { hour: 3 } }] } },
      "earned.of.1.where.hour",
    ],
    [{ earned: { is: "not", of: { is: "count", where: { hours: 22 } } } }, "earned.of.where.hours"],
    [{ earned: { is: "first" }, level: 3 }, "level"],
    [{ earned: { is: "first" }, levels: [{ name: "Bronze", at_least: 1 }] }, "levels"],
    [{ earned: { is: "member", days: 3 }, repeat: {} }, "repeat"],
  ])("that no block can show says where: %j", (given, path) => {
    let wrong: unknown;
    try {
      draftOf(given);
    } catch (error) {
      wrong = error;
    }
    expect((wrong as Unreadable).path).toBe(path);
  });
});

describe("blocks", () => {
  const [a, b, c] = [block("first"), block("count"), block("member")];
  const inner = block("any", { children: [b, c] });
  const root = block("all", { children: [a, inner] });
  const keys = (one: typeof root): unknown => (one.children.length ? one.children.map(keys) : one.key);

  it("have the paths that the server names", () => {
    const not = block("not", { children: [root] });
    expect(placed(not).map(({ path }) => path)).toEqual([
      "earned",
      "earned.of",
      "earned.of.of.0",
      "earned.of.of.1",
      "earned.of.of.1.of.0",
      "earned.of.of.1.of.1",
    ]);
  });

  it("move in their group and stay in it", () => {
    expect(keys(moved(root, b.key, 1))).toEqual([a.key, [c.key, b.key]]);
    expect(keys(moved(root, b.key, -1))).toEqual([a.key, [b.key, c.key]]);
  });

  it("come back to where they were removed", () => {
    const place = placeOf(root, b.key);
    const less = without(root, b.key);
    expect(keys(less)).toEqual([a.key, [c.key]]);
    expect(place && keys(inserted(less, place, b))).toEqual([a.key, [b.key, c.key]]);
  });

  it("come back beside the others when their group is gone", () => {
    const less = without(root, inner.key);
    expect(keys(inserted(less, { parent: inner.key, at: 0 }, b))).toEqual([a.key, b.key]);
    expect(keys(inserted(a, { parent: inner.key, at: 0 }, b))).toEqual([a.key, b.key]);
  });

  it("are combined, and taken apart again", () => {
    const both = combined(a, a.key, "any", b);
    expect([both.is, keys(both)]).toEqual(["any", [a.key, b.key]]);
    expect(keys(opened(root, inner.key))).toEqual([a.key, b.key, c.key]);
    expect(canOpen(root, root.key)).toBe(false);
    expect(opened(block("not", { children: [a] }), 0)).toBeDefined();
  });

  it("keep what they count when they become another kind", () => {
    const counted = block("count", { where: { labels: ["bug"] }, values: { at_least: "25" } });
    const summed = became(counted, "sum");
    expect([summed.key, summed.where, summed.values]).toEqual([
      counted.key,
      { labels: ["bug"] },
      { at_least: "25" },
    ]);
  });

  it("“not” takes one condition, so it goes around several, and off them again", () => {
    const not = became(root, "not");
    expect([not.is, not.key, keys(not)]).toEqual(["not", root.key, [[a.key, [b.key, c.key]]]]);
    expect([became(not, "any").is, keys(became(not, "any"))]).toEqual(["any", [a.key, [b.key, c.key]]]);
    expect(became(block("all", { children: [a] }), "not").children).toEqual([a]);
  });

  it("are changed wherever they are, and nothing else is", () => {
    const next = changed(root, c.key, (one) => ({ ...one, values: { days: "30" } }));
    expect(next.children[1]?.children[1]?.values).toEqual({ days: "30" });
    expect(next.children[0]).toEqual(root.children[0]);
  });
});

describe("what is wrong", () => {
  it("is told at its place before anything is sent", () => {
    const earned = block("all", {
      children: [
        block("count", { values: { at_least: "0" }, where: { labels: [], hours: ["3", "3"] } }),
        block("holds"),
        block("any"),
        block("sum", { minus: [{ key: 0, each: "x", where: { kinds: ["penalty"] } }] }),
      ],
    });
    expect(Object.keys(wrongsOf(draft(earned)))).toEqual([
      "earned.of.0.at_least",
      "earned.of.0.where.labels",
      "earned.of.0.where.hours",
      "earned.of.1.badge",
      "earned.of.2",
      "earned.of.3.minus.0.each",
    ]);
  });

  it("among levels is what does not rise; the number that they replace does not matter", () => {
    const levels = [
      { key: 1, name: "", at_least: "10" },
      { key: 2, name: "Silver", at_least: "10" },
    ];
    const wrongs = wrongsOf(draft(block("count", { values: { at_least: "" } }), { levels }));
    expect(Object.keys(wrongs)).toEqual(["levels.0.name", "levels.1.at_least"]);
  });

  it("is taken from the server's sentence", () => {
    expect(wrongIn("pattern.earned.of.1.where.hours: the window is empty.")).toEqual({
      "earned.of.1.where.hours": "The window is empty.",
    });
    expect(wrongIn("earned.is: must be given.")).toEqual({ "earned.is": "Must be given." });
    expect(wrongIn("pattern: must be an object.")).toEqual({ earned: "Must be an object." });
    expect(wrongIn("There is no badge 12 in this organisation.")).toBeNull();
  });
});

describe("the examples", () => {
  it.each(templates)("%s is whole and comes back from its document", (name) => {
    const one = start(name);
    expect(wrongsOf(one)).toEqual({});
    expect(documentOf(draftOf(documentOf(one)))).toEqual(documentOf(one));
  });

  it("are twelve", () => {
    expect(templates).toHaveLength(12);
  });
});

it("every kind of block and filter has its words", async () => {
  const { say: words } = await import("../../src/words/patterns");
  expect(Object.keys(words.kinds).sort()).toEqual(Object.keys(fields).sort());
  expect(Object.keys(words.filters).sort()).toEqual([...filterNames].sort());
  for (const [is, all] of Object.entries(fields))
    for (const { name } of all) expect(words.fields).toHaveProperty([`${is}.${name}`]);
  expect(groups.every((group) => words.kinds[group])).toBe(true);
});

it("the JSON has short lists in one line, and is the same document", () => {
  const text = textOf(everything);
  expect(text).toContain('"kinds": ["issue.closed", "review.given"]');
  expect(JSON.parse(text)).toEqual(everything);
});

it("a streak of weeks has no free days", () => {
  const streak = block("streak", { values: { unit: "weeks", holidays: "12-25", weekends: "no" } });
  expect(documentOf(draft(streak)).earned).toEqual({ is: "streak", at_least: 7, unit: "weeks" });
});

describe("the examples of docs/patterns.md", () => {
  const text = readFileSync(new URL("../../../docs/patterns.md", import.meta.url), "utf8");
  const found = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json ?? ""));
  const patterns = found.filter((one) => "earned" in one);

  it("are there", () => expect(patterns.length).toBeGreaterThanOrEqual(12));

  it.each(patterns)("can be shown as blocks, and come back: %j", (pattern) => {
    const one = draftOf(pattern);
    expect(wrongsOf(one)).toEqual({});
    expect(documentOf(one)).toMatchObject({ ...pattern, earned: { is: pattern.earned.is } });
    expect(documentOf(draftOf(documentOf(one)))).toEqual(documentOf(one));
  });
});
