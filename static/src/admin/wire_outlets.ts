/** The shapes that /v1 speaks of outgoing webhooks; what stands in a list about one goes out. */
import type { Time } from "../live/wire";

export const events = [
  "badge.awarded",
  "badge.revoked",
  "points.changed",
  "season.closed",
  "digest",
  "person.hidden",
] as const;

export interface Outlet {
  id: number;
  name: string;
  url: string;
  events: string[];
  state: "active" | "paused" | "off";
  sent_at: Time | null;
  failing_since: Time | null;
  error: string | null;
  waiting: number;
  former_until: Time | null;
  created_at: Time;
}

/** With its secret, which is known only now. */
export interface OpenedOutlet {
  outlet: Outlet;
  secret: string;
}

export interface Dispatch {
  id: number;
  key: string;
  kind: string;
  state: "waiting" | "sent" | "failed";
  attempts: number;
  status: number | null;
  error: string | null;
  next_at: Time | null;
  created_at: Time;
  sent_at: Time | null;
}

export type Condition = "works" | "fresh" | "failing" | "paused" | "off";

export function conditionOf({ state, failing_since, sent_at }: Outlet): Condition {
  if (state !== "active") return state;
  if (failing_since) return "failing";
  return sent_at ? "works" : "fresh";
}

/** The marks of look/ and tables.css. */
export const marks: Record<Condition | Dispatch["state"], string> = {
  works: "valid",
  fresh: "waits",
  failing: "dead",
  paused: "paused",
  off: "dead",
  waiting: "waits",
  sent: "done",
  failed: "dead",
};

/** Tried before long without anybody's doing, so that looking again soon is worth it. */
export function isUnderWay({ state, attempts }: Dispatch): boolean {
  return state === "waiting" && attempts === 0;
}
