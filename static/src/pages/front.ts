/** `/`: the organisation's board, what was just earned, and how to put the board on another site. */
import { html, type LitElement, nothing } from "lit";
import { placeIn, Who } from "../account/session";
import { signInAddress } from "../account/way";
import type { LiveBoard } from "../live/boards";
import { Compared } from "../live/compared";
import type { View } from "../live/live";
import { Load } from "../live/load";
import { lastVisit, today } from "../live/visits";
import type { Organization, Row } from "../live/wire";
import type { BoardNames, Season } from "../live/wire_boards";
import "../look/page.css";
import type { RowLook } from "../pieces/board_row";
import "../pieces/embed";
import "../pieces/feed";
import "../pieces/follow";
import "../pieces/friends_board";
import { here } from "../pieces/here";
import "../pieces/honours";
import "../pieces/leaderboard";
import "../pieces/my_standing";
import { define } from "../pieces/piece";
import "../pieces/tabs";
import { restoreTheme } from "../pieces/theme";
import { say as words } from "../words/boards";
import { say } from "../words/page";
import { dayOf, lastDay } from "../words/times";
import { boardName, type Choice, readChoice, writeChoice, writeHistory } from "./choice";
import { bar, noOrganization, Page, refused } from "./frame";
import "./front.css";
import { runningOf, scopeField, tabsOf, usualNames } from "./scopes";

restoreTheme();

type Since = "opened" | "yesterday" | "visit";

