/** A season's days and today come in; whether it runs, and what is wrong with its days, goes out. */
import type { Problems, Values } from "../account/form";
import type { Season } from "../live/wire_boards";
import { say as words } from "../words/seasons";

const say = words.seasons;

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
