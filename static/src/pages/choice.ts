/** The address comes in, the board it names goes out, and the other way round. */
import { periods } from "../live/wire";

/** Which board is looked at. `scope`: `project:12`, empty for the whole organisation. */
export interface Choice {
  /** A Period, or a season such as `season-3`. */
  period: string;
  scope: string;
  /** Only people whom one follows. */
  friends: boolean;
}

export const usual = "week";
const scopes: Record<string, RegExp> = {
  project: /^\d{1,15}$/,
  team: /^\d{1,15}$/,
  league: /^\d{1,15}$/,
  discipline: /^[a-z\d_-]{1,40}$/,
};

export function readChoice(query: string): Choice {
  const asked = new URLSearchParams(query);
  const board = asked.get("board") ?? "";
  return {
    period: isPeriod(board) ? board : usual,
    scope: scopeIn(asked),
    friends: asked.get("people") === "followed",
  };
}

function isPeriod(name: string): boolean {
  return periods.some((each) => each === name) || /^season-\d{1,15}$/.test(name);
}

function scopeIn(asked: URLSearchParams): string {
  for (const [kind, shape] of Object.entries(scopes)) {
    const value = asked.get(kind) ?? "";
    if (shape.test(value)) return `${kind}:${value}`;
  }
  return "";
}

/** Empty for the board that is shown anyway. */
export function writeChoice({ period, scope, friends }: Choice): string {
  const query = new URLSearchParams();
  if (period !== usual) query.set("board", period);
  const [kind, value] = scope.split(":");
  if (kind && value) query.set(kind, value);
  if (friends) query.set("people", "followed");
  return query.size ? `?${query}` : "";
}

export function boardName({ period, scope }: Pick<Choice, "period" | "scope">): string {
  return scope ? `${period}:${scope}` : period;
}

/** The earlier periods of the same board: of a season or of all time there are none, so of the usual one. */
export function writeHistory({ period, scope }: Choice): string {
  const isRepeated = periods.some((each) => each === period && each !== "all");
  return writeChoice({ period: isRepeated ? period : usual, scope, friends: false });
}
