import { describe, expect, it } from "vitest";
import {
  estimatesRoom,
  fold,
  type LiveEstimates,
  openEstimates,
  type Sort,
  shown,
} from "../../src/live/estimates";
import { foldFeed } from "../../src/live/feeds";
import { personRoom } from "../../src/live/profiles";
import type { EstimateChanged } from "../../src/live/wire";
import type { Change, EstimateCard } from "../../src/live/wire_estimates";

const at = "2026-11-21T12:00:00Z";

function card(item: number, points: number | null, more: Partial<EstimateCard> = {}): EstimateCard {
  const figures =
    points === null
      ? null
      : { points, low: points / 2, high: points * 2, baseline: 3, past: 40, trusted: true };
  return {
    item,
    number: item,
    title: `Issue ${item}`,
    url: null,
    project: { id: 7, name: "parser" },
    labels: [],
    opened_at: `2026-11-0${item}T12:00:00Z`,
    closed_at: null,
    figures,
    sure: 25,
    accepts: points,
    worth: null,
    closest: [],
    past: 40,
    made_at: at,
    ruling: null,
    state: "open",
    ...more,
  };
}

function told(changes: Change[], more = 0, project = 7): EstimateChanged {
  const why = "#9 was closed with 5 points";
  const model = { lessons: 41, trusted: true };
  return {
    kind: "estimate.changed",
    org: "lumen",
    at,
    seq: 8,
    project: { id: project, name: "parser" },
    model,
    changes,
    more,
    why,
  };
}

const first = [card(1, 8), card(2, 5), card(3, 2)];
const opened = openEstimates({ estimates: first, total: 3, next: null, model: null });

function items({ told: changes }: LiveEstimates, read = first, sort: Sort = "points", isWhole = true) {
  return shown(read, changes, sort, isWhole).map(({ item }) => item);
}

describe("the room of a project's estimates", () => {
  it("hears of its own project only, and nobody else's room hears of it", () => {
    const room = estimatesRoom(7);
    expect(room.hears(told([]))).toBe(true);
    expect(room.hears(told([], 0, 8))).toBe(false);
    expect(personRoom(7).hears(told([]))).toBe(false);
    const feed = { lines: [], awards: [] };
    expect(foldFeed(feed, told([]))).toBe(feed);
  });

  it("moves an issue to where its new estimate belongs, and says what it was and why", () => {
    const change = { item: 3, before: { points: 2, worth: 2 }, after: card(3, 6) };
    const after = fold(opened, told([change], 4));
    expect(items(after)).toEqual([1, 3, 2]);
    expect(after.told.get(3)).toEqual({ ...change, why: "#9 was closed with 5 points" });
    expect(after.news).toEqual({ why: "#9 was closed with 5 points", moved: 5 });
    expect(after.missed).toBe(4);
  });

  it("is the same when it hears the same twice", () => {
    const message = told([{ item: 3, before: null, after: card(3, 6) }]);
    const once = fold(opened, message);
    expect(fold(once, message)).toEqual(once);
  });

  it("takes out what is open no more, and brings in what is opened", () => {
    const gone = fold(opened, told([{ item: 1, before: { points: 8, worth: 8 }, after: null }]));
    expect(items(gone)).toEqual([2, 3]);
    const ruled = fold(opened, told([{ item: 1, before: null, after: card(1, 8, { state: "closed" }) }]));
    expect(items(ruled)).toEqual([2, 3]);
    const fresh = fold(gone, told([{ item: 4, before: null, after: card(4, 3) }]));
    expect(items(fresh)).toEqual([2, 4, 3]);
  });

  it("believes a later answer of REST more than an earlier message", () => {
    const heard = fold(opened, told([{ item: 3, before: null, after: card(3, 6) }]));
    const read = [card(1, 8), card(2, 5), card(3, 1, { made_at: "2026-11-21T12:00:05Z" })];
    expect(items(heard, read)).toEqual([1, 2, 3]);
  });

  it("does not pretend to know what stands beyond the pages that were read", () => {
    const low = fold(opened, told([{ item: 4, before: null, after: card(4, 1) }]));
    expect(items(low, first, "points", false)).toEqual([1, 2, 3]);
    expect(items(low)).toEqual([1, 2, 3, 4]);
    expect(items(low, [], "points", false)).toEqual([4]);
  });
});

describe("the order of estimates", () => {
  const cards = [
    card(1, 5, { figures: { points: 5, low: 4, high: 6, baseline: 3, past: 9, trusted: true } }),
    card(2, 2),
    card(3, null),
    card(4, 1, { ruling: { points: 9, kind: "override", by: null, at, why: "" } }),
  ];
  it.each<[Sort, number[]]>([
    ["points", [4, 1, 2, 3]],
    ["unsure", [4, 2, 1, 3]],
    ["newest", [4, 3, 2, 1]],
  ])("by %s is the server's", (sort, order) => {
    expect(items(opened, cards, sort)).toEqual(order);
  });
});
