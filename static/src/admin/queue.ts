/** What both queues are: cases by state, newest first, each a card which one decides on the spot. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "../pieces/notice";
import { say } from "../words/admin";
import { AdminPage, heading } from "./page";
import { problem } from "./problem";
import { part, Rows } from "./rows";
import { waiting } from "./table";

export interface QueueWords {
  title: string;
  intro: string;
  state: string;
  all: string;
  states: Record<string, string>;
  empty: string;
  emptyNext: string;
  noneInState: string;
}

export abstract class Queue<Case extends { id: number; state: string }> extends AdminPage {
  static override properties = { ...AdminPage.properties, state: { state: true }, open: { state: true } };
  /** Which are shown; empty for all. */
  declare state: string;
  /** The decided case that is decided again. */
  declare open: number | null;
  protected abstract readonly words: QueueWords;
  /** The list's path, and its name in the answer. */
  protected abstract readonly list: string;
  protected abstract card(one: Case): unknown;
  protected readonly cases = new Rows<Case>(this, async (cursor) => {
    const query = new URLSearchParams({ limit: "30", ...(this.state && { state: this.state }) });
    const { body, next } = await part<Record<string, Case[]>>(this.at(`/${this.list}?${query}`), cursor);
    return { rows: body[this.list] ?? [], next };
  });

  constructor() {
    super();
    const asked = new URLSearchParams(location.search).get("state");
    Object.assign(this, { state: asked ?? "open", open: null });
  }

  protected override render() {
    const { words } = this;
    return html`${heading(words.title)}<p class="muted prose">${words.intro}</p>
      <label class="choice">${words.state}<select @change=${this.#onState}>${Object.entries({
        ...words.states,
        "": words.all,
      }).map(
        ([state, label]) => html`<option value=${state} ?selected=${state === this.state}>${label}</option>`,
      )}</select></label>${this.#list()}`;
  }

  #list() {
    const { rows, refusal, isKnown, isAsking, next, now, more } = this.cases;
    if (refusal && !isKnown) return problem(refusal, now);
    if (!isKnown) return waiting();
    if (rows.length === 0) return this.#empty();
    return html`${refusal ? problem(refusal, now) : nothing}<ul class="cases" aria-busy=${isAsking}>${repeat(
      rows,
      ({ id }) => id,
      (one) => html`<li class="case" data-state=${one.state}>${this.card(one)}</li>`,
    )}</ul>${next ? html`<button @click=${more}>${say.common.more}</button>` : nothing}`;
  }

  #empty() {
    const { words } = this;
    if (this.state !== "open") return html`<p class="muted">${words.noneInState}</p>`;
    return html`<codebadge-empty .what=${words.empty} .next=${words.emptyNext}></codebadge-empty>`;
  }

  readonly #onState = (event: Event): void => {
    this.state = (event.target as HTMLSelectElement).value;
    history.replaceState(null, "", `${location.pathname}?state=${this.state}`);
    void this.cases.now();
  };

  /** The decided case as it is now stands where it stood, so that one sees what one did. */
  protected decided(one: Case): void {
    this.open = null;
    this.cases.rows = this.cases.rows.map((other) => (other.id === one.id ? one : other));
    this.requestUpdate();
  }

  protected typed(event: Event, name: string): string {
    const form = (event.target as Element).closest("form") as HTMLFormElement;
    return String(new FormData(form).get(name) ?? "").trim();
  }
}
