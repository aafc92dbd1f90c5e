/** The shapes that /v1 speaks about patterns: explained, tried on everybody, watched. */
import type { JobCard } from "../account/jobs";
import type { Badge, Person, Time } from "../live/wire";
import type { Tree } from "../live/wire_why";

export interface Explained {
  words: string[];
  tree: Tree;
}

/** What a pattern would mean for everybody, as it was tried. */
export interface Tried {
  people: number;
  deeds: number;
  gain: number;
  lose: number;
  samples: {
    person: Person;
    level: string | null;
    earned_at: Time | null;
    reason: string;
    evidence: { text: string; url: string | null }[];
  }[];
  losing: { person: Person; why: string }[];
  leaves: { path: string; words: string; deeds: number; people: number }[];
  estimate: { deeds: number; per_month: number; words: string };
}

export type TriedJob = JobCard<Tried>;

export interface Alarm {
  code: string;
  words: string;
  since: Time;
}

export interface Watched {
  badge: Badge;
  words: string[];
  version: number;
  active: boolean;
  last_match_at: Time | null;
  matches_90_days: number;
  expected_every_days: number | null;
  alarm: Alarm | null;
}
