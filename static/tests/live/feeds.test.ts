import { describe, expect, it } from "vitest";
import { feedKey, feedRoom, foldFeed, type LiveFeed, openFeed } from "../../src/live/feeds";
import { gap } from "../../src/live/room";
import type { Message } from "../../src/live/wire";
import { ada, award, bo, line, points } from "./sample";

const at = "2026-11-21T12:00:00Z";
const empty: LiveFeed = { lines: [], awards: [] };
const awarded: Message = {
  kind: "badge.awarded",
  seq: 3,
  org: "lumen",
  at,
  person: ada,
  award: award(7, "2026-11-21T12:00:02Z"),
};

function keys(feed: LiveFeed): string[] {
  return feed.lines.map(feedKey);
}

describe("the feed", () => {
  it("makes a line of each ledger line and each award, newest first", () => {
    const feed = [points(1, ada, [line(1), line(3)]), awarded].reduce<LiveFeed>(foldFeed, empty);
    expect(keys(feed)).toEqual(["points 3", "award 7", "points 1"]);
  });

  it("ends the same in whatever order it is told, however often", () => {
    const messages = [points(1, ada, [line(1), line(3)]), awarded, points(2, bo, [line(2)])];
    const once = messages.reduce<LiveFeed>(foldFeed, empty);
    const twice = [...messages].reverse().concat(messages).reduce<LiveFeed>(foldFeed, empty);
    expect(keys(twice)).toEqual(keys(once));
  });

  it("keeps thirty lines", () => {
    const many = Array.from({ length: 40 }, (_, index) => line(index));
    const feed = foldFeed(empty, points(1, ada, many));
    expect(feed.lines).toHaveLength(30);
    expect(keys(feed)[0]).toBe("points 39");
  });

  it("shows a revoked award inside its line and adds none of its own", () => {
    const revoked: Message = { ...awarded, kind: "badge.revoked", seq: 4, award: award(7, at, at) };
    expect(foldFeed(empty, revoked).lines).toEqual([]);
    const feed = [awarded, revoked].reduce<LiveFeed>(foldFeed, empty);
    expect(feed.lines).toMatchObject([{ type: "award", award: { id: 7, revoked_at: at } }]);
  });

  it("remembers the newest awards when points have pushed them out of the lines", () => {
    const later = Array.from({ length: 40 }, (_, index) => ({
      ...line(index),
      recorded_at: "2026-11-21T13:00:00Z",
    }));
    const feed = [awarded, points(4, bo, later)].reduce<LiveFeed>(foldFeed, empty);
    expect(feed.lines.every((told) => told.type === "points")).toBe(true);
    const [one] = foldFeed(empty, points(5, ada, [line(90)])).lines;
    expect(openFeed(feed, { lines: one ? [one] : [] }).awards).toMatchObject([
      { award: { id: 7, revoked_at: null } },
    ]);
    const revoked: Message = { ...awarded, kind: "badge.revoked", seq: 5, award: award(7, at, at) };
    expect(foldFeed(feed, revoked).awards).toMatchObject([{ award: { id: 7, revoked_at: at } }]);
  });

  it("remembers no award of somebody whom a new snapshot does not show", () => {
    const feed = [awarded, points(4, bo, [line(1)])].reduce<LiveFeed>(foldFeed, empty);
    const others = feed.lines.filter((told) => told.type !== "digest" && told.person.id === bo.id);
    expect(openFeed(feed, { lines: others }).awards).toEqual([]);
  });

  it("drops whoever is hidden, from the lines and from the remembered awards", () => {
    const hidden: Message = { kind: "person.hidden", seq: 6, org: "lumen", at, person: { id: ada.id } };
    const told = [points(1, ada, [line(1)]), awarded, points(2, bo, [line(2)]), hidden];
    const feed = told.reduce<LiveFeed>(foldFeed, empty);
    expect(keys(feed)).toEqual(["points 2"]);
    expect(feed.awards).toEqual([]);
    expect(JSON.stringify(feed)).not.toContain(ada.name);
  });

  it("asks for a snapshot when somebody is shown with other work than before", () => {
    const renewed: Message = { kind: "person.renewed", seq: 6, org: "lumen", at, person: ada };
    expect(feedRoom.fold(empty, renewed)).toBe(gap);
  });

  it("asks for a snapshot after a digest, and keeps the digests that a snapshot brings", () => {
    const digest = { what: "backfill", words: "Given to 12 people.", people: 12, badge: null } as const;
    expect(feedRoom.fold(empty, { kind: "digest", seq: 6, org: "lumen", at, ...digest })).toBe(gap);
    const hidden: Message = { kind: "person.hidden", seq: 7, org: "lumen", at, person: { id: ada.id } };
    const shown = openFeed(null, { lines: [{ type: "digest", at, digest }] });
    expect(foldFeed(shown, hidden).lines).toMatchObject([{ type: "digest" }]);
  });

  it("takes a new name into every line of that person", () => {
    const renamed: Message = {
      kind: "person.changed",
      seq: 9,
      org: "lumen",
      at,
      person: { ...ada, name: "Ada L." },
    };
    const feed = [points(1, ada, [line(1)]), points(2, bo, [line(2)]), renamed].reduce<LiveFeed>(
      foldFeed,
      empty,
    );
    expect(feed.lines.map((told) => told.type !== "digest" && told.person.name)).toEqual(["Bo", "Ada L."]);
  });

  it("orders times with and without fractions and in other offsets", () => {
    const first = { ...line(1), recorded_at: "2026-11-21T13:00:00.000002+01:00" };
    const second = { ...line(2), recorded_at: "2026-11-21T12:00:00Z" };
    expect(keys(foldFeed(empty, points(1, ada, [second, first])))).toEqual(["points 1", "points 2"]);
  });
});
