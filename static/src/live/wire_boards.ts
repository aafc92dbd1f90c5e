/** The shapes of boards beside the live ones: which there are, which have ended, and how somebody's rank went. */
import type { Board, Person, Row, Time } from "./wire";

export interface BoardNames {
  periods: { name: string; title: string }[];
  scopes: Scope[];
}

export interface Scope {
  /** What follows the period in a board's name: `project:12`. */
  suffix: string;
  kind: string;
  name: string;
}

/** A period that was, or soon is, closed. */
export interface Ended {
  day: string;
  /** The date by which its board is asked for. */
  at: string;
  start: Time;
  end: Time;
  closed_at: Time | null;
  people: number;
  winners: { person: Person; rank: number; points: number }[];
  corrections: number;
}

export interface FinalBoard extends Omit<Board, "rows"> {
  closed: { closed_at: Time; corrections: number } | null;
  rows: (Row & { correction?: number })[];
}

export interface RankDay {
  day: string;
  /** Null: not on the board. */
  rank: number | null;
  points: number;
}

export interface Season {
  id: number;
  name: string;
  /** The first day, as `2026-10-01`. */
  starts_on: string;
  /** The last day, which still counts. */
  ends_on: string;
  /** Since when its result is final. */
  closed_at: Time | null;
}
