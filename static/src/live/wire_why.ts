/** The shapes of what explains itself: an entry, a refusal or an award with its why, and what somebody objects to. */

import type { Award, Badge, Given, Line, Person, Time } from "./wire";
import type { Closest } from "./wire_estimates";

/** What can be asked about, and objected to. */
export type Subject = "entry" | "award" | "refusal";

/** `points`: what it came to after this step. */
export interface Step {
  rule: string;
  words: string;
  points: number | null;
}

/**
 * The estimate behind points that no human gave, from `past` issues; `record`: how the model does in this project now. Null
 * and nothing of what was said another time.
 */
export interface Evidence extends Given {
  past: number | null;
  closest: Closest[];
  record: string;
}

export interface Why {
  entry?: Line | null;
  refusal?: { code: string; words: string };
  person: Person;
  org: string;
  delivery: { id: number; event: string; received_at: Time } | null;
  work: {
    kind: string;
    title: string;
    url: string | null;
    project: { id: number; name: string } | null;
  } | null;
  rule: {
    name: string;
    /** Of a tariff; 0 is the built-in one. */
    version: number | null;
    project: { id: number; name: string } | null;
    from_at: Time | null;
  } | null;
  trace: Step[];
  estimate?: Evidence | null;
  /** The line that this one undoes, and the one by which it was undone. */
  takes_back: Line | null;
  taken_back: Line | null;
  words: string;
}

/** A condition of a badge, and how far somebody is with it. */
export interface Tree {
  path: string;
  is: string;
  words: string;
  met: boolean;
  have: number | null;
  need: number | null;
  children: Tree[];
}

export interface AwardWhy {
  award: Award;
  person: Person;
  org: string;
  badge: Badge;
  pattern_version: number | null;
  words: string[];
  tree: Tree | null;
  evidence: { text: string; url: string | null }[];
}

export interface RefusedDeed {
  id: number;
  kind: string;
  code: string;
  words: string;
  work: { text: string; url: string | null };
  project: { id: number; name: string };
  at: Time;
}

export interface Dispute {
  id: number;
  person: Person;
  about: Subject | "badge";
  about_id: number;
  subject: { text: string; url: string | null };
  text: string;
  state: "open" | "accepted" | "declined" | "withdrawn";
  answer: string | null;
  answered_by: string | null;
  created_at: Time;
  answered_at: Time | null;
}
