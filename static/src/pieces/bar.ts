/**
 * `<codebadge-bar place="board">`: the line at the top of every page; on phones its links are in a drawer.
 * `sections`: the pages of a part of the site, such as the admin's, which the drawer lists too.
 */
import { html, LitElement, nothing, svg } from "lit";
import { say as account } from "../words/account";
import { say } from "../words/page";
import "./account";
import { here } from "./here";
import { define } from "./piece";
import "./theme";

export interface Section {
  href: string;
  label: string;
}

/** Drawn into the document itself: its links and its look are those of the page. */
export class Bar extends LitElement {
  static override properties = {
    place: {},
    sections: { attribute: false },
    sectionsLabel: {},
    open: { state: true },
  };
  declare place: string;
  declare sections: readonly Section[];
  declare sectionsLabel: string;
  declare open: boolean;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    return html`<header class="bar">
        <a class="skip" href="#content">${this.#skip}</a>
        <a class="brand" href=${here("/")}>${mark}${say.product}</a>
        <nav aria-label=${say.nav.label}>${this.#links()}</nav>
        <codebadge-account></codebadge-account>
        <codebadge-theme></codebadge-theme>
        <button class="drawer-opens" aria-haspopup="dialog" aria-expanded=${this.open ? "true" : "false"}
          @click=${this.#show}>${lines}<span>${account.nav.menu}</span></button>
      </header>
      <dialog class="drawer" aria-label=${account.nav.menu} @close=${this.#closed} @click=${this.#onClick}>
        <button class="drawer-closes" aria-label=${account.close} @click=${() => this.#drawer?.close()}>${cross}</button>
        <nav aria-label=${say.nav.label}>${this.#links()}</nav>
        ${this.#sections()}
        ${this.open ? html`<codebadge-account spread></codebadge-account>` : nothing}
      </dialog>`;
  }

  get #skip(): string {
    const words: Record<string, string> = { board: say.toContent, person: say.toProfile };
    return words[this.place] ?? account.nav.toContent;
  }

  #links() {
    return html`<a href=${here("/")} aria-current=${this.place === "board" ? "page" : nothing}>${say.nav.board}</a>
      <a href=${here("/badges-gallery")} aria-current=${this.place === "gallery" ? "page" : nothing}>${account.nav.gallery}</a>
      <a href=${here("/leagues")} aria-current=${this.place === "leagues" ? "page" : nothing}>${account.nav.leagues}</a>
      <a href=${here("/estimates")} aria-current=${this.place === "estimates" ? "page" : nothing}>${account.nav.estimates}</a>
      <a class="wide" href=${here("/#embed")} @click=${() => this.#drawer?.close()}>${say.nav.embed}</a>`;
  }

  #sections() {
    if (!this.sections?.length) return nothing;
    return html`<nav aria-label=${this.sectionsLabel}><p class="muted small">${this.sectionsLabel}</p>${this.sections.map(
      ({ href, label }) =>
        html`<a href=${href} aria-current=${location.pathname === href ? "page" : nothing}>${label}</a>`,
    )}</nav>`;
  }

  get #drawer(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  readonly #show = (): void => {
    this.open = true;
    this.#drawer?.showModal();
  };

  readonly #closed = (): void => {
    this.open = false;
  };

  /** Beside the drawer is the dialog's backdrop, hence the dialog. */
  #onClick(event: MouseEvent): void {
    const drawer = this.#drawer;
    if (event.target !== drawer || !drawer) return;
    const { left, right } = drawer.getBoundingClientRect();
    if (event.clientX < left || event.clientX > right) drawer.close();
  }
}

const mark = svg`<svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"
  stroke-linecap="round" stroke-linejoin="round"><path
  d="M14 2.2 17 4.600l3.8-.4 1.2 3.7 3.4 1.8-.9 3.8.9 3.7-3.4 1.9-1.2 3.6-3.8-.3-3 2.4-3-2.4-3.8.3-1.2-3.6-3.4-1.9.9-3.7-.9-3.8 3.4-1.8 1.2-3.7 3.8.4z"
  /><path d="m9.8 13.8 3 3 5.4-6" /></svg>`;
const lines = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7h16M4 12h16M4 17h16" /></svg>`;
const cross = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18" /></svg>`;

define("codebadge-bar", Bar);
