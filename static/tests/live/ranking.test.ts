import { describe, expect, it } from "vitest";
import { baselineOf, risen } from "../../src/live/movement";
import { ranked } from "../../src/live/ranking";
import { today, visited } from "../../src/live/visits";
import type { Person, Ranking } from "../../src/live/wire";
import { ada, bo, cy, row } from "./sample";

const di: Person = { id: 4, name: "Di", login: null, avatar: null };
const tied = [row(3, ada, 9), row(7, bo, 5), row(8, cy, 5), row(20, di, 1)];

describe("people of a board, ranked among each other", () => {
  const laws: [Ranking, number[]][] = [
    ["standard", [1, 2, 2, 4]],
    ["dense", [1, 2, 2, 3]],
    ["ordinal", [1, 2, 3, 4]],
  ];
  it.each(laws)("share ranks as the organisation chose: %s", (ranking, ranks) => {
    expect(ranked(tied, ranking).map(({ rank }) => rank)).toEqual(ranks);
  });

  it("keep their order and count from one", () => {
    expect(ranked(tied).map(({ position, person }) => [position, person.name])).toEqual([
      [1, "Ada"],
      [2, "Bo"],
      [3, "Cy"],
      [4, "Di"],
    ]);
  });

  it("are nobody when there is nobody, and first when alone", () => {
    expect(ranked([])).toEqual([]);
    expect(ranked([row(40, cy, 2)], "dense").map(({ rank }) => rank)).toEqual([1]);
  });
});

describe("movement since an earlier day", () => {
  const then = baselineOf([
    { ...row(1, ada, 9), movement: 2 },
    { ...row(2, bo, 5), movement: null },
  ]);

  it("goes on from there while the board changes", () => {
    const now = [row(2, ada, 9), row(1, bo, 12), row(3, cy, 1)].map((each) => ({ ...each, moved: 0 }));
    // Ada was third then; of Cy, who came on to the board later, nothing is known but what was told live.
    expect(then && now.map((each) => risen(then, each))).toEqual([1, null, 0]);
  });

  it("is there only when somebody was on the board then", () => {
    expect(baselineOf([{ ...row(1, ada, 9), movement: null }])).toBeNull();
    expect(baselineOf([row(1, ada, 9)])).toBeNull();
  });
});

describe("the last visit", () => {
  it("is the one on an earlier day", () => {
    const first = visited(null, "2026-11-18");
    expect(first.before).toBeNull();
    const again = visited(visited(first, "2026-11-18"), "2026-11-21");
    expect(again).toEqual({ newest: "2026-11-21", before: "2026-11-18" });
    expect(visited(again, "2026-11-21").before).toBe("2026-11-18");
  });

  it("does not go back when the clock does", () => {
    expect(visited({ newest: "2026-11-21", before: "2026-11-18" }, "2026-11-20").before).toBe("2026-11-18");
  });

  it("has a day by this browser's clock", () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  });
});
