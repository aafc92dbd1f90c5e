/** What a page says instead of its content while it asks for it, and when it cannot be had. */
import { html, nothing } from "lit";
import { tell } from "../account/form";
import { isPassing } from "../live/rest";
import type { Refusal } from "../live/wire";
import "../pieces/notice";
import { say as account } from "../words/account";
import { say } from "../words/page";

interface Question {
  refusal: Refusal | null;
  isSlow?: boolean;
  now(): unknown;
}

/** Nothing for a moment, then that it is loading; or what happened, and the way to try again. */
export function waitingFor(question: Question, what: string = account.unavailable) {
  const { refusal } = question;
  if (!refusal)
    return question.isSlow ? html`<p class="muted" role="status">${account.loading}</p>` : nothing;
  const [said, next] = isPassing(refusal) ? [say.away, account.awayNext] : [what, tell(refusal)];
  return html`<codebadge-error data-case=${refusal.code} .what=${said} .next=${next} .reference=${refusal.code}>
    <button @click=${() => question.now()}>${say.retry}</button></codebadge-error>`;
}
