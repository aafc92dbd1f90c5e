/** `/estimates`: a project's open issues with what they are worth, live, and beside them how well the model does. */
import { html, nothing } from "lit";
import { isAtLeast, placeIn, Who } from "../account/session";
import { waiting } from "../admin/table";
import { EstimateList } from "../live/estimate_list";
import { estimatesRoom, type LiveEstimates, type Sort, shown } from "../live/estimates";
import { Follow } from "../live/follow";
import { Load } from "../live/load";
import type { ModelCard, Offered } from "../live/wire_estimates";
import "../look/page.css";
import "../pieces/estimate_rows";
import { here } from "../pieces/here";
import "../pieces/live_dot";
import "../pieces/model_record";
import "../pieces/notice";
import { define } from "../pieces/piece";
import { restoreTheme } from "../pieces/theme";
import { say as words } from "../words/estimates";
import { say } from "../words/page";
import "../admin/tables.css";
import "./estimates.css";
import { bar, noOrganization, Page, refused } from "./frame";
import { readWanted, type Wanted, writeWanted } from "./wanted";

restoreTheme();

const told = words.estimates;
/** What was not told one by one is read again, by not all visitors at once. */
const AGAIN_MS = 4_000;

class EstimatesPage extends Page {
  static override properties = { wanted: { state: true } };
  declare wanted: Wanted;
  readonly #who = new Who(this);
  readonly #offered = new Load<{ projects: Offered[] }>(this, () => ({
    server: this.server,
    org: this.org,
    path: "/estimates?limit=1",
  }));
  readonly #follow = new Follow<LiveEstimates>(this);
  readonly #list = new EstimateList(
    () => ({ server: this.server, org: this.org, project: this.#project?.id ?? 0, sort: this.wanted.sort }),
    () => this.requestUpdate(),
  );
  #followed: number | null = null;
  #held: LiveEstimates | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.wanted = readWanted(location.search);
    document.title = told.documentTitle;
    addEventListener("popstate", () => this.#want(readWanted(location.search)));
    if (this.org) void this.#offered.now();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetTimer();
  }

  get #projects(): Offered[] {
    return this.#offered.value?.projects ?? [];
  }

  /** The one that the address names, else the one with the most open issues. */
  get #project(): Offered | undefined {
    const { project } = this.wanted;
    if (project !== null) return this.#projects.find(({ id }) => id === project);
    return [...this.#projects].sort((a, b) => b.open - a.open || b.lessons - a.lessons || a.id - b.id)[0];
  }

  protected override willUpdate(): void {
    const project = this.#project?.id ?? null;
    if (project !== this.#followed) this.#turnTo(project);
    const { state } = this.#follow.view;
    if (state && state !== this.#held) this.#take(state);
  }

  #turnTo(project: number | null): void {
    this.#followed = project;
    this.#held = null;
    this.#forgetTimer();
    this.#list.forget();
    this.#follow.to(this.server, this.org, project === null ? null : estimatesRoom(project));
    if (project !== null && this.wanted.sort !== "points") void this.#list.again();
  }

  #take(state: LiveEstimates): void {
    const before = this.#held;
    this.#held = state;
    if (before?.first !== state.first) this.#begin(state);
    else if (before.model?.lessons !== state.model?.lessons || before.missed !== state.missed)
      this.#readSoon();
  }

  /** The room was entered, or entered anew after it was left for too long. */
  #begin(state: LiveEstimates): void {
    const isShort = (this.#list.read?.length ?? 0) <= state.first.length;
    if (this.wanted.sort === "points" && isShort) this.#list.take(state);
    else if (this.#list.status !== "loading") void this.#list.again();
  }

  #forgetTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Soon after the first of many: where something is told every second, waiting for silence would wait for ever. */
  #readSoon(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        void this.#list.again();
      },
      AGAIN_MS * (1 + Math.random()),
    );
  }

  protected override render() {
    return html`${bar("estimates")}<main id="content" class="estimates" tabindex="-1">${this.#content()}</main>`;
  }

  #content() {
    const { value, refusal, isAsking } = this.#offered;
    if (!this.org) return noOrganization();
    if (!value)
      return refusal
        ? refused(refusal, isAsking, () => this.#offered.now(), say.unknownOrg, refusal.message)
        : waiting();
    const project = this.#project;
    return html`<h1>${told.title}</h1><p class="muted prose">${told.intro}</p>
      ${value.projects.length ? (project ? this.#page(project) : unknownProject()) : noProject()}`;
  }

  #page(project: Offered) {
    const model = this.#model;
    return html`${this.#choice(project)}${model ? said(model) : nothing}<div class="estimates-columns">
      <section aria-label=${told.issues}>${this.#issues()}</section>${model ? this.#aside(model) : nothing}</div>`;
  }

  #choice(project: Offered) {
    const onProject = (event: Event) => this.#go({ ...this.wanted, project: Number(textOf(event)) });
    const onSort = (event: Event) => this.#go({ ...this.wanted, sort: textOf(event) as Sort });
    return html`<div class="estimates-choice">
      <label>${told.project}<select name="project" @change=${onProject}>${this.#projects.map(
        ({ id, name }) => html`<option value=${id} ?selected=${id === project.id}>${name}</option>`,
      )}</select></label>
      <label>${told.sort}<select name="sort" @change=${onSort}>${Object.entries(told.sorts).map(
        ([sort, label]) =>
          html`<option value=${sort} ?selected=${sort === this.wanted.sort}>${label}</option>`,
      )}</select></label>
      <codebadge-live-dot .view=${this.#follow.view}></codebadge-live-dot></div>`;
  }

  #issues() {
    const { state, refusal } = this.#follow.view;
    const { read, total, next, status } = this.#list;
    const wrong = refusal ?? (read ? null : this.#list.refusal);
    if (wrong) return this.#refused(wrong.message, wrong.code);
    if (!read) return waiting();
    const cards = shown(read, state?.told ?? new Map(), this.wanted.sort, next === null);
    if (cards.length === 0)
      return html`<codebadge-empty .what=${told.none} .next=${told.noneNext}></codebadge-empty>`;
    const all = next === null ? cards.length : Math.max(total, cards.length + 1);
    return html`<div class="estimates-head"><p class="muted small figures">${told.shown(cards.length, all)}</p>${this.#news()}</div>
      <codebadge-estimate-rows .cards=${cards} .told=${state?.told ?? new Map()} .still=${`${this.#followed} ${this.wanted.sort} ${read.length}`}></codebadge-estimate-rows>
      ${next ? html`<button ?disabled=${status === "loading"} @click=${() => this.#list.more()}>${{ idle: told.more, loading: told.loading, failed: told.moreFailed }[status]}</button>` : nothing}`;
  }

  #news() {
    const news = this.#follow.view.state?.news;
    return html`<p class="small" role="status">${news ? told.news(news.why, news.moved) : nothing}</p>`;
  }

  #aside(model: ModelCard) {
    return html`<aside class="sheet" id="model" aria-label=${told.aboutModel}><h2>${told.aboutModel}</h2>
      ${
        model.lessons === 0
          ? html`<codebadge-empty .what=${told.noLessons} .next=${told.noLessonsNext}></codebadge-empty>`
          : html`<codebadge-model-record .card=${model}></codebadge-model-record>`
      }
      <p class="muted small">${model.sources.includes("model") ? model.tariff_words : told.unused}</p>${this.#admin(model)}</aside>`;
  }

  /** The sentence and the chart come with what is read, the count of lessons as it is told. */
  get #model(): ModelCard | null {
    const live = this.#follow.view.state?.model;
    const { model } = this.#list;
    if (!live || !model) return model ?? live ?? null;
    return { ...model, lessons: live.lessons, trusted: live.trusted };
  }

  #admin({ project, sources }: ModelCard) {
    const role = this.#who.value ? placeIn(this.#who.value, this.org)?.role : undefined;
    if (!isAtLeast(role, "moderator")) return nothing;
    return html`<ul class="small"><li><a href="/admin/estimates/${project.id}">${told.toAdmin}</a></li>
      ${sources.includes("model") || !isAtLeast(role, "admin") ? nothing : html`<li><a href="/admin/points">${told.toTariff}</a></li>`}</ul>`;
  }

  #refused(message: string, code: string) {
    const retry = () => {
      this.#follow.retry();
      void this.#list.again();
    };
    return html`<codebadge-error .what=${say.broken} .next=${message} .reference=${code}>
      <button @click=${retry}>${say.retry}</button></codebadge-error>`;
  }

  #go(wanted: Wanted): void {
    history.pushState(null, "", here(`/estimates${writeWanted(wanted)}`));
    this.#want(wanted);
  }

  #want(wanted: Wanted): void {
    const isSorted = wanted.sort !== this.wanted.sort;
    this.wanted = wanted;
    if (isSorted && this.#project?.id === this.#followed) void this.#list.again();
  }
}

function textOf(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}

/** Where the model's sheet stands below the list. */
function said({ words: sentence }: ModelCard) {
  return html`<p class="estimates-said small">${sentence} <a href="#model">${told.moreModel}</a></p>`;
}

function noProject() {
  return html`<codebadge-empty .what=${told.noProject} .next=${told.noProjectNext}></codebadge-empty>`;
}

function unknownProject() {
  return html`<codebadge-error data-case="not_found" .what=${told.unknownProject} .next=${told.unknownProjectNext}>
    <a href=${here("/estimates")}>${told.toAll}</a></codebadge-error>`;
}

define("codebadge-estimates-page", EstimatesPage);
