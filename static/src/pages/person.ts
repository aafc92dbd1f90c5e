/** `/people/{id}`: one person's badges, points and ranks, where the points come from, and what comes next. */
import { html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Follow } from "../live/follow";
import { Load } from "../live/load";
import { Older } from "../live/older";
import { explainLines, openProfile, personRoom } from "../live/profiles";
import { type FullProfile, type Profile, periods } from "../live/wire";
import "../look/page.css";
import "../pieces/award_line";
import { face } from "../pieces/face";
import "../pieces/ledger_line";
import "../pieces/live_dot";
import "../pieces/medal";
import { define } from "../pieces/piece";
import { reason } from "../pieces/reason";
import { restoreTheme } from "../pieces/theme";
import { say as board } from "../words/board";
import { figure, place } from "../words/figures";
import { say } from "../words/page";
import { day } from "../words/times";
import { bar, noOrganization, Page, refused } from "./frame";
import "./person.css";

restoreTheme();

const FIRST = 30;
const REFRESH_MS = 1_500;
const gone = { code: "not_found", message: "" };

class PersonPage extends Page {
  readonly #id = Number(/\/people\/(\d{1,15})\/?$/.exec(location.pathname)?.[1] ?? 0);
  readonly #load = new Load<FullProfile>(this, () => ({
    server: this.server,
    org: this.org,
    path: `/people/${this.#id}`,
  }));
  readonly #follow = new Follow<Profile>(this);
  readonly #older = new Older(
    () => ({ server: this.server, org: this.org, person: this.#id }),
    () => this.requestUpdate(),
  );
  #shown: Profile | null = null;
  #refresh: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    if (this.org) void this.#load.now();
  }

  protected override willUpdate(_: PropertyValues): void {
    const { value } = this.#load;
    if (value && !this.#shown) this.#follow.to(this.server, this.org, personRoom(this.#id), start(value));
    const { state } = this.#follow.view;
    if (!state || state === this.#shown) return;
    if (this.#shown) this.#refreshSoon();
    this.#shown = state;
    this.#older.add(state.ledger);
    document.title = state.hidden ? say.unknownPerson : say.profile(state.person.name);
  }

  /** Ranks and progress are not told in the room, so they are read again after what changes them. */
  #refreshSoon(): void {
    clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => this.#load.now(), REFRESH_MS);
  }

  protected override render() {
    return html`${bar("person")}<main id="content" class="person" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const { value, refusal, isAsking } = this.#load;
    const retry = () => this.#load.now();
    if (!this.org) return noOrganization();
    if (this.#shown?.hidden) return refused(gone, isAsking, retry, say.unknownPerson, say.unknownPersonNext);
    if (value && this.#shown) return this.#page(value, this.#shown);
    if (refusal) return refused(refusal, isAsking, retry, say.unknownPerson, say.unknownPersonNext);
    return nothing;
  }

  #page({ ranks, progress }: FullProfile, profile: Profile) {
    const { person, totals } = profile;
    return html`<header class="who">${face(person)}<div>
        <h1><bdi>${person.name}</bdi></h1>
        ${person.login ? html`<p class="muted"><bdi>@${person.login}</bdi></p>` : nothing}
        <codebadge-live-dot .view=${this.#follow.view}></codebadge-live-dot>
      </div></header>
      <section aria-label=${say.totals}><dl class="totals figures">${periods.map(
        (period) => html`<div data-period=${period}><dt>${say.periods[period]}</dt>
          <dd class="total" data-total=${totals[period]}>${figure(totals[period])}</dd>
          <dd class="place">${rank(ranks[period])}</dd></div>`,
      )}</dl></section>
      ${this.#shelf(profile)}
      <div class="columns">${this.#ledger()}${this.#progress(ahead(progress, profile))}</div>`;
  }

  #shelf({ awards }: Profile) {
    const held = awards.filter((award) => !award.revoked_at);
    const lost = awards.filter((award) => award.revoked_at);
    return html`<section class="badges"><h2>${say.shelf}</h2>
      ${
        held.length
          ? html`<ul class="shelf">${repeat(
              held,
              ({ id }) => id,
              ({
                id,
                badge,
                at,
                reason: why,
                evidence,
                by,
              }) => html`<li data-award=${id} data-badge=${badge.slug}>
                <codebadge-medal .badge=${badge}></codebadge-medal><strong>${badge.name}</strong>
                <span class="small">${reason(why, evidence[0]?.url ?? null)}</span>
                <span class="muted small"><time datetime=${at}>${day(new Date(at))}</time>${by ? ` · ${say.givenBy(by)}` : ""}</span>
              </li>`,
            )}</ul>`
          : html`<codebadge-empty .what=${say.shelfEmpty} .next=${say.shelfEmptyNext}></codebadge-empty>`
      }
      ${
        lost.length
          ? html`<details class="taken-back"><summary>${say.shelfRevoked(lost.length, figure(lost.length))}</summary>
              <ul>${lost.map(
                (
                  award,
                ) => html`<li data-award=${award.id}><codebadge-award-line .person=${this.#shown?.person}
                  .award=${award}></codebadge-award-line></li>`,
              )}</ul></details>`
          : nothing
      }
    </section>`;
  }

  #ledger() {
    const lines = explainLines(this.#older.lines);
    if (lines.length === 0)
      return html`<section><h2>${say.ledger}</h2>
        <codebadge-empty .what=${say.ledgerEmpty} .next=${say.ledgerEmptyNext}></codebadge-empty></section>`;
    return html`<section><h2>${say.ledger}</h2>
      <ol class="ledger">${repeat(
        lines,
        ({ line }) => line.id,
        (told) =>
          html`<li data-line=${told.line.id}><codebadge-ledger-line .told=${told}></codebadge-ledger-line></li>`,
      )}</ol>
      ${this.#more()}</section>`;
  }

  #more() {
    const { status, lines } = this.#older;
    if (status === "done" || lines.length < FIRST) return nothing;
    const words = { idle: say.ledgerMore, loading: board.loadingMore, failed: board.moreFailed };
    return html`<button class="older" ?disabled=${status === "loading"} @click=${() => this.#older.more()}>
      ${words[status]}</button>`;
  }

  #progress(progress: FullProfile["progress"]) {
    return html`<section><h2>${say.progress}</h2>
      ${progress.length ? nothing : html`<p class="muted">${say.progressDone}</p>`}
      <ul class="progress">${progress.map(
        ({ badge, have, need }) => html`<li data-badge=${badge.slug}>
          <codebadge-medal data-faded .badge=${badge}></codebadge-medal>
          <div><strong id="next-${badge.id}">${badge.name}</strong>
            <progress aria-labelledby="next-${badge.id}" value=${have} max=${need}></progress>
            <span class="muted small figures">${say.progressOf(figure(have), figure(need))}</span></div>
        </li>`,
      )}</ul></section>`;
  }
}

function start(profile: FullProfile) {
  return { state: openProfile(profile), seq: profile.seq };
}

/** Progress is read a moment after a badge is told; what is held already is not ahead. */
function ahead(progress: FullProfile["progress"], { awards }: Profile) {
  const held = new Set(awards.filter((award) => !award.revoked_at).map((award) => award.badge.id));
  return progress.filter(({ badge }) => !held.has(badge.id));
}

function rank(value: number | null): string {
  return value === null ? say.noRank : say.rankOf(place(value));
}

define("codebadge-person-page", PersonPage);
