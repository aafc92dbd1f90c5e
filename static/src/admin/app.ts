/** `/admin…`: an address comes in; the page it names, for who may see it, goes out. Links lead on without loading anew. */
import { html, type LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { isAtLeast, type Place, type Session, Who } from "../account/session";
import { toSignIn } from "../account/way";
import "../look/page.css";
import "../look/form.css";
import "./admin.css";
import { bar, Page } from "../pages/frame";
import { here, stayIn } from "../pieces/here";
import { define } from "../pieces/piece";
import { restoreTheme } from "../pieces/theme";
import { say } from "../words/admin";
import { problem } from "./problem";
import { type Found, find, sections } from "./routes";
import { choose, chosen } from "./tenant";

restoreTheme();

class Admin extends Page {
  static override properties = { path: { state: true }, wanted: { state: true } };
  declare path: string;
  declare wanted: string | null;
  readonly #who = new Who(this);
  #isMoved = false;

  constructor() {
    super();
    Object.assign(this, { path: location.pathname, wanted: null });
    addEventListener("popstate", () => this.#onMove());
    this.addEventListener("click", onLink);
  }

  protected override render() {
    const session = this.#who.value;
    const place = session && this.#place(session);
    stayIn(place && place.slug !== this.org ? place.slug : null);
    const shown = place ? shownTo(place) : [];
    return html`${bar("admin", shown, say.nav.label)}<div class="admin">${place ? this.#rail(place, shown) : nothing}
      <main id="content" tabindex="-1">${this.#content(session, place)}</main></div>`;
  }

  protected override updated(): void {
    if (!this.#isMoved) return;
    this.#isMoved = false;
    requestAnimationFrame(() => this.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true }));
  }

  #place(session: Session): Place | null {
    return chosen(session.organizations, this.wanted, this.org);
  }

  #rail(place: Place, shown: typeof sections) {
    const others = this.#who.value?.organizations.filter(({ role }) => isAtLeast(role, "moderator")) ?? [];
    return html`<nav class="rail" aria-label=${say.nav.label}>
      ${others.length > 1 ? this.#tenants(place, others) : html`<p class="tenant"><bdi>${place.name}</bdi></p>`}
      ${shown.map(
        ({ href, label }) =>
          html`<a href=${href} aria-current=${isIn(this.path, href) ? "page" : nothing}>${label}</a>`,
      )}</nav>`;
  }

  #tenants(place: Place, others: Place[]) {
    return html`<label class="tenant"><span class="unseen">${say.nav.organization}</span><select @change=${this.#onTenant}>${others.map(
      ({ slug, name }) => html`<option value=${slug} ?selected=${slug === place.slug}>${name}</option>`,
    )}</select></label>`;
  }

  readonly #onTenant = (event: Event): void => {
    this.wanted = choose((event.target as HTMLSelectElement).value);
  };

  #content(session: Session | null, place: Place | null) {
    const { refusal, now } = this.#who;
    if (!session) return refusal ? problem(refusal, () => now.call(this.#who)) : nothing;
    if (!session.person) return void toSignIn();
    const found = find(this.path);
    if (!found) return unknown();
    if (!place || !isAtLeast(place.role, found.page.needs)) return tooLow(found, place);
    document.title = say.nav.title(found.page.title, place.name);
    return keyed(`${place.slug} ${this.path}`, found.page.draw(place, found.rest));
  }

  #onMove(): void {
    if (this.path === location.pathname) return;
    this.path = location.pathname;
    this.#isMoved = true;
    scrollTo(0, 0);
  }
}

/** Whoever may not see it is told what it takes, and where what is theirs stands. */
function tooLow({ page }: Found, place: Place | null) {
  const takes = say.roles[page.needs] ?? page.needs;
  return html`<codebadge-empty page data-case="role" .what=${say.gate.title(page.title)}
    .next=${place ? say.gate.role(takes, place.role_name, place.name) : say.gate.nobody(takes)}>
    <a href="/me">${say.gate.me}</a></codebadge-empty>`;
}

function unknown() {
  return html`<codebadge-error page data-case="not_found" .what=${say.gate.unknown} .next=${say.gate.unknownNext}>
    <a href="/admin">${say.gate.home}</a></codebadge-error>`;
}

/** The studio is another page, which reads the organisation from its address. */
function shownTo({ role }: Place): typeof sections {
  return sections
    .filter(({ needs }) => isAtLeast(role, needs))
    .map((one) => (one.href.startsWith("/admin") ? one : { ...one, href: here(one.href) }));
}

function isIn(path: string, href: string): boolean {
  return path === href || (href !== "/admin" && path.startsWith(`${href}/`));
}

function onLink(event: MouseEvent): void {
  const link = (event.composedPath() as Element[]).find((one) => one instanceof HTMLAnchorElement) as
    | HTMLAnchorElement
    | undefined;
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented || link.origin !== location.origin) return;
  if (!/^\/admin(\/|$)/.test(link.pathname) || link.target || link.hasAttribute("download")) return;
  if (link.pathname === location.pathname && link.hash) return;
  event.preventDefault();
  link.closest("dialog")?.close();
  history.pushState(null, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
}

define("codebadge-admin", Admin as unknown as typeof LitElement);
