/** The shapes that REST and the socket speak; they come in as JSON and go out to the folds beside this file. */
import type { Change, ModelNews } from "./wire_estimates";

/** An instant as ISO 8601 with offset, UTC as `Z`. */
export type Time = string;

export interface Person {
  id: number;
  name: string;
  login: string | null;
  avatar: string | null;
}

export interface Badge {
  id: number;
  name: string;
  slug: string;
  description: string;
  color: string;
  image: string;
}

export interface Award {
  id: number;
  badge: Badge;
  at: Time;
  reason: string;
  evidence: { text: string; url: string }[];
  by: string | null;
  revoked_at: Time | null;
  revoke_reason: string | null;
  /** Of a badge with levels, such as “Silver”. */
  level?: string | null;
  /** Which level, or which repetition of a badge that is given again; 1 for the others. */
  number?: number;
}

/** The estimate behind points that no human gave, and whether a moderator may still look at it; `sure` in percent. */
export interface Given {
  points: number;
  low: number;
  high: number;
  sure: number;
  source: "model" | "median";
  provisional: boolean;
}

/** One line of the append-only ledger; a line that takes another back has negative points and `reverses`. */
export interface Line {
  id: number;
  kind: string;
  points: number;
  reason: string;
  url: string | null;
  project: { id: number; name: string } | null;
  happened_at: Time;
  recorded_at: Time;
  reverses: number | null;
  /** Until when what happens to the work may still change these points. */
  provisional_until?: Time | null;
  estimated?: Given | null;
}

export const periods = ["day", "week", "month", "quarter", "year", "all"] as const;
export type Period = (typeof periods)[number];
export type Totals = Record<Exclude<Period, "quarter">, number> & { quarter?: number };

/** How equal points are ranked: 1, 2, 2, 4; 1, 2, 2, 3; 1, 2, 3, 4. */
export type Ranking = "standard" | "dense" | "ordinal";

/** `position` counts 1, 2, 3, 4; `rank` follows the board's `ranking`. */
export interface Row {
  position: number;
  rank: number;
  person: Person;
  points: number;
}

export interface Board {
  board: string;
  org: string;
  title: string;
  scope: { kind: string; id?: number; name: string };
  /** A Period, or a season such as `season-3`. */
  period: string;
  ranking?: Ranking;
  start: Time | null;
  end: Time | null;
  version: number;
  people: number;
  rows: Row[];
  next: string | null;
}

export type FeedLine =
  | { type: "award"; at: Time; person: Person; award: Award }
  | { type: "points"; at: Time; person: Person; line: Line }
  | { type: "digest"; at: Time; digest: Digest };

/** Much that was done at once: `words` say it. */
export interface Digest {
  what: "backfill" | "undo" | "tariff" | "history";
  words: string;
  people: number;
  badge: Badge | null;
}

export interface Feed {
  lines: FeedLine[];
}

export interface Profile {
  /** Set by the fold of `person.hidden`: there is nothing to show of them any more. */
  hidden?: true;
  person: Person;
  totals: Totals;
  awards: Award[];
  ledger: Line[];
}

/** What REST tells about a person beyond the room's snapshot. */
export interface FullProfile extends Profile {
  ranks: Partial<Record<Period, number | null>>;
  progress: { badge: Badge; have: number; need: number }[];
  seq: number;
}

export interface Organization {
  slug: string;
  name: string;
  time_zone: string;
  projects: { id: number; name: string; url: string }[];
  boards: string[];
  seq: number;
}

interface Told {
  org: string;
  at: Time;
}

export interface BoardChanged extends Told {
  kind: "board.changed";
  board: string;
  /** The version these rows change; null: they replace everything. */
  from: number | null;
  version: number;
  start: Time | null;
  end: Time | null;
  people: number;
  title?: string;
  ranking?: Ranking;
  /** `movement`: places gained since `from`; null: new on the board. */
  rows: (Row & { movement: number | null })[];
  gone: number[];
}

export interface PointsChanged extends Told {
  kind: "points.changed";
  seq: number;
  person: Person;
  delta: number;
  totals: Totals;
  lines: Line[];
}

export interface BadgeTold extends Told {
  kind: "badge.awarded" | "badge.revoked";
  seq: number;
  person: Person;
  award: Award;
}

export interface PersonChanged extends Told {
  kind: "person.changed";
  seq: number;
  person: Person;
}

/** Nobody sees this person any more: whoever shows a line of theirs takes it away. */
export interface PersonHidden extends Told {
  kind: "person.hidden";
  seq: number;
  person: { id: number };
}

/** Somebody is shown again, or with other work than before: rooms that show them are entered anew. */
export interface PersonRenewed extends Told {
  kind: "person.renewed";
  seq: number;
  person: Person;
}

/** What is shown of many people is other than before: rooms are entered anew. */
export interface DigestTold extends Told, Digest {
  kind: "digest";
  seq: number;
}

/** A season's result is final. */
export interface SeasonClosed extends Told {
  kind: "season.closed";
  seq: number;
  season: { id: number; name: string; starts_on: string; ends_on: string };
  board: string;
  people: number;
}

/** Open issues of a project are worth something else than before; `more` others are, too. */
export interface EstimateChanged extends Told {
  kind: "estimate.changed";
  seq: number;
  project: { id: number; name: string };
  model: ModelNews | null;
  changes: Change[];
  more: number;
  /** Such as “#42 closed with 5 points”. */
  why: string;
}

export type Numbered =
  | PointsChanged
  | BadgeTold
  | PersonChanged
  | PersonHidden
  | PersonRenewed
  | DigestTold
  | SeasonClosed
  | EstimateChanged;
export type Message = BoardChanged | Numbered;

export interface Refusal {
  code: string;
  message: string;
}

export type Answer =
  | { ok: false; error: Refusal }
  | { ok: true; seq: number; fresh: boolean; snapshots: Record<string, unknown>; messages: Numbered[] };
