/** The shapes of estimates, of the model that makes them and of its lessons, as REST and the socket speak them. */
import type { Time } from "./wire";

/** What the model thinks of an issue: points, and the interval in which 80 of 100 such issues lie. */
export interface Estimated {
  points: number;
  low: number;
  high: number;
  baseline: number;
  past: number;
  trusted: boolean;
}

/** A related past issue; `alike` and `share` (of the weight) are 0 to 1. */
export interface Closest {
  lesson: number;
  title: string | null;
  url: string | null;
  number: number | null;
  points: number;
  alike: number;
  share: number;
}

export type Review = "waiting" | "provisional";
export type WorthSource = "ruling" | "label" | "field" | "lines" | "tariff" | "model" | "median" | "waiting";

/** What closing the issue gives now, or what it was given. */
export interface Worth {
  points: number;
  source: WorthSource;
  words: string;
  review: Review | null;
}

export interface Ruling {
  points: number;
  kind: "override" | "accepted";
  /** Told to moderators only. */
  by: string | null;
  at: Time;
  why: string;
}

export interface EstimateCard {
  item: number;
  number: number | null;
  title: string;
  url: string | null;
  project: { id: number; name: string };
  labels: string[];
  opened_at: Time | null;
  closed_at: Time | null;
  /** Null: not estimated yet. */
  figures: Estimated | null;
  /** How sure the model is, in percent. */
  sure: number | null;
  /** The points that accepting it gives, where there is an estimate. */
  accepts: number | null;
  worth: Worth | null;
  closest: Closest[];
  past: number;
  made_at: Time | null;
  ruling: Ruling | null;
  state: "open" | "closed";
}

/** How the model did over some issues, beside the plain median: errors in points, coverage in percent. */
export interface Stretch {
  n: number;
  mae: number | null;
  baseline_mae: number | null;
  ratio: number | null;
  coverage: number | null;
}

export interface ModelCard {
  project: { id: number; name: string };
  state: "learning" | "frozen" | "up to date" | "empty";
  lessons: number;
  waiting: number;
  held: number;
  forgotten: number;
  trusted: boolean;
  figures: { all: Stretch; recent: Stretch; median_error: number | null };
  /** The mean errors over the last 100 issues, after the lesson `at`. */
  series: { at: number; mae: number; baseline_mae: number }[];
  words: string;
  /** The lesson at which its alarm last rang. */
  drifted_at: number | null;
  size: Record<string, number> | null;
  version: string | null;
  learnt_at: Time | null;
  frozen_at: Time | null;
  posting: "off" | "comment" | "label";
  has_token: boolean;
  sources: string[];
  used: boolean;
  tariff_words: string;
  /** Told to admins. */
  postings: { waiting: number; sent: number; failed: number; last_error: string | null } | null;
}

/** What a change tells of the model; the rest of its card is asked for. */
export type ModelNews = Pick<ModelCard, "lessons" | "trusted">;

export interface EstimatesPage {
  estimates: EstimateCard[];
  total: number;
  model: ModelCard | null;
  next: string | null;
}

export interface Offered {
  id: number;
  name: string;
  open: number;
  lessons: number;
}

export interface Change {
  item: number;
  before: { points: number; worth: number | null } | null;
  /** Null: it is open no more. */
  after: EstimateCard | null;
}

/** `key`: as lessons name who said it. */
export interface Teacher {
  key: string;
  name: string;
}

export interface LessonCard {
  number: number;
  item: number | null;
  title: string;
  url: string | null;
  /** What it teaches, or would if it was not held or forgotten. */
  points: number;
  /** What it taught first. */
  was: number;
  state: "teaches" | "held" | "forgotten" | "before reset";
  source: string;
  teacher: Teacher | null;
  said: { points: number; low: number; high: number; baseline: number } | null;
  happened_at: Time;
  off: number | null;
}
