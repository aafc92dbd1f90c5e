/** `<codebadge-table>`: columns and rows come in; a table that sorts, filters and asks for more goes out, cards on phones. */
import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Refusal } from "../live/wire";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import { arranged, type Column, matching, type Order, turned } from "./arrange";
import { both, down, up } from "./icons";
import { problem } from "./problem";

interface Source<Row> {
  rows: Row[];
  next: string | null;
  refusal: Refusal | null;
  isAsking: boolean;
  isKnown: boolean;
  now(): Promise<void>;
  more(): Promise<void>;
}

let tables = 0;

export class Table<Row> extends LitElement {
  static override properties = {
    label: {},
    source: { attribute: false },
    columns: { attribute: false },
    key: { attribute: false },
    find: { attribute: false },
    empty: { attribute: false },
    order: { state: true },
    wanted: { state: true },
  };
  /** What the table is of, for screen readers. */
  declare label: string;
  declare source: Source<Row>;
  declare columns: Column<Row>[];
  declare key: (row: Row) => string | number;
  /** The text of a row in which the filter looks; without it there is no filter. */
  declare find: ((row: Row) => string) | undefined;
  /** What stands in place of a table without rows. */
  declare empty: unknown;
  declare order: Order | null;
  declare wanted: string;
  #hadFocus = false;
  readonly #name = `table-${++tables}`;

  constructor() {
    super();
    Object.assign(this, { label: "", columns: [], order: null, wanted: "" });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.contains(document.activeElement);
  }

  /** A row that is gone takes nobody's place on the page with it. */
  protected override updated(): void {
    const isLost = this.#hadFocus && document.activeElement === document.body;
    if (isLost) document.querySelector<HTMLElement>("main h1")?.focus();
  }

  protected override render() {
    const { rows, refusal, isKnown } = this.source;
    if (!isKnown) return refusal ? problem(refusal, () => this.source.now()) : waiting();
    const shown = arranged(matching(rows, this.wanted, this.find), this.columns, this.order);
    return html`${this.#filter(shown.length)}
      ${refusal ? problem(refusal, () => this.source.now()) : nothing}
      ${rows.length === 0 ? this.empty : this.#table(shown)}
      ${this.#more()}`;
  }

  #filter(count: number) {
    const { rows } = this.source;
    if (!this.find || (rows.length < 6 && !this.wanted)) return nothing;
    const type = (event: Event) => {
      this.wanted = (event.target as HTMLInputElement).value;
    };
    return html`<div class="filter"><label>${say.common.filter}<input type="search" autocomplete="off" .value=${this.wanted}
        @input=${type} /></label>
      <p class="muted small figures" role="status">${this.wanted ? say.common.ofShown(figure(count), figure(rows.length)) : ""}</p></div>`;
  }

  #table(rows: Row[]) {
    if (rows.length === 0) return html`<p class="muted">${say.common.noMatch(this.wanted)}</p>`;
    return html`<table role="table" aria-label=${this.label} aria-busy=${this.source.isAsking} @keydown=${walk}>
      <thead role="rowgroup"><tr role="row">${this.columns.map((column) => this.#head(column))}</tr></thead>
      <tbody role="rowgroup">${repeat(rows, this.key, (row) => this.#row(row))}</tbody></table>`;
  }

  #row(row: Row) {
    return html`<tr role="row" data-key=${this.key(row)}>${this.columns.map(({ title, kind, cell }) => {
      const shown = cell(row);
      return html`<td role="cell" data-kind=${kind ?? nothing} data-title=${title} ?data-empty=${shown === "" || shown === nothing}>
        <div class="cell">${shown}</div></td>`;
    })}</tr>`;
  }

  #head(column: Column<Row>) {
    const { key, title, kind, sort } = column;
    if (!sort)
      return html`<th role="columnheader" scope="col" data-kind=${kind ?? nothing}>${
        kind === "actions" ? html`<span class="unseen">${title}</span>` : title
      }</th>`;
    const is = this.order?.key === key ? this.order.way : null;
    const turn = () => {
      this.order = turned(this.order, column);
    };
    return html`<th role="columnheader" scope="col" data-kind=${kind ?? nothing}
      aria-sort=${is === "up" ? "ascending" : is === "down" ? "descending" : "none"}>
      <button type="button" class="sort" @click=${turn}>${title}${is === "up" ? up : is === "down" ? down : both}</button></th>`;
  }

  #more() {
    const { next, isAsking } = this.source;
    if (!next) return nothing;
    const label = isAsking ? say.common.loading : say.common.more;
    return html`<p class="more"><button id="${this.#name}-more" ?disabled=${isAsking} @click=${() => this.source.more()}>
      ${label}</button> ${this.order || this.wanted ? html`<span class="muted small">${say.common.amongShown}</span>` : nothing}</p>`;
  }
}

/** Seen only by those who wait longer than a moment; see admin.css. */
export function waiting() {
  return html`<div class="waiting" role="status"><span class="unseen">${say.common.loading}</span><i></i><i></i><i></i></div>`;
}

const reachable = "a[href], button:not(:disabled), select:not(:disabled), input:not(:disabled)";

/** Arrow keys lead to the same control of the row above or below. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target as HTMLElement;
  const row = from.closest("tbody tr");
  if (!step || !row || from.matches("select, input")) return;
  const at = [...row.querySelectorAll(reachable)].indexOf(from);
  const other = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  const to = other?.querySelectorAll<HTMLElement>(reachable);
  if (!to?.length) return;
  event.preventDefault();
  (to[at] ?? to[to.length - 1])?.focus();
}

define("codebadge-table", Table);
