/**
 * `<codebadge-account>`: the way to the sign-in page, or one's own name with a menu behind it: profile, admin, sign out.
 * `spread`: no menu, all in a column, for the drawer of a phone.
 */
import { html, nothing } from "lit";
import { remove } from "../account/api";
import { type Me, mayModerate, type Session, Who } from "../account/session";
import { signInAddress } from "../account/way";
import { say } from "../words/account";
import css from "./account.css?inline";
import { Elsewhere } from "./elsewhere";
import { face } from "./face";
import { hereIn } from "./here";
import { define, Piece, sheets } from "./piece";
import { studiosOf } from "./studios";

class Account extends Piece {
  static override styles = sheets(css);
  static override properties = { spread: { type: Boolean }, open: { state: true } };
  declare spread: boolean;
  declare open: boolean;
  readonly #who = new Who(this);

  constructor() {
    super();
    new Elsewhere(this, () => {
      this.open = false;
    });
  }

  protected override render() {
    const session = this.#who.value;
    if (!session) return nothing;
    if (!session.person) return this.#signIn();
    return this.spread ? this.#spread(session, session.person) : this.#menu(session, session.person);
  }

  #signIn() {
    const { pathname, search } = location;
    const isThere = pathname === "/sign-in";
    return html`<a class="sign-in" href=${isThere ? location.href : signInAddress(pathname + search)}
      aria-current=${isThere ? "page" : nothing}>${say.nav.signIn}</a>`;
  }

  #menu(session: Session, person: Me) {
    return html`<div class="account" @keydown=${this.#onKey} @focusout=${this.#onFocusOut}>
      <button class="who" aria-expanded=${this.open ? "true" : "false"} aria-controls="menu" @click=${this.#turn}>
        ${face(person)}<bdi class="name">${person.name}</bdi>
        <span class="unseen">${say.nav.account}</span>${chevron}</button>
      <ul id="menu" ?hidden=${!this.open}>${this.#links(session)}</ul></div>`;
  }

  #spread(session: Session, person: Me) {
    return html`<p class="who">${face(person)}<bdi class="name">${person.name}</bdi></p>
      <ul class="spread">${this.#links(session)}</ul>`;
  }

  #links(session: Session) {
    return html`<li>${link("/me", say.nav.me)}</li>
      ${studiosOf(session.organizations, hereIn()).map((one) => html`<li>${link(one.href, one.name ? say.nav.studioOf(one.name) : say.nav.studio, one.isHere)}</li>`)}
      ${mayModerate(session) ? html`<li>${link("/admin", say.nav.admin)}</li>` : nothing}
      <li><button @click=${this.#signOut}>${say.nav.signOut}</button></li>`;
  }

  readonly #signOut = async (): Promise<void> => {
    await remove("/session", { stay: true }).catch(() => null);
    location.assign("/");
  };

  readonly #turn = (): void => {
    this.open = !this.open;
  };

  #onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.open) return;
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>("button.who")?.focus();
  }

  #onFocusOut(event: FocusEvent): void {
    const to = event.relatedTarget as Node | null;
    if (to && !this.renderRoot.contains(to)) this.open = false;
  }
}

/** `isOurs`: it leads into the organisation that is looked at. */
function link(href: string, words: string, isOurs = true) {
  const [path = ""] = href.split("?");
  const isHere = isOurs && (location.pathname === path || location.pathname.startsWith(`${path}/`));
  return html`<a href=${href} aria-current=${isHere ? "page" : nothing}>${words}</a>`;
}

const chevron = html`<svg viewBox="0 0 12 12" aria-hidden="true"><path d="m2 4 4 4 4-4" /></svg>`;

define("codebadge-account", Account);
