/** What stands around each page: the line at the top, and what is said when the page cannot be shown. */
import { html, LitElement } from "lit";
import { isPassing } from "../live/rest";
import type { Refusal } from "../live/wire";
import "../pieces/bar";
import type { Section } from "../pieces/bar";
import "../pieces/notice";
import { say } from "../words/page";

/** A page is drawn into the document itself, so that its links and its look are those of the document. */
export class Page extends LitElement {
  protected readonly org = document.querySelector<HTMLMetaElement>("meta[name=codebadge-org]")?.content ?? "";
  protected readonly server = location.origin;

  protected override createRenderRoot() {
    return this;
  }
}

export type Place =
  | "board"
  | "boards"
  | "person"
  | "account"
  | "admin"
  | "leagues"
  | "gallery"
  | "estimates"
  | "studio";

export function bar(place: Place, sections: readonly Section[] = [], sectionsLabel = "") {
  return html`<codebadge-bar .place=${place} .sections=${sections} .sectionsLabel=${sectionsLabel}></codebadge-bar>`;
}

export function noOrganization() {
  return html`<codebadge-empty page data-case="no-organization" .what=${say.noOrg} .next=${say.noOrgNext}>
    <a class="button primary" href="/set-up">${say.toSetUp}</a></codebadge-empty>`;
}

export function refused(refusal: Refusal, isAsking: boolean, retry: () => void, what: string, next: string) {
  if (!isPassing(refusal)) {
    return html`<codebadge-error page data-case=${refusal.code} .what=${what} .next=${next}>
      <a href="/">${say.toBoard}</a></codebadge-error>`;
  }
  return html`<codebadge-error page data-case="away" .what=${say.away} .next=${say.awayNext} .reference=${refusal.code}>
    <button ?disabled=${isAsking} @click=${retry}>${isAsking ? say.retrying : say.retry}</button></codebadge-error>`;
}
