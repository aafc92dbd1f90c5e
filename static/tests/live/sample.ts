/** Small whole facts for the tests of the folds. */
import type { Award, Board, BoardChanged, Line, Person, PointsChanged, Row } from "../../src/live/wire";

export const ada: Person = { id: 1, name: "Ada", login: "ada", avatar: null };
export const bo: Person = { id: 2, name: "Bo", login: null, avatar: null };
export const cy: Person = { id: 3, name: "Cy", login: null, avatar: null };

export const monday = "2026-11-16T00:00:00Z";
export const nextMonday = "2026-11-23T00:00:00Z";

export function row(position: number, person: Person, points: number): Row {
  return { position, rank: position, person, points };
}

export function board(version: number, rows: Row[], start = monday): Board {
  return {
    board: "week",
    org: "lumen",
    title: "This week",
    scope: { kind: "organization", name: "Lumen" },
    period: "week",
    start,
    end: null,
    version,
    people: rows.length,
    rows,
    next: null,
  };
}

export function change(
  from: number | null,
  version: number,
  rows: BoardChanged["rows"],
  gone: number[] = [],
) {
  const at = "2026-11-21T12:00:00Z";
  const message: BoardChanged = {
    kind: "board.changed",
    org: "lumen",
    board: "week",
    at,
    from,
    version,
    start: monday,
    end: null,
    people: 3,
    rows,
    gone,
  };
  return message;
}

export function line(id: number, points = 3, reverses: number | null = null): Line {
  const at = `2026-11-21T12:00:${String(id % 60).padStart(2, "0")}Z`;
  return {
    id,
    kind: "issue.closed",
    points,
    reason: `${points} points`,
    url: null,
    project: null,
    happened_at: at,
    recorded_at: at,
    reverses,
  };
}

export function totals(all: number) {
  return { all, year: all, month: all, week: all, day: all };
}

export function points(seq: number, person: Person, lines: Line[], all = 10): PointsChanged {
  const at = "2026-11-21T12:00:00Z";
  return { kind: "points.changed", seq, org: "lumen", at, person, delta: 3, totals: totals(all), lines };
}

export function award(id: number, at: string, revoked_at: string | null = null): Award {
  const badge = {
    id: 9,
    name: "First merge",
    slug: "first-merge",
    description: "",
    color: "#000",
    image: "",
  };
  return { id, badge, at, reason: "for #1", evidence: [], by: null, revoked_at, revoke_reason: null };
}
