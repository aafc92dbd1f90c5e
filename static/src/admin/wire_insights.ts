/** The shapes in which /v1 tells how the work goes on. */
import type { Badge, Person, Time } from "../live/wire";

export interface Share {
  name: string;
  deeds: number;
  points: number;
}

export interface Insights {
  starts_at: Time;
  ends_at: Time;
  weeks: { start: string; points: number; deeds: number; people: number }[];
  contributors: { start: string; new: number; returning: number }[];
  quiet: { person: Person; last_at: Time; deeds: number }[];
  quiet_count: number;
  time_to_close: { start: string; kind: string; median_hours: number; p90_hours: number; n: number }[];
  kinds: Share[];
  disciplines: Share[];
  rules: {
    version: number;
    project: number | null;
    from_at: Time;
    points_before: number;
    points_after: number;
    deeds_before: number;
    deeds_after: number;
  }[];
  badges: { badge: Badge; awarded: number }[];
}