class FrontPage extends Page {
  static override properties = {
    choice: { state: true },
    wanted: { state: true },
    since: { state: true },
    live: { state: true },
  };
  declare choice: Choice;
  declare wanted: string;
  declare since: Since;
  declare live: LiveBoard | null;
  readonly #organization = new Load<Organization>(this, () => ({
    server: this.server,
    org: this.org,
    path: "",
  }));
  readonly #names = new Load<BoardNames>(this, () => ({
    server: this.server,
    org: this.org,
    path: "/boards",
  }));
  readonly #seasons = new Load<{ seasons: Season[] }>(this, () => ({
    server: this.server,
    org: this.org,
    path: "/seasons",
  }));
  readonly #who = new Who(this);
  readonly #compared = new Compared(this);
  #before: string | null = null;
  #hasArrived = false;
  #drawnFor = "";
  #drawnLook: Partial<RowLook> = {};

  constructor() {
    super();
    Object.assign(this, { choice: readChoice(location.search), wanted: "", since: "yesterday", live: null });
    addEventListener("popstate", () => {
      this.choice = readChoice(location.search);
    });
    if (!this.org) return;
    this.#before = lastVisit(this.org, today());
    void this.#organization.now();
    void this.#names.now();
    void this.#seasons.now();
  }

  protected override willUpdate(): void {
    if (this.org) this.#compared.to(this.server, this.org, boardName(this.choice), this.#sinceDay());
  }

  /** Empty: yesterday, as the server knows it; null: what is told live is all there is to compare. */
  #sinceDay(): string | null {
    if (this.choice.period === "day") return null;
    return { opened: null, yesterday: "", visit: this.#before }[this.since];
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
          <div class="panel" role="tabpanel" aria-label=${this.live?.title ?? board}>
            ${this.choice.friends ? this.#friends(board) : this.#everybody(board)}
          </div>
        </section>
        <aside aria-label=${say.feed}><codebadge-feed .org=${this.org} .server=${this.server}></codebadge-feed></aside>
      </div>
      <section class="embed" id="embed" aria-label=${say.embedTitle}>
        <codebadge-embed .org=${this.org} .server=${this.server} .board=${board}></codebadge-embed>
      </section>`;
  }

  #tabs(organization: Organization) {
    const choose = ({ detail }: CustomEvent<string>) => this.#choose({ ...this.choice, period: detail });
    const end = this.live?.board === boardName(this.choice) ? this.live.end : null;
    const ends = end ? say.until(lastDay(new Date(end), organization.time_zone)) : "";
    return html`<div class="periods"><codebadge-tabs .label=${say.periodsLabel} .chosen=${this.choice.period}
        .offered=${tabsOf(this.#allNames(organization), this.#running, this.choice.period)} @codebadge-choose=${choose}></codebadge-tabs>
      <p class="muted small">${ends}${ends ? " · " : ""}<a href=${here(`/boards${writeHistory(this.choice)}`)}>${words.boards.earlier}</a></p></div>`;
  }

  get #running(): ReadonlySet<string> {
    return runningOf(this.#seasons.value?.seasons ?? [], today());
  }

  #allNames(organization: Organization): BoardNames {
    return this.#names.value ?? usualNames(organization);
  }

  #controls(organization: Organization) {
    const { scopes } = this.#allNames(organization);
    const choose = (scope: string) => this.#choose({ ...this.choice, scope });
    return html`<div class="controls">
      ${scopeField(scopes, this.choice.scope, choose)}
      <label class="search">${say.search}<input type="search" name="find" autocomplete="off" .value=${this.wanted}
        @input=${this.#onSearch} ?disabled=${this.choice.friends} /></label>
      <label>${words.boards.who}<select name="who" @change=${this.#onWho}>
        <option value="" ?selected=${!this.choice.friends}>${words.boards.everybody}</option>
        <option value="followed" ?selected=${this.choice.friends}>${words.boards.followed}</option></select></label>
      <label>${words.boards.change}<select name="since" ?disabled=${this.choice.friends || this.choice.period === "day"} @change=${this.#onSince}>
        ${this.#sinces().map(([name, title]) => html`<option value=${name} ?selected=${name === this.since}>${title}</option>`)}</select></label>
    </div>`;
  }

  #sinces(): (readonly [Since, string])[] {
    const { sinceOpened, sinceYesterday, sinceVisit } = words.boards;
    return [
      ["yesterday", sinceYesterday],
      ...(this.#before ? ([["visit", sinceVisit(dayOf(this.#before))]] as const) : []),
      ["opened", sinceOpened],
    ];
  }

  #everybody(board: string) {
    const place = this.#place();
    const { baseline } = this.#compared;
    return html`${
      place && !place.person_hidden
        ? html`<codebadge-my-standing .org=${this.org} .server=${this.server} .board=${board} .me=${this.#me}
            .version=${this.live?.version ?? 0} @codebadge-jump=${this.#onJump}></codebadge-my-standing>`
        : nothing
    }<codebadge-leaderboard class="main" links more .top=${50} .org=${this.org} .server=${this.server} .board=${board}
      .filter=${this.wanted} .baseline=${baseline} .look=${this.#look(baseline !== null)} @codebadge-view=${this.#onView}></codebadge-leaderboard>`;
  }

  /** The board is drawn anew with a look that is another object. */
  #look(isCompared: boolean): Partial<RowLook> {
    const of = JSON.stringify([this.#me, this.#place() !== undefined, isCompared && this.since]);
    if (of !== this.#drawnFor) [this.#drawnFor, this.#drawnLook] = [of, this.#newLook(isCompared)];
    return this.#drawnLook;
  }

  #newLook(isCompared: boolean): Partial<RowLook> {
    const { titleOpened, titleYesterday, titleVisit } = words.boards;
    const visit = this.#before ? titleVisit(dayOf(this.#before)) : titleOpened;
    const since = isCompared
      ? { opened: titleOpened, yesterday: titleYesterday, visit }[this.since]
      : titleOpened;
    return { me: this.#me, since, ...(this.#place() && { beside: this.#star }) };
  }

  readonly #star = ({ person }: Row) =>
    person.id === this.#me
      ? nothing
      : html`<codebadge-follow small .org=${this.org} .person=${person}></codebadge-follow>`;

  get #me(): number | null {
    return this.#who.value?.person?.id ?? null;
  }

  #place() {
    return this.#who.value ? placeIn(this.#who.value, this.org) : undefined;
  }

  #friends(board: string) {
    const session = this.#who.value;
    if (!session) return nothing;
    const said = words.friends;
    if (!session.person)
      return html`<codebadge-empty .what=${said.signIn} .next=${said.signInNext}>
        <a class="button primary" href=${signInAddress(location.pathname + location.search)}>${said.toSignIn}</a></codebadge-empty>`;
    if (!this.#place())
      return html`<codebadge-empty .what=${said.notMember} .next=${said.notMemberNext}></codebadge-empty>`;
    return html`<codebadge-friends-board .org=${this.org} .server=${this.server} .board=${board} .me=${session.person.id}
      @codebadge-view=${this.#onView} @codebadge-everybody=${() => this.#choose({ ...this.choice, friends: false })}></codebadge-friends-board>`;
  }

  readonly #onWho = (event: Event): void => {
    this.#choose({ ...this.choice, friends: (event.target as HTMLSelectElement).value !== "" });
  };

  readonly #onSince = (event: Event): void => {
    this.since = (event.target as HTMLSelectElement).value as Since;
  };

  #onSearch(event: Event): void {
    this.wanted = (event.target as HTMLInputElement).value;
  }

  #onView({ detail }: CustomEvent<View<LiveBoard>>): void {
    this.live = detail.state;
    if (detail.state) this.#arrive();
  }

  /** Who is among the rows is led there; else the event goes on, and their surroundings are shown. */
  readonly #onJump = (event: Event): void => {
    const board = this.querySelector("codebadge-leaderboard.main") as LitElement | null;
    const row = board?.renderRoot.querySelector<HTMLElement>("tr[data-me]");
    if (!row) return;
    event.preventDefault();
    row.scrollIntoView({ block: "center" });
    row.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  };

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
