/** `/`: the organisation's board, what was just earned, and how to put the board on another site. */
import { html, nothing } from "lit";
import type { LiveBoard } from "../live/boards";
import type { View } from "../live/live";
import { Load } from "../live/load";
import type { Organization, Period } from "../live/wire";
import "../look/page.css";
import "../pieces/embed";
import "../pieces/feed";
import { here } from "../pieces/here";
import "../pieces/honours";
import "../pieces/leaderboard";
import { define } from "../pieces/piece";
import "../pieces/tabs";
import { restoreTheme } from "../pieces/theme";
import { say } from "../words/page";
import { lastDay } from "../words/times";
import { boardName, type Choice, readChoice, writeChoice } from "./choice";
import "./front.css";
import { bar, noOrganization, Page, refused } from "./frame";

restoreTheme();

class FrontPage extends Page {
  static override properties = { choice: { state: true }, wanted: { state: true }, end: { state: true } };
  declare choice: Choice;
  declare wanted: string;
  declare end: string | null;
  readonly #organization = new Load<Organization>(this, () => ({
    server: this.server,
    org: this.org,
    path: "",
  }));

  #hasArrived = false;

  constructor() {
    super();
    Object.assign(this, { choice: readChoice(location.search), wanted: "", end: null });
    addEventListener("popstate", () => {
      this.choice = readChoice(location.search);
    });
    if (this.org) void this.#organization.now();
  }

  protected override render() {
    return html`${bar("board")}<main id="content" class="front" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const { value, refusal, isAsking } = this.#organization;
    const retry = () => this.#organization.now();
    if (!this.org) return noOrganization();
    if (value) return this.#page(value);
    if (refusal) return refused(refusal, isAsking, retry, say.unknownOrg, refusal.message);
    return nothing;
  }

  #page(organization: Organization) {
    const board = boardName(this.choice);
    return html`<div class="intro"><div><h1>${organization.name}</h1><p class="muted">${say.standfirst}</p></div>
        <codebadge-honours .org=${this.org} .server=${this.server}></codebadge-honours></div>
      <div class="columns">
        <section aria-label=${say.nav.board}>${this.#tabs(organization)}${this.#controls(organization)}
          <div class="panel" role="tabpanel" aria-label=${say.periods[this.choice.period]}>
            <codebadge-leaderboard class="main" links more .top=${50} .org=${this.org} .server=${this.server}
              .board=${board} .filter=${this.wanted} @codebadge-view=${this.#onView}></codebadge-leaderboard>
          </div>
        </section>
        <aside aria-label=${say.feed}><codebadge-feed .org=${this.org} .server=${this.server}></codebadge-feed></aside>
      </div>
      <section class="embed" id="embed" aria-label=${say.embedTitle}>
        <codebadge-embed .org=${this.org} .server=${this.server} .board=${board}></codebadge-embed>
      </section>`;
  }

  #tabs({ boards, time_zone }: Organization) {
    const choose = ({ detail }: CustomEvent<Period>) => this.#choose({ ...this.choice, period: detail });
    const ends = this.end ? say.until(lastDay(new Date(this.end), time_zone)) : "";
    return html`<div class="periods"><codebadge-tabs .chosen=${this.choice.period} .offered=${boards}
      @codebadge-choose=${choose}></codebadge-tabs><p class="muted small">${ends}</p></div>`;
  }

  #controls({ projects }: Organization) {
    return html`<div class="controls">
      <label>${say.scope}<select name="project" .value=${String(this.choice.project ?? "")} @change=${this.#onScope}>
        <option value="">${say.wholeOrg}</option>
        ${projects.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.choice.project}>${name}</option>`)}
      </select></label>
      <label class="search">${say.search}<input type="search" name="find" autocomplete="off" .value=${this.wanted}
        @input=${this.#onSearch} /></label>
    </div>`;
  }

  #onScope(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.#choose({ ...this.choice, project: value ? Number(value) : null });
  }

  #onSearch(event: Event): void {
    this.wanted = (event.target as HTMLInputElement).value;
  }

  #onView({ detail }: CustomEvent<View<LiveBoard>>): void {
    this.end = detail.state?.end ?? null;
    if (detail.state) this.#arrive();
  }

  /** What the address points to was not there yet, or not in its place, when the browser looked for it. */
  #arrive(): void {
    if (this.#hasArrived) return;
    this.#hasArrived = true;
    if (location.hash === "#embed")
      requestAnimationFrame(() => this.querySelector("#embed")?.scrollIntoView());
  }

  #choose(choice: Choice): void {
    this.choice = choice;
    history.pushState(null, "", here(`/${writeChoice(choice)}`));
  }
}

define("codebadge-front-page", FrontPage);
