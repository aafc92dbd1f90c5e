/**
 * `<codebadge-chart .label .series .columns .form="bars|lines">`: series of numbers come in; a drawing that one can walk
 * by the arrow keys, a legend in words, and the same as a table go out.
 */
import { html, nothing, svg } from "lit";
import { say } from "../words/insights";
import css from "./chart.css?inline";
import { mostOf, mostStacked, path, type Series, stacked } from "./chart_scale";
import tableCss from "./drawn_table.css?inline";
import { define, Piece, sheets } from "./piece";

const moves: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

class Chart extends Piece {
  static override styles = sheets(tableCss + css);
  static override properties = {
    label: {},
    series: { attribute: false },
    columns: { attribute: false },
    form: {},
    write: { attribute: false },
    at: { state: true },
  };
  declare label: string;
  declare series: readonly Series[];
  /** The name of each column, such as "2 Mar 2026". */
  declare columns: readonly string[];
  declare form: "bars" | "lines";
  /** How a number is written; its unit goes here. */
  declare write: (value: number) => string;
  /** The column that is told, or none. */
  declare at: number | null;

  constructor() {
    super();
    Object.assign(this, { series: [], columns: [], form: "bars", write: String, at: null });
  }

  protected override render() {
    const most = this.form === "bars" ? mostStacked(this.series) : mostOf(this.series);
    return html`<figure>
      <figcaption><span class="title">${this.label}</span>${this.#legend()}</figcaption>
      <div class="plot" tabindex="0" role="group" aria-label=${say.chart.walk(this.label)} @keydown=${this.#onKey}
        @pointermove=${this.#onPoint} @pointerleave=${this.#leave} @blur=${this.#leave}>
        <span class="most" aria-hidden="true">${this.write(most)}</span>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${this.#mark()}${
          this.form === "bars" ? this.#bars() : this.#lines(most)
        }</svg>
        <div class="ends" aria-hidden="true"><span>${this.columns[0]}</span><span>${this.columns.at(-1)}</span></div>
      </div>
      <p class="told" aria-live="polite">${this.at === null ? html`<span class="muted">${say.chart.hint}</span>` : this.#told(this.at)}</p>
      <details><summary>${say.chart.table}</summary><div class="scroll" tabindex="0" role="region" aria-label=${this.label}>${this.#table()}</div></details>
    </figure>`;
  }

  #legend() {
    if (this.series.length < 2) return nothing;
    return html`<ul>${this.series.map(
      ({ name }, number) =>
        html`<li><svg viewBox="0 0 24 10" aria-hidden="true" data-form=${this.form} data-series=${number}>${
          this.form === "bars" ? svg`<rect width="24" height="10" />` : svg`<path d="M1 5H23" />`
        }</svg>${name}</li>`,
    )}</ul>`;
  }

  #mark() {
    if (this.at === null) return nothing;
    const width = 100 / this.columns.length;
    return svg`<rect class="mark" x=${this.at * width} y="0" width=${width} height="100" />`;
  }

  #bars() {
    return stacked(this.series).map(
      ({ series, x, y, width, height }) =>
        svg`<rect data-series=${series} x=${x} y=${y} width=${width} height=${height} />`,
    );
  }

  #lines(most: number) {
    return this.series.map(
      ({ values }, number) => svg`<path data-series=${number} d=${path(values, most)} />`,
    );
  }

  #told(at: number) {
    return html`<strong>${this.columns[at]}</strong>: ${this.series.map(({ name, values }, number) => {
      const value = values[at] ?? null;
      return html`${number ? ", " : ""}${this.series.length > 1 ? `${name} ` : ""}${value === null ? say.chart.none : this.write(value)}`;
    })}`;
  }

  #table() {
    return html`<table><thead><tr><th scope="col">${say.chart.column}</th>${this.series.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${this.columns.map(
        (column, at) =>
          html`<tr><th scope="row">${column}</th>${this.series.map(({ values }) => {
            const value = values[at] ?? null;
            return html`<td>${value === null ? "–" : this.write(value)}</td>`;
          })}</tr>`,
      )}</tbody></table>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (!move || this.columns.length === 0) return;
    event.preventDefault();
    const last = this.columns.length - 1;
    const begin = event.key === "ArrowLeft" || event.key === "End" ? last : 0;
    this.at = this.at === null ? begin : move(this.at, last);
  };

  readonly #onPoint = (event: PointerEvent): void => {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const isRightToLeft = getComputedStyle(this).direction === "rtl";
    const share = (event.clientX - left) / width;
    const at = Math.floor((isRightToLeft ? 1 - share : share) * this.columns.length);
    this.at = Math.max(0, Math.min(this.columns.length - 1, at));
  };

  readonly #leave = (): void => {
    this.at = null;
  };
}

define("codebadge-chart", Chart);
