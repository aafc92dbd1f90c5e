/** The address of the page of earlier boards comes in; which of them it names goes out, and the other way round. */
import { readChoice, usual } from "./choice";

export const kinds = ["day", "week", "month", "quarter", "year", "season"] as const;

export interface Past {
  /** One of `kinds`, or a season such as `season-3`. */
  period: string;
  scope: string;
  /** A day of the period whose board is shown; null: all of them are listed. */
  at: string | null;
}

export function readPast(query: string): Past {
  const asked = new URLSearchParams(query);
  const { period, scope } = readChoice(query);
  const at = /^\d{4}-\d{2}-\d{2}$/.exec(asked.get("at") ?? "")?.[0] ?? null;
  if (asked.get("board") === "season") return { period: "season", scope, at: null };
  return { period: period === "all" ? usual : period, scope, at };
}

export function writePast({ period, scope, at }: Past): string {
  const [kind, value] = scope.split(":");
  const query = new URLSearchParams({ board: period });
  if (kind && value) query.set(kind, value);
  if (at) query.set("at", at);
  return `?${query}`;
}

/** Under which tab it stands. */
export function kindOf({ period }: Past): string {
  return period.startsWith("season") ? "season" : period;
}
