/** What could not be shown comes in; what happened and what to do goes out, in place of it. */
import { html } from "lit";
import { tell } from "../account/form";
import { isPassing, Refused } from "../live/rest";
import type { Refusal } from "../live/wire";
import "../pieces/notice";
import { say } from "../words/admin";

/** A bug is thrown again: it belongs in the console, not in a sentence. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  throw error;
}

export function problem(refusal: Refusal, retry: () => void) {
  const next = isPassing(refusal) ? say.common.failedNext : "";
  return html`<codebadge-error .what=${tell(refusal)} .next=${next} .reference=${refusal.code}>
    <button @click=${retry}>${say.common.retry}</button></codebadge-error>`;
}
