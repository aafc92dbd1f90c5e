/**
 * `/people/{id}`: one person's badges, points and ranks, where the points come from, and what comes next. Each says why
 * when it is asked; `#entry-12`, `#award-5` and `#refusal-9` ask at once.
 */
import { html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { placeIn, Who } from "../account/session";
import { Follow } from "../live/follow";
import { Load } from "../live/load";
import { Older } from "../live/older";
import { explainLines, openProfile, personRoom } from "../live/profiles";
import { type Held, shelf } from "../live/shelf";
import { type Award, type FullProfile, type Period, type Profile, periods } from "../live/wire";
import type { Subject } from "../live/wire_why";
import "../look/form.css";
import "../look/page.css";
import "../pieces/award_line";
import { face } from "../pieces/face";
import "../pieces/follow";
import { here } from "../pieces/here";
import "../pieces/ledger_line";
import "../pieces/live_dot";
import "../pieces/medal";
import { define } from "../pieces/piece";
import "../pieces/rank_history";
import { reason } from "../pieces/reason";
import "../pieces/refusals";
import { restoreTheme } from "../pieces/theme";
import "../pieces/why";
import { say as board } from "../words/board";
import { say as words } from "../words/boards";
import { figure, place } from "../words/figures";
import { say } from "../words/page";
import { day } from "../words/times";
import { bar, noOrganization, Page, refused } from "./frame";
import "./person.css";

restoreTheme();

const FIRST = 30;
const REFRESH_MS = 1_500;
const gone = { code: "not_found", message: "" };

interface Asking {
  about: Subject;
  id: number;
}

class PersonPage extends Page {
  static override properties = { asking: { state: true } };
  /** What is explained right now. */
  declare asking: Asking | null;
  readonly #who = new Who(this);
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
    this.asking = askedIn(location.hash);
    addEventListener("hashchange", () => {
      this.asking = askedIn(location.hash) ?? this.asking;
    });
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
      </div>${this.#mayFollow ? html`<codebadge-follow .org=${this.org} .person=${person}></codebadge-follow>` : nothing}</header>
      <section aria-label=${say.totals}><dl class="totals figures">${periods
        .filter((period) => totals[period] !== undefined)
        .map((period) => total(period, totals[period] ?? 0, ranks[period] ?? null))}</dl></section>
      ${this.#shelf(profile)}
      <div class="columns"><div class="column">${this.#ledger()}<codebadge-refusals .org=${this.org}
            .person=${person.id} @codebadge-why=${({ detail }: CustomEvent<number>) => this.#ask("refusal", detail)}></codebadge-refusals></div>
        <div class="column"><section><h2>${words.ranks.title}</h2><codebadge-rank-history .org=${this.org} .server=${this.server}
            .person=${person.id}></codebadge-rank-history></section>${this.#progress(ahead(progress, profile))}</div></div>
      ${this.#why()}`;
  }

  get #me(): number | null {
    return this.#who.value?.person?.id ?? null;
  }

  get #mayFollow(): boolean {
    const session = this.#who.value;
    return Boolean(session?.person && session.person.id !== this.#id && placeIn(session, this.org));
  }

  #ask(about: Subject, id: number): void {
    this.asking = { about, id };
  }

  #why() {
    if (!this.asking || !this.#who.value) return nothing;
    const { about, id } = this.asking;
    return html`<codebadge-why .org=${this.org} .about=${about} .number=${id} .me=${this.#me} @close=${this.#answered}></codebadge-why>`;
  }

  /** The address no longer asks either. */
  readonly #answered = (): void => {
    this.asking = null;
    if (askedIn(location.hash)) history.replaceState(null, "", location.pathname + location.search);
  };

  #askButton(about: Subject, id: number, what: string) {
    return html`<button class="quiet why-opens" @click=${() => this.#ask(about, id)}>${words.why.ask}<span class="unseen"> ${words.why.of(what)}</span></button>`;
  }

  #shelf({ awards }: Profile) {
    const held = shelf(awards);
    const lost = awards.filter((award) => award.revoked_at);
    return html`<section class="badges"><h2>${say.shelf}</h2>
      ${
        held.length
          ? html`<ul class="shelf">${repeat(
              held,
              ({ award }) => award.badge.id,
              (one) => this.#held(one),
            )}</ul>`
          : html`<codebadge-empty .what=${say.shelfEmpty} .next=${say.shelfEmptyNext}></codebadge-empty>`
      }
      ${lost.length ? this.#lost(lost) : nothing}
    </section>`;
  }

  #held({ award, times }: Held) {
    const { id, badge, at, reason: why, evidence, by, level } = award;
    return html`<li data-award=${id} data-badge=${badge.slug}>
      <codebadge-medal .badge=${badge}></codebadge-medal><strong>${badge.name}</strong>
      ${level ? html`<span class="level">${level}</span>` : times > 1 ? html`<span class="level">${words.shelf.times(figure(times))}</span>` : nothing}
      <span class="small">${reason(why, evidence[0]?.url ?? null)}</span>
      <span class="muted small"><time datetime=${at}>${day(new Date(at))}</time>${by ? ` · ${say.givenBy(by)}` : ""}</span>
      ${this.#askButton("award", id, badge.name)}</li>`;
  }

  #lost(lost: Award[]) {
    return html`<details class="taken-back"><summary>${say.shelfRevoked(lost.length, figure(lost.length))}</summary>
      <ul>${lost.map(
        (award) => html`<li data-award=${award.id}><codebadge-award-line .person=${this.#shown?.person}
          .award=${award}></codebadge-award-line>${this.#askButton("award", award.id, award.badge.name)}</li>`,
      )}</ul></details>`;
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
          html`<li data-line=${told.line.id}><codebadge-ledger-line .told=${told}></codebadge-ledger-line>${this.#askButton("entry", told.line.id, told.line.reason)}</li>`,
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

  /** The gallery says what is met and what is missing, of this person. */
  #gallery(badge: string): string {
    return here(`/badges-gallery?person=${this.#id}#${badge}`);
  }

  #progress(progress: FullProfile["progress"]) {
    return html`<section><h2>${say.progress}</h2>
      ${progress.length ? nothing : html`<p class="muted">${say.progressDone}</p>`}
      <ul class="progress">${progress.map(
        ({ badge, have, need }) => html`<li data-badge=${badge.slug}>
          <codebadge-medal data-faded .badge=${badge}></codebadge-medal>
          <div><strong id="next-${badge.id}">${badge.name}</strong>
            <progress aria-labelledby="next-${badge.id}" value=${have} max=${need}></progress>
            <span class="muted small figures">${say.progressOf(figure(have), figure(need))} · <a href=${this.#gallery(badge.slug)}>${
              words.shelf.missing
            }<span class="unseen"> ${words.shelf.missingOf(badge.name)}</span></a></span></div>
        </li>`,
      )}</ul></section>`;
  }
}

/** What the address asks to be explained. */
function askedIn(hash: string): Asking | null {
  const asked = /^#(entry|award|refusal)-(\d{1,15})$/.exec(hash);
  return asked ? { about: asked[1] as Subject, id: Number(asked[2]) } : null;
}

function total(period: Period, points: number, place: number | null) {
  return html`<div data-period=${period}><dt>${say.periods[period]}</dt>
    <dd class="total" data-total=${points}>${figure(points)}</dd>
    <dd class="place">${rank(place)}</dd></div>`;
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
