/** `<codebadge-final-board org="lumen" board="week" at="2026-11-09">`: a board that is closed, and what was heard of too late. */
import { css, html, nothing, type PropertyValues } from "lit";
import { Asked } from "../account/asked";
import { read } from "../live/rest";
import type { Row } from "../live/wire";
import type { FinalBoard } from "../live/wire_boards";
import { waitingFor } from "../pages/waiting";
import { say as board } from "../words/board";
import { say as words } from "../words/boards";
import { figure, signed } from "../words/figures";
import { moment } from "../words/times";
import { boardSheets, boardTable } from "./board_table";
import { here } from "./here";
import "./notice";
import { define, Piece } from "./piece";

const say = words.final;
const PAGE = 50;

class Final extends Piece {
  static override styles = [
    ...boardSheets,
    css`.told { display: grid; gap: 0.375rem; margin-block-end: 1rem; max-inline-size: 42rem; }
      p { margin: 0; }
      .mark { display: inline-block; padding: 0.0625rem 0.625rem; border: 1px solid currentcolor; border-radius: 99px;
        color: var(--_up); font-size: var(--_small); font-weight: 600; }
      .muted { color: var(--_muted); }
      .correction { display: block; color: var(--_down); font-size: var(--_small); font-weight: 400; }
      .points { inline-size: 9.5em; }
      @container (inline-size < 26em) { .points { inline-size: 6.5em; } }`,
  ];
  static override properties = { org: {}, server: {}, board: {}, at: {}, me: { type: Number } };
  declare org: string;
  declare server: string;
  declare board: string;
  /** A day of the period. */
  declare at: string;
  declare me: number | null;
  readonly #first = new Asked<FinalBoard>(this, () => this.#page(null));
  #more: { rows: FinalBoard["rows"]; next: string | null } = { rows: [], next: null };
  #status: "idle" | "loading" | "failed" = "idle";

  protected override willUpdate(changed: PropertyValues): void {
    if (!["org", "board", "at"].some((name) => changed.has(name))) return;
    this.#more = { rows: [], next: null };
    void this.#first.now();
  }

  #page(cursor: string | null): Promise<FinalBoard> {
    const query = new URLSearchParams({ at: this.at, limit: String(PAGE), ...(cursor && { cursor }) });
    return read<FinalBoard>(this.server, this.org, `/boards/${this.board}?${query}`);
  }

  protected override updated(): void {
    this.dispatchEvent(new CustomEvent("codebadge-board", { detail: this.#first.value }));
  }

  protected override render() {
    const { value } = this.#first;
    if (!value || value.board !== this.board) return waitingFor(this.#first);
    const rows = [...value.rows, ...this.#more.rows];
    const caption = `${value.title}, ${value.scope.name}`;
    return html`<div class="told">${this.#told(value)}</div>
      ${rows.length ? boardTable(rows, caption, { me: this.me, isStill: true, behind }) : html`<codebadge-empty .what=${say.empty}></codebadge-empty>`}
      ${this.#button(rows.length, value)}
      <footer><span>${board.people(value.people, figure(value.people))}</span></footer>`;
  }

  #told({ closed, end }: FinalBoard) {
    if (closed)
      return html`<p><span class="mark">${say.mark}</span></p><p class="muted">${say.closed(moment(new Date(closed.closed_at)))}</p>
        ${closed.corrections ? html`<p>${say.corrected(closed.corrections)}</p>` : nothing}`;
    const isOver = end !== null && new Date(end) <= new Date();
    return html`<p><strong>${isOver ? say.late : say.notYet}</strong></p>${
      isOver
        ? nothing
        : html`<p class="muted">${say.notYetNext} <a href=${here("/")}>${words.history.toNow}</a></p>`
    }`;
  }

  #button(shown: number, { next, people }: FinalBoard) {
    const cursor = this.#more.rows.length ? this.#more.next : next;
    if (!cursor || shown >= people) return nothing;
    const label = { idle: board.more, loading: board.loadingMore, failed: board.moreFailed };
    return html`<button class="more" ?disabled=${this.#status === "loading"} @click=${() => this.#read(cursor)}>${label[this.#status]}</button>`;
  }

  async #read(cursor: string): Promise<void> {
    this.#enter("loading");
    try {
      const { rows, next } = await this.#page(cursor);
      this.#more = { rows: [...this.#more.rows, ...rows], next };
      this.#enter("idle");
    } catch {
      this.#enter("failed");
    }
  }

  #enter(status: "idle" | "loading" | "failed"): void {
    this.#status = status;
    this.requestUpdate();
  }
}

function behind({ correction }: Row & { correction?: number }) {
  if (!correction) return nothing;
  return html`<span class="correction" title=${say.correctionTitle}>${say.correction(signed(correction))}</span>`;
}

define("codebadge-final-board", Final);
