/** `/admin/estimates/{project}`: a project's model: its record, what waits for a word, what it learnt from, its controls. */
import { html, nothing } from "lit";
import { get } from "../account/api";
import { Asked } from "../account/asked";
import { estimatesRoom, type LiveEstimates } from "../live/estimates";
import { Follow } from "../live/follow";
import type { ModelCard } from "../live/wire_estimates";
import { here } from "../pieces/here";
import "../pieces/live_dot";
import "../pieces/model_record";
import { define } from "../pieces/piece";
import { say as estimates } from "../words/estimates";
import { figure } from "../words/figures";
import { say } from "../words/models";
import "./estimate_queue";
import "./lesson_import";
import "./lessons";
import "./model_controls";
import { AdminPage, heading, when } from "./page";
import "./posting";
import { problem } from "./problem";
import { waiting } from "./table";
import "./try_out";

const words = say.models;
const AGAIN_MS = 1_500;
const nothingTold = new Map();

class ModelPage extends AdminPage {
  static override properties = { ...AdminPage.properties, turn: { state: true } };
  /** Grows with what is told of this project, so that the lists below follow. */
  declare turn: number;
  readonly #model = new Asked(this, () => get<ModelCard>(this.#path));
  readonly #follow = new Follow<LiveEstimates>(this);
  #news: LiveEstimates["news"] = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.turn = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#model.now();
    this.#follow.to(location.origin, this.place.slug, estimatesRoom(Number(this.rest)));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get #path(): string {
    return `/projects/${this.rest}/model`;
  }

  protected override willUpdate(): void {
    const news = this.#follow.view.state?.news ?? null;
    if (news === this.#news) return;
    this.#news = news;
    if (news) this.#readSoon();
  }

  /** Much that is told at once is read once; not after a silence, which may never come. */
  #readSoon(): void {
    this.#timer ??= setTimeout(this.#again, AGAIN_MS);
  }

  readonly #again = (): void => {
    this.#timer = undefined;
    this.turn += 1;
    void this.#model.now();
  };

  protected override render() {
    const { value, refusal, now } = this.#model;
    const above = { href: "/admin/estimates", label: words.title };
    if (!value) return refusal ? html`${heading(words.title, "", above)}${problem(refusal, now)}` : waiting();
    const { project } = value;
    const open = html`<codebadge-live-dot .view=${this.#follow.view}></codebadge-live-dot>
      <a class="button" href=${here(`/estimates?project=${project.id}`)}>${words.public}</a>`;
    return html`${heading(html`<bdi>${project.name}</bdi>`, open, above)}${this.#tariff(value)}
      <div class="beside model"><div class="stack">${this.#record(value)}
        <codebadge-estimate-queue .place=${this.place} .project=${project.id} .turn=${this.turn} .told=${this.#follow.view.state?.told ?? nothingTold}></codebadge-estimate-queue></div>
        <div class="stack"><codebadge-try-out .project=${project.id}></codebadge-try-out>
          ${this.may("admin") ? this.#controls(value) : nothing}</div></div>
      ${this.may("admin") ? html`<codebadge-lessons .project=${project.id} .turn=${this.turn} @codebadge-model=${this.#changed}></codebadge-lessons>` : nothing}`;
  }

  #tariff({ sources, tariff_words }: ModelCard) {
    const told = sources.includes("model") ? tariff_words : words.unused;
    return html`<p class="muted prose">${told} ${this.may("admin") ? html`<a href="/admin/points">${words.toTariff}</a>` : nothing}</p>`;
  }

  #record(model: ModelCard) {
    return html`<section class="sheet"><div class="heading"><h2>${words.record}</h2>
        <span class="mark" data-state=${marks[model.state]}>${estimates.model.states[model.state] ?? model.state}</span></div>
      ${
        model.lessons
          ? html`<codebadge-model-record .card=${model}></codebadge-model-record>`
          : html`<codebadge-empty .what=${words.noLessons} .next=${words.noLessonsNext}></codebadge-empty>`
      }
      ${facts(model)}</section>`;
  }

  /** Whatever changes it answers with its card; the lessons may be others, too. */
  readonly #changed = ({ detail }: CustomEvent<ModelCard>): void => {
    this.#model.set(detail);
    this.turn += 1;
  };

  #controls(model: ModelCard) {
    return html`<codebadge-model-controls .model=${model} @codebadge-model=${this.#changed}></codebadge-model-controls>
      <codebadge-posting .model=${model} @codebadge-model=${this.#changed}></codebadge-posting>
      <codebadge-lesson-import .project=${model.project.id} @codebadge-model=${this.#changed}></codebadge-lesson-import>`;
  }
}

const marks: Record<ModelCard["state"], string> = {
  learning: "waits",
  frozen: "paused",
  "up to date": "valid",
  empty: "waits",
};

function facts({ waiting: waits, held, forgotten, learnt_at, version, size }: ModelCard) {
  const { facts: names } = words;
  const counted = [
    [names.waiting, waits],
    [names.held, held],
    [names.forgotten, forgotten],
  ] as const;
  return html`<dl class="facts small">${counted.map(([name, count]) => (count ? fact(name, figure(count)) : nothing))}
    ${fact(names.learnt, when(learnt_at, names.never))}
    ${Object.entries(size ?? {}).map(([name, count]) => fact(words.sizes[name] ?? name, figure(count)))}
    ${version ? fact(names.version, html`<code>${version}</code>`) : nothing}</dl>`;
}

function fact(name: string, value: unknown) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

define("codebadge-admin-model", ModelPage);
