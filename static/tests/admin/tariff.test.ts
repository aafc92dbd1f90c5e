import { describe, expect, it } from "vitest";
import { midnight, problemIn, put, read, tidy, write, wrong } from "../../src/admin/tariff";
import type { Tariff } from "../../src/admin/wire_tariff";

const tariff: Tariff = {
  worth: { "issue.closed": 3, "push.made": 1 },
  sizes: { XS: 1 },
  measured: false,
  label_limit: 100,
  labels: { bug: 5 },
  disciplines: { design: { labels: ["ui"], paths: [], kinds: [], percent: 100 } },
  recipients: { issue: ["assignees", "author"] },
  split: "split",
  co_authors: false,
  caps: { per_day: null, per_week: null },
  diminishing: [],
  cool_downs: {},
  multipliers: [{ name: "Fest", from: "2026-10-01T00:00:00Z", until: "", percent: 200, kinds: null }],
  penalties: [],
  floor: 0,
  settling_days: 0,
  farming: { own_review: true, self_closed: true },
  sources: ["human", "tariff"],
  estimates: { scale: "fibonacci", least: 1, most: 100, sure: 20, unsure: "provisional" },
};

describe("a change of a tariff", () => {
  it("changes that field alone, and leaves the former tariff as it was", () => {
    const changed = put(tariff, ["multipliers", 0, "percent"], 300);
    expect(changed).toEqual({ ...tariff, multipliers: [{ ...tariff.multipliers[0], percent: 300 }] });
    expect(tariff.multipliers[0]?.percent).toBe(200);
  });

  it("takes a field or a row away, and makes a new one", () => {
    expect(put(tariff, ["worth", "push.made"], undefined).worth).toEqual({ "issue.closed": 3 });
    expect(put(tariff, ["multipliers", 0], undefined).multipliers).toEqual([]);
    expect(put(tariff, ["cool_downs", "review.given"], 10).cool_downs).toEqual({ "review.given": 10 });
  });
});

describe("a field's text", () => {
  it.each([
    ["12", "figure", 12],
    ["", "figure", undefined],
    ["", "nullable", null],
    ["ui, ux ,", "list", ["ui", "ux"]],
    ["100, 50", "percents", [100, 50]],
    ["1.5", "figure", "1.5"],
  ] as const)("%j as %s is %j, and is written so again", (text, as, value) => {
    expect(read(text, as)).toEqual(value);
    expect(read(write(value, as), as)).toEqual(value);
  });

  it("of a day is the midnight of the organisation's zone, in summer and winter", () => {
    expect(midnight("2026-07-01", "Europe/Vienna")).toBe("2026-06-30T22:00:00.000Z");
    expect(midnight("2026-03-29", "Europe/Vienna")).toBe("2026-03-28T23:00:00.000Z");
    expect(write("2026-06-30T22:00:00.000Z", "day", "Europe/Vienna")).toBe("2026-07-01");
    expect(midnight("2026-01-01", "America/St_Johns")).toBe("2026-01-01T03:30:00.000Z");
  });
});

describe("what is wrong", () => {
  it("is every figure that is none, by its field", () => {
    const odd = put(put(tariff, ["worth", "issue.closed"], "x"), ["caps", "per_day"], "1.5");
    expect(Object.keys(wrong(odd))).toEqual(["worth/issue.closed", "caps/per_day"]);
    expect(wrong(put(tariff, ["worth", "issue.closed"], 10_001))).toEqual({
      "worth/issue.closed": "At most 10,000.",
    });
    expect(wrong(tariff)).toEqual({});
  });

  it("is read off the server's words", () => {
    expect(problemIn("tariff.caps: The cap of a week is below the cap of a day.")).toEqual({
      caps: "The cap of a week is below the cap of a day.",
    });
    expect(problemIn("This server is busy.")).toBeNull();
  });
});

it("what nobody filled in is not sent", () => {
  const bare = put(put(tariff, ["labels", ""], 1), ["disciplines", "testing"], {
    labels: [],
    paths: [],
    kinds: [],
    percent: 100,
  });
  expect(tidy(put(bare, ["worth", "push.made"], 0))).toEqual({ ...tariff, worth: { "issue.closed": 3 } });
});
