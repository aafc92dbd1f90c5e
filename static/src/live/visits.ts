/** Today comes in; the day of the last visit before it goes out. This browser remembers it, and nobody else. */

export interface Visits {
  /** The day of the newest visit, as `2026-11-21`. */
  newest: string;
  /** The day of the one before, if there was one. */
  before: string | null;
}

/** By this browser's clock: a day is a day where its owner is. */
export function today(now = new Date()): string {
  const [year, month, date] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return [year, String(month).padStart(2, "0"), String(date).padStart(2, "0")].join("-");
}

const KEY = "codebadge-visits";

/** Coming back on the same day is the same visit. */
export function visited(known: Visits | null, today: string): Visits {
  if (!known) return { newest: today, before: null };
  return known.newest < today ? { newest: today, before: known.newest } : known;
}

/** The day of the last visit to this organisation's boards before today; null for the first one. */
export function lastVisit(org: string, today: string): string | null {
  const all = recalled();
  const visits = visited(all[org] ?? null, today);
  keep({ ...all, [org]: visits });
  return visits.before;
}

function recalled(): Record<string, Visits> {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof all === "object" && all !== null ? (all as Record<string, Visits>) : {};
  } catch {
    return {};
  }
}

function keep(all: Record<string, Visits>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // storage can be forbidden; every visit is then the first
  }
}
