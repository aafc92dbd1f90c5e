/** What stands in a board's place while there is nothing to rank: a message, or the shadow of rows to come. */
import { html, nothing } from "lit";
import { say } from "../words/board";

export function message(kind: "empty" | "error", what: string, next = "", action: unknown = nothing) {
  return html`<div class="message" part=${kind} data-kind=${kind} role=${kind === "error" ? "alert" : "note"}>
    <p dir="auto">${what}</p>${next ? html`<p dir="auto">${next}</p>` : nothing}${action}</div>`;
}

export function skeleton(rows: number) {
  const lines = Array.from({ length: Math.min(rows, 10) }, () => html`<i></i>`);
  return html`<div class="skeleton" part="skeleton"><span class="unseen">${say.loading}</span>${lines}</div>`;
}
