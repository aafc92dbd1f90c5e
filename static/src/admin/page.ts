/** What every admin page is: it is drawn into the document, knows its organisation and who looks, and leads elsewhere. */
import { html, LitElement } from "lit";
import { ref } from "lit/directives/ref.js";
import { of } from "../account/api";
import { isAtLeast, type Place, type Role } from "../account/session";
import "../pieces/field";
import "../pieces/time";
import { say } from "../words/admin";

export class AdminPage extends LitElement {
  static override properties = { place: { attribute: false }, rest: { attribute: false } };
  /** The organisation and one's role in it. */
  declare place: Place;
  /** What follows in the address, such as a badge's slug. */
  declare rest: string;

  protected override createRenderRoot() {
    return this;
  }

  /** A path of the API below the organisation. */
  protected at(path = ""): string {
    return of(this.place.slug, path);
  }

  protected may(least: Role): boolean {
    return isAtLeast(this.place.role, least);
  }
}

/** Leads to another admin page without loading anew; app.ts draws it. */
export function go(path: string): void {
  history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The page's title with what there is to do beside it; `from`: the page above. */
export function heading(title: unknown, actions: unknown = "", from?: { href: string; label: string }) {
  return html`${from ? html`<p class="from"><a href=${from.href}>${say.common.back(from.label)}</a></p>` : ""}
    <div class="heading"><h1 tabindex="-1">${title}</h1><div class="buttons">${actions}</div></div>`;
}

export function when(at: string | null, never = "") {
  return at ? html`<codebadge-time at=${at}></codebadge-time>` : html`<span class="muted">${never}</span>`;
}

/** Behind a button's words, for who hears them without their row. */
export function unseen(name: string) {
  return html`<span class="unseen"> ${name}</span>`;
}

/** A colour of the page's data, in an element's tag; the pages' policy forbids style attributes. */
export function tint(color: string) {
  return ref((element) => (element as HTMLElement | undefined)?.style.setProperty("--_tint", color));
}
