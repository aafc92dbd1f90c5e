/** A season's days and today come in; whether it runs, and what is wrong with its days, goes out. */
import type { Problems, Values } from "../account/form";
import { say as words } from "../words/seasons";

const say = words.seasons;

export interface Season {
  id: number;
  name: string;
  /** The first day, as `2026-10-01`. */
  starts_on: string;
  /** The last day, which still counts. */
  ends_on: string;
  closed_at?: string | null;
}

export type State = "upcoming" | "running" | "over" | "closed";

/** A season that is over is closed with the next work that arrives. */
export function stateOf({ starts_on, ends_on, closed_at }: Season, today: string): State {
  if (closed_at) return "closed";
  if (today < starts_on) return "upcoming";
  return today > ends_on ? "over" : "running";
}

export function check({ name, starts_on = "", ends_on = "" }: Values): Problems {
  return {
    ...(!name && { name: say.nameMissing }),
    ...(!starts_on && { starts_on: say.dayMissing }),
    ...(!ends_on && { ends_on: say.dayMissing }),
    ...(starts_on && ends_on && ends_on < starts_on && { ends_on: say.order }),
  };
}
