import { describe, expect, it } from "vitest";
import type { WholeBadge } from "../../src/admin/wire";
import type { Award } from "../../src/live/wire";
import { arranged, leaguesOf, type Tile, tileOf, wantedOf } from "../../src/pages/tiles";

const award = { at: "2026-11-01T00:00:00Z" } as Award;
const newcomers = { id: 4, name: "Newcomers", description: "" };

function tile(name: string, given: Partial<Tile> = {}, badge: Partial<WholeBadge> = {}): Tile {
  return {
    ...tileOf({ name, description: "", active: true, league: null, ...badge } as WholeBadge),
    ...given,
  };
}

const next = (percent: number) => ({ level: null, have: percent, need: 100, percent });
const all = [
  tile("Far", { next: next(10) }),
  tile("By hand"),
  tile("Near", { next: next(90), words: ["Earned by 10 issues closed."] }),
  tile("Held", { award, next: next(20), level: "Bronze" }),
  tile("Over", { next: next(50) }, { active: false }),
  tile("Track", {}, { league: newcomers }),
];
const named = (tiles: Tile[]) => tiles.map(({ badge }) => badge.name);
const everything = { show: "all", league: "", text: "" } as const;

describe("the gallery", () => {
  it("begins with what is held, then what is closest", () => {
    expect(named(arranged(all))).toEqual(["Held", "Near", "Over", "Far", "By hand", "Track"]);
  });

  it("leaves out what can no longer be earned, unless it is held", () => {
    expect(named(wantedOf(all, everything))).not.toContain("Over");
    const kept = tile("Old", { award }, { active: false });
    expect(named(wantedOf([kept], everything))).toEqual(["Old"]);
  });

  it("shows what is held, or what comes next, a further level too", () => {
    expect(named(wantedOf(all, { ...everything, show: "mine" }))).toEqual(["Held"]);
    expect(named(wantedOf(all, { ...everything, show: "next" }))).toEqual(["Far", "Near", "Held"]);
  });

  it("finds by name, level and how it is earned, without regard for case", () => {
    expect(named(wantedOf(all, { ...everything, text: "ISSUES" }))).toEqual(["Near"]);
    expect(named(wantedOf(all, { ...everything, text: "bronze" }))).toEqual(["Held"]);
  });

  it("offers the leagues that there are, each once", () => {
    expect(leaguesOf([...all, tile("Another", {}, { league: newcomers })])).toEqual([newcomers]);
    expect(named(wantedOf(all, { ...everything, league: "4" }))).toEqual(["Track"]);
  });
});
