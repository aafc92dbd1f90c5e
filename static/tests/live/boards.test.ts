import { describe, expect, it } from "vitest";
import { changeBoard, type LiveBoard, openBoard } from "../../src/live/boards";
import { gap } from "../../src/live/room";
import type { BoardChanged } from "../../src/live/wire";
import { ada, bo, board, change, cy, nextMonday, row } from "./sample";

const held = openBoard(null, board(5, [row(1, ada, 30), row(2, bo, 20)]));

function changed(from: LiveBoard, message: BoardChanged): LiveBoard {
  const next = changeBoard(from, message);
  if (next === gap) throw new Error("the board has a gap");
  return next;
}

function told(state: LiveBoard) {
  return state.rows.map((each) => [each.position, each.person.name, each.points, each.moved]);
}

describe("a board", () => {
  it("opens with nobody moved", () => {
    expect(told(held)).toEqual([
      [1, "Ada", 30, 0],
      [2, "Bo", 20, 0],
    ]);
  });

  it("takes the changed rows and says how far each has moved", () => {
    const rows = [
      { ...row(1, bo, 41), movement: 1 },
      { ...row(2, ada, 30), movement: -1 },
    ];
    const next = changed(held, change(5, 6, rows));
    expect(told(next)).toEqual([
      [1, "Bo", 41, 1],
      [2, "Ada", 30, -1],
    ]);
    expect(next.version).toBe(6);
    expect(next.people).toBe(3);
  });

  it("adds up what a row has moved since it was opened", () => {
    const up = changed(held, change(5, 6, [{ ...row(1, bo, 41), movement: 1 }]));
    const down = changed(up, change(6, 7, [{ ...row(2, bo, 41), movement: -1 }]));
    expect(down.rows.find((each) => each.person.id === bo.id)?.moved).toBe(0);
  });

  it("marks who is new with null and drops who is gone", () => {
    const next = changed(held, change(5, 6, [{ ...row(2, cy, 25), movement: null }], [bo.id]));
    expect(told(next)).toEqual([
      [1, "Ada", 30, 0],
      [2, "Cy", 25, null],
    ]);
  });

  it("ignores a change it has heard already", () => {
    expect(changeBoard(held, change(4, 5, [{ ...row(1, bo, 99), movement: 1 }]))).toBe(held);
    expect(changeBoard(held, change(null, 5, []))).toBe(held);
  });

  it("sees a gap when a change starts from a version it does not hold", () => {
    expect(changeBoard(held, change(7, 8, []))).toBe(gap);
  });

  it("is replaced whole when a change starts from nothing", () => {
    const next = changed(held, change(null, 9, [{ ...row(1, bo, 50), movement: 1 }]));
    expect(told(next)).toEqual([[1, "Bo", 50, 1]]);
  });

  it("begins anew with a new window, with nobody moved", () => {
    const fresh = { ...change(null, 9, [{ ...row(1, bo, 3), movement: null }]), start: nextMonday };
    const next = changed(held, fresh);
    expect(told(next)).toEqual([[1, "Bo", 3, 0]]);
    expect(next.start).toBe(nextMonday);
  });

  it("follows the organisation that ranks equal points otherwise: every rank that changes is told", () => {
    const shared = [row(1, ada, 30), { ...row(2, bo, 20), rank: 2 }, { ...row(3, cy, 20), rank: 2 }];
    const standard = openBoard(null, { ...board(5, shared), ranking: "standard" });
    const told = { ...change(5, 6, [{ ...row(3, cy, 20), movement: 0 }]), ranking: "ordinal" as const };
    const ordinal = changed(standard, told);
    expect(ordinal.rows.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(ordinal.ranking).toBe("ordinal");
    expect(changed(ordinal, change(6, 7, [])).ranking).toBe("ordinal");
  });

  it("remembers movement over a fresh snapshot of the same window", () => {
    const again = openBoard(held, board(12, [row(1, bo, 50), row(2, ada, 30), row(3, cy, 1)]));
    expect(told(again)).toEqual([
      [1, "Bo", 50, 1],
      [2, "Ada", 30, -1],
      [3, "Cy", 1, null],
    ]);
  });

  it("takes a snapshot of a lower version, as after a rebuild", () => {
    expect(openBoard(held, board(1, [])).version).toBe(1);
  });
});
