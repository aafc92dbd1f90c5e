/** Every how many days a pattern is usually fulfilled comes in; a few words go out. */
import { figure } from "../words/figures";
import { say } from "../words/patterns";

export function rhythm(days: number | null): string {
  if (days === null) return say.list.noRhythm;
  if (days < 0.75) return say.list.several(figure(Math.round(1 / days)));
  return say.list.everyDays(figure(Math.round(days)), Math.round(days));
}
