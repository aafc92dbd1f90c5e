import { describe, expect, it } from "vitest";
import { explainLines, foldProfile, mergeLines, personRoom } from "../../src/live/profiles";
import { gap } from "../../src/live/room";
import type { Message, Profile } from "../../src/live/wire";
import { ada, award, line, points, totals } from "./sample";

const held: Profile = { person: ada, totals: totals(3), awards: [], ledger: [line(1)] };
const at = "2026-11-21T12:00:00Z";

describe("a profile", () => {
  it("takes absolute totals and adds lines by id, newest first", () => {
    const next = foldProfile(held, points(2, ada, [line(2), line(1)], 6));
    expect(next.totals.all).toBe(6);
    expect(next.ledger.map((each) => each.id)).toEqual([2, 1]);
  });

  it("is unchanged by hearing the same twice", () => {
    const once = foldProfile(held, points(2, ada, [line(2)], 6));
    expect(foldProfile(once, points(2, ada, [line(2)], 6))).toEqual(once);
  });

  it("keeps the thirty newest lines", () => {
    const many = Array.from({ length: 40 }, (_, index) => line(index + 1));
    expect(
      foldProfile(held, points(2, ada, many))
        .ledger.map((each) => each.id)
        .at(-1),
    ).toBe(11);
  });

  it("adds an award and then shows it taken back", () => {
    const told = { seq: 2, org: "lumen", at, person: ada };
    const awarded: Message = { ...told, kind: "badge.awarded", award: award(7, at) };
    const revoked: Message = { ...told, kind: "badge.revoked", award: award(7, at, at) };
    const next = [awarded, revoked].reduce<Profile>(foldProfile, held);
    expect(next.awards).toMatchObject([{ id: 7, revoked_at: at }]);
  });

  it("holds nothing any more of somebody who is hidden", () => {
    const hidden: Message = { kind: "person.hidden", seq: 3, org: "lumen", at, person: { id: ada.id } };
    const told = [points(2, ada, [line(2)], 6), hidden];
    const next = told.reduce<Profile>(foldProfile, { ...held, awards: [award(7, at)] });
    expect(next).toMatchObject({ hidden: true, awards: [], ledger: [], totals: { all: 0 } });
    expect(JSON.stringify(next)).not.toContain(ada.name);
  });

  it("asks for a snapshot when the person is shown with other work than before", () => {
    const renewed: Message = { kind: "person.renewed", seq: 3, org: "lumen", at, person: ada };
    expect(personRoom(ada.id).fold(held, renewed)).toBe(gap);
  });

  it("takes a new name", () => {
    const renamed: Message = {
      kind: "person.changed",
      seq: 3,
      org: "lumen",
      at,
      person: { ...ada, name: "Ada L." },
    };
    expect(foldProfile(held, renamed).person.name).toBe("Ada L.");
  });
});

describe("the explained ledger", () => {
  it("sets a reversal beside the line it takes back", () => {
    const lines = [line(3), line(2, -3, 1), line(1)];
    expect(
      explainLines(lines).map(({ line, reversals }) => [line.id, reversals.map((each) => each.id)]),
    ).toEqual([
      [3, []],
      [1, [2]],
    ]);
  });

  it("moves a line to where its reversal belongs", () => {
    const lines = [line(9, -3, 1), line(8), line(1)];
    expect(explainLines(lines).map(({ line }) => line.id)).toEqual([1, 8]);
  });

  it("leaves a reversal alone while what it takes back is not loaded", () => {
    expect(explainLines([line(2, -3, 1)])).toHaveLength(1);
  });

  it("joins pages without doubling a line", () => {
    expect(mergeLines([line(3), line(2)], [line(2), line(1)]).map((each) => each.id)).toEqual([3, 2, 1]);
  });
});
