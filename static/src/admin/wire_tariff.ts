/** The shapes in which /v1 speaks of tariffs. */
import type { JobCard } from "../account/jobs";
import type { Person, Time } from "../live/wire";

export interface Discipline {
  labels: string[];
  paths: string[];
  kinds: string[];
  percent: number;
}

export interface Multiplier {
  name: string;
  from: string;
  until: string;
  percent: number;
  kinds: string[] | null;
}

export interface Penalty {
  name: string;
  kinds: string[];
  label: string | null;
  points: number;
}

/** Who can be asked what a closed issue is worth. */
export const sources = ["human", "model", "tariff"] as const;
export type Source = (typeof sources)[number];

/** What is made of the model's estimates where they give the points; `sure` in percent. */
export interface EstimateRule {
  scale: "fibonacci" | "ten" | "sizes" | "free";
  least: number;
  most: number;
  sure: number;
  unsure: "baseline" | "provisional" | "wait";
}

export interface Tariff {
  worth: Record<string, number>;
  sizes: Record<string, number>;
  measured: boolean;
  label_limit: number;
  labels: Record<string, number>;
  disciplines: Record<string, Discipline>;
  recipients: Record<string, string[]>;
  split: "split" | "full";
  co_authors: boolean;
  caps: { per_day: number | null; per_week: number | null };
  diminishing: number[];
  cool_downs: Record<string, number>;
  multipliers: Multiplier[];
  penalties: Penalty[];
  floor: number;
  settling_days: number;
  farming: { own_review: boolean; self_closed: boolean };
  sources: Source[];
  estimates: EstimateRule;
}

export interface Decided {
  tariff: Tariff;
  version: number;
  from_at: Time | null;
  project: { id: number; name: string } | null;
  decided_at: Time | null;
  by: string | null;
  why: string | null;
}

export interface Changed extends Decided {
  job: JobCard | null;
}

export interface TraceStep {
  rule: string;
  words: string;
  points: number | null;
}

export interface Effect {
  people: {
    person: Person;
    before: number;
    after: number;
    rank_before: number | null;
    rank_after: number | null;
  }[];
  entries: number;
  since: Time | null;
  newcomers: number;
  refused: number;
  trace_sample: { work: { text: string; url: string | null }; person: Person; trace: TraceStep[] }[];
}
