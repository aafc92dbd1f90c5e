/** The shapes that /v1 speaks to the admin's pages. */

import type { Identity, Role } from "../account/session";
import type { Award, Badge, Person, Time } from "../live/wire";

export interface LeagueCard {
  id: number;
  name: string;
  description: string;
}

export interface WholeBadge extends Badge {
  icon_url: string | null;
  active: boolean;
  league: LeagueCard | null;
  /** A document, which pattern_blocks.ts reads. */
  pattern: object | null;
  /** How it is earned, in sentences. */
  words?: string[];
  special: object | null;
  stock: number | null;
  held: number;
  /** What draws its picture, when it was drawn in the studio. */
  design?: { id: number; name: string; number: number; newest: number } | null;
  created_at: Time;
  updated_at: Time;
}

export type Rule =
  | { kind: "named"; people: string[] }
  | { kind: "first"; count: number }
  | { kind: "joined-before"; date: string }
  | { kind: "top"; period: "all" | "year" | "month" | "week"; places: number }
  | { kind: "hand"; stock: number | null };

export interface SpecialBadge extends WholeBadge {
  rule: Rule;
  waiting: string[];
  explains: string;
  next_at: Time | null;
}

export interface AdminPerson extends Person {
  role: Role;
  role_name: string;
  joined_at: Time;
  left_at: Time | null;
  hidden: boolean;
  blocked: boolean;
  signed_in_at: Time | null;
  email: string | null;
  identities: Identity[];
  points: number;
  badges: number;
}

export interface Holder {
  person: Person;
  award: Award;
}

export interface Reported {
  person: number | string;
  code: string;
  message?: string;
  award?: number;
}

export interface Side {
  person: Person;
  points: number;
  badges: number;
}

export interface MergePreview {
  keep: Side;
  gone: Side;
  after: { points: number; badges: number; identities: number };
}

export interface Merge {
  id: number;
  kept: Person;
  gone: Person;
  by: string;
  at: Time;
  undone_at: Time | null;
}

export interface Matches {
  label?: string | null;
  list?: string | null;
  project?: number | null;
}

export interface Section {
  id: number;
  name: string;
  description: string;
  position: number;
  matches: Matches | null;
}

export type WhoCompletes = "person" | "moderator" | "work";

export interface League extends LeagueCard {
  who: WhoCompletes;
  sections: Section[];
  badge: Badge | null;
  people: number;
  finished: number;
}

export interface Progress {
  league: LeagueCard;
  person: Person;
  completed: number;
  total: number;
  percent: number;
  sections: { id: number; name: string; completed: boolean; completed_at: Time | null; how: string | null }[];
  badge: { id: number; name: string; image: string; earned: boolean; earned_at: Time | null } | null;
}

export interface Hook {
  id: number;
  url: string;
  provider: string;
  project: { id: number; name: string } | null;
  verified_at: Time | null;
  paused_at: Time | null;
  created_at: Time;
  last_delivery_at: Time | null;
}

export interface OpenedHook {
  hook: Hook;
  url: string;
  secret: string;
}

export interface Delivery {
  id: number;
  event: string;
  state: string;
  attempts: number;
  note: string;
  received_at: Time;
  finished_at: Time | null;
  hook: number | null;
}

export interface Token {
  id: number;
  name: string;
  role: Role;
  scopes: string[] | null;
  created_at: Time;
  expires_at: Time | null;
  used_at: Time | null;
  revoked_at: Time | null;
}

export interface AuditLine {
  id: number;
  at: Time;
  actor: string;
  door: string;
  action: string;
  target: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  why: string;
}
