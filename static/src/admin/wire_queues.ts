/** The shapes of the two queues, as /v1 speaks them to the admin's pages. */
import type { Person, Time } from "../live/wire";

export type Verdict = "cleared" | "confirmed";

export interface Flag {
  id: number;
  kind: string;
  people: Person[];
  words: string;
  evidence: { text: string; url: string | null; at: Time }[];
  count: number;
  state: "open" | Verdict;
  found_at: Time;
  decided_by: string | null;
  decided_at: Time | null;
  note: string | null;
}

export interface Disputed {
  id: number;
  person: Person;
  about: string;
  about_id: number;
  subject: { text: string; url: string | null };
  text: string;
  state: "open" | "accepted" | "declined" | "withdrawn";
  answer: string | null;
  answered_by: string | null;
  created_at: Time;
  answered_at: Time | null;
}
