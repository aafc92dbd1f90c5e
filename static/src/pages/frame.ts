/** What stands around each page: the line at the top, and what is said when the page cannot be shown. */
import { html, LitElement, nothing, svg } from "lit";
import { isPassing } from "../live/rest";
import type { Refusal } from "../live/wire";
import "../pieces/copy";
import "../pieces/notice";
import "../pieces/theme";
import { say } from "../words/page";

/** A page is drawn into the document itself, so that its links and its look are those of the document. */
export class Page extends LitElement {
  protected readonly org = document.querySelector<HTMLMetaElement>("meta[name=codebadge-org]")?.content ?? "";
  protected readonly server = location.origin;

  protected override createRenderRoot() {
    return this;
  }
}

export type Place = "board" | "person";

export function bar(place: Place) {
  return html`<header class="bar">
      <a class="skip" href="#content">${place === "board" ? say.toContent : say.toProfile}</a>
      <a class="brand" href="/">${mark}${say.product}</a>
      <nav aria-label=${say.nav.label}>
        <a href="/" aria-current=${place === "board" ? "page" : nothing}>${say.nav.board}</a>
        <a class="wide" href="/#embed">${say.nav.embed}</a>
      </nav>
      <codebadge-theme></codebadge-theme>
    </header>`;
}

const mark = svg`<svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"
  stroke-linecap="round" stroke-linejoin="round"><path
  d="M14 2.2 17 4.600l3.8-.4 1.2 3.7 3.4 1.8-.9 3.8.9 3.7-3.4 1.9-1.2 3.6-3.8-.3-3 2.4-3-2.4-3.8.3-1.2-3.6-3.4-1.9.9-3.7-.9-3.8 3.4-1.8 1.2-3.7 3.8.4z"
  /><path d="m9.8 13.8 3 3 5.4-6" /></svg>`;

export function noOrganization() {
  return html`<codebadge-empty page data-case="no-organization" .what=${say.noOrg} .next=${say.noOrgNext}>
    <codebadge-copy .text=${say.noOrgCommand}></codebadge-copy></codebadge-empty>`;
}

export function refused(refusal: Refusal, isAsking: boolean, retry: () => void, what: string, next: string) {
  if (!isPassing(refusal)) {
    return html`<codebadge-error page data-case=${refusal.code} .what=${what} .next=${next}>
      <a href="/">${say.toBoard}</a></codebadge-error>`;
  }
  return html`<codebadge-error page data-case="away" .what=${say.away} .next=${say.awayNext} .reference=${refusal.code}>
    <button ?disabled=${isAsking} @click=${retry}>${isAsking ? say.retrying : say.retry}</button></codebadge-error>`;
}
