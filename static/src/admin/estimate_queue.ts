/** `<codebadge-estimate-queue .place=${…} .project=${7}>`: issues whose worth a moderator may say, each with what to do; Undo is in the toast. */
import { html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { post, put, remove } from "../account/api";
import { Form, type Problems, type Values } from "../account/form";
import type { Told } from "../live/estimates";
import { newestFirst } from "../live/order";
import type { EstimateCard } from "../live/wire_estimates";
import "../pieces/estimate_row";
import { scaleOf } from "../pieces/estimate_scale";
import { define } from "../pieces/piece";
import { say as common } from "../words/admin";
import { say } from "../words/models";
import "./dialog";
import { AdminPage, unseen } from "./page";
import { problem } from "./problem";
import { part, Rows } from "./rows";
import { attempt, said } from "./said";
import { waiting } from "./table";

const words = say.queue;
const MOST = 10_000;
const queries: Record<string, Record<string, string>> = {
  review: { state: "review", sort: "newest" },
  unsure: { state: "open", sort: "unsure" },
  closed: { state: "closed", sort: "newest" },
};

class EstimateQueue extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    project: { type: Number },
    turn: { type: Number },
    told: { attribute: false },
    show: { state: true },
    open: { state: true },
  };
  /** Without it, all of the organisation's. */
  declare project: number | null;
  /** Whenever it grows, what is shown is read anew. */
  declare turn: number;
  /** What the project's room told of its open issues. */
  declare told: ReadonlyMap<number, Told>;
  declare show: string;
  /** The issue that is given another value. */
  declare open: EstimateCard | null;
  readonly #cases = new Rows<EstimateCard>(this, async (cursor) => {
    const query = new URLSearchParams({ ...queries[this.show], limit: "20" });
    const path = this.project ? `/projects/${this.project}/estimates` : this.at("/estimates");
    const { body, next } = await part<{ estimates: EstimateCard[] }>(`${path}?${query}`, cursor);
    return { rows: body.estimates, next };
  });
  #hasDecided = false;
  readonly #form = new Form(this, { check, send: (values) => this.#give(values) });

  constructor() {
    super();
    Object.assign(this, { project: null, turn: 0, told: new Map(), show: "review", open: null });
  }

  protected override updated(changed: PropertyValues): void {
    const isNews = changed.has("turn") && changed.get("turn") !== undefined;
    // Nothing is moved under somebody's hands, and what they decided stays where they see it.
    const isTouched = this.#hasDecided || this.open !== null || this.contains(document.activeElement);
    if (isNews && !isTouched) void this.#cases.now();
  }

  protected override render() {
    return html`<section><div class="heading"><h2>${words.title}</h2>
        <label class="choice">${words.show}<select @change=${this.#onShow}>${Object.entries(words.shows).map(
          ([show, label]) => html`<option value=${show} ?selected=${show === this.show}>${label}</option>`,
        )}</select></label></div>${this.#list()}${this.open ? this.#dialog(this.open) : nothing}</section>`;
  }

  #list() {
    const { refusal, isKnown, isAsking, next, now, more } = this.#cases;
    const rows = this.#cases.rows.map((card) => newest(card, this.told.get(card.item)?.after));
    if (refusal && !isKnown) return problem(refusal, now);
    if (!isKnown) return waiting();
    if (rows.length === 0)
      return html`<codebadge-empty .what=${words.empty[this.show]} .next=${words.emptyNext[this.show]}></codebadge-empty>`;
    const scale = scaleOf(rows.flatMap(({ figures }) => (figures ? [figures] : [])));
    return html`${refusal ? problem(refusal, now) : nothing}<ul class="estimate-cases" aria-busy=${isAsking}>${repeat(
      rows,
      ({ item }) => item,
      (
        card,
      ) => html`<li class="case" data-item=${card.item}><codebadge-estimate-row ?named=${!this.project} .card=${card} .scale=${scale}>
        ${card.ruling ? this.#ruled(card) : this.#choice(card)}</codebadge-estimate-row></li>`,
    )}</ul>${next ? html`<button @click=${more}>${common.common.more}</button>` : nothing}`;
  }

  #choice(card: EstimateCard) {
    const name = unseen(nameOf(card));
    return html`<div class="buttons">${card.accepts === null ? nothing : html`<button type="button" @click=${() => this.#accept(card)}>${words.accept(card.accepts)}${name}</button>`}
      <button type="button" class="quiet" @click=${() => this.#ask(card)}>${words.other}${name}</button></div>`;
  }

  #ruled(card: EstimateCard) {
    const { ruling } = card;
    if (!ruling) return nothing;
    const told = words.ruled[ruling.kind](ruling.points, ruling.by ?? words.somebody);
    return html`<div class="stack"><p>${told}${ruling.why ? html`: <span class="muted">${ruling.why}</span>` : nothing}</p>
      <div class="buttons"><button type="button" @click=${() => attempt(() => this.#withdraw(card))}>${words.withdraw}${unseen(nameOf(card))}</button>
      <button type="button" class="quiet" @click=${() => this.#ask(card)}>${words.other}${unseen(nameOf(card))}</button></div></div>`;
  }

  #ask(card: EstimateCard): void {
    this.open = card;
  }

  #dialog(card: EstimateCard) {
    const { problems, submit, mended, isBusy } = this.#form;
    const close = () => {
      this.open = null;
    };
    return html`<codebadge-task .label=${words.otherTitle(nameOf(card))} @close=${close}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="points" inputmode="numeric" .label=${words.points} .value=${String(card.ruling?.points ?? card.worth?.points ?? "")} .error=${problems.points}></codebadge-field>
        <codebadge-field name="why" maxlength="500" .label=${words.why} .hint=${words.whyHint} .error=${problems.why}></codebadge-field>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${words.give}</button>
          <button type="button" class="quiet" @click=${close}>${common.common.cancel}</button></div></form></codebadge-task>`;
  }

  async #give({ points, why }: Values): Promise<void> {
    const card = this.open as EstimateCard;
    const { estimate } = await put<{ estimate: EstimateCard }>(this.#path(card), {
      points: Number(points),
      why,
    });
    this.open = null;
    this.#decided(estimate);
    said(words.given(nameOf(estimate), estimate.ruling?.points ?? Number(points)), () =>
      this.#withdraw(estimate),
    );
  }

  async #accept(card: EstimateCard): Promise<void> {
    try {
      const { estimate } = await post<{ estimate: EstimateCard }>(`${this.#path(card)}/accept`);
      this.#decided(estimate);
      said(words.accepted(nameOf(estimate), estimate.ruling?.points ?? 0), () => this.#withdraw(estimate));
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  async #withdraw(card: EstimateCard): Promise<string> {
    const { estimate } = await remove<{ estimate: EstimateCard }>(`${this.#path(card)}/ruling`);
    this.#decided(estimate);
    return words.withdrawn(nameOf(estimate));
  }

  #path({ project, item }: EstimateCard): string {
    return `/projects/${project.id}/estimates/${item}`;
  }

  /** It stays where it stood, so that one sees what one did. */
  #decided(card: EstimateCard): void {
    this.#hasDecided = true;
    this.#cases.rows = this.#cases.rows.map((other) => (other.item === card.item ? card : other));
    this.requestUpdate();
  }

  readonly #onShow = (event: Event): void => {
    this.show = (event.target as HTMLSelectElement).value;
    this.#hasDecided = false;
    void this.#cases.now();
  };
}

/** Who decided is not told in a room: what was decided comes from the answers here alone. */
function newest(card: EstimateCard, told: EstimateCard | null | undefined): EstimateCard {
  if (!told?.made_at || told.ruling || card.ruling) return card;
  const isOlder = card.made_at !== null && newestFirst(told.made_at, card.made_at) > 0;
  return isOlder ? card : told;
}

function check({ points = "", why = "" }: Values): Problems {
  const isPoints = /^\d{1,5}$/.test(points) && Number(points) <= MOST;
  return {
    ...(!isPoints && { points: words.pointsWrong }),
    ...(why.length < 3 && { why: common.common.reasonShort(3) }),
  };
}

function nameOf({ number, title }: EstimateCard): string {
  return number ? `#${number}` : `“${title}”`;
}

define("codebadge-estimate-queue", EstimateQueue);
