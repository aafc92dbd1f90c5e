/** A ledger line comes in; where no human said what its work is worth, a mark with the figures of the estimate goes out. */
import { html, nothing } from "lit";
import type { Line } from "../live/wire";
import { say } from "../words/boards";

const words = say.estimated;

/** With the dot before it, to stand among the facts below a reason. */
export function estimated(line: Pick<Line, "estimated">) {
  const mark = markOf(line);
  return mark ? html` · <span class="estimated" title=${mark.title}>${mark.text}</span>` : nothing;
}

export function markOf({ estimated: given }: Pick<Line, "estimated">) {
  if (!given) return null;
  const text = given.source === "median" ? words.median : words.model(given.low, given.high, given.sure);
  return given.provisional
    ? { text: words.provisional(text), title: words.provisionalTitle }
    : { text, title: words.title };
}
