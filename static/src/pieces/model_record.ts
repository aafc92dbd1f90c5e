/** `<codebadge-model-record .card=${…}>`: a model's card comes in; how well it does beside the plain median goes out. */
import { css, html, nothing } from "lit";
import type { ModelCard } from "../live/wire_estimates";
import { say } from "../words/estimates";
import { figure } from "../words/figures";
import "./chart";
import { define, Piece, sheets } from "./piece";

const words = say.model;

class ModelRecord extends Piece {
  static override styles = [
    ...sheets(""),
    css`:host { display: block; }
      p { margin: 0 0 0.75rem; }
      .words { font-weight: 550; }
      .muted { color: var(--_muted); font-size: var(--_small); }
      dl { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; margin: 0 0 1.25rem; }
      dt { color: var(--_muted); font-size: var(--_small); }
      dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums lining-nums; }`,
  ];
  static override properties = { card: { attribute: false } };
  declare card: ModelCard;

  protected override render() {
    const { words: sentence, series, drifted_at } = this.card;
    return html`<p class="words">${sentence}</p>${this.#facts()}
      ${drifted_at ? html`<p class="muted">${words.drifted(drifted_at)}</p>` : nothing}
      ${series.length > 1 ? this.#chart() : nothing}`;
  }

  #facts() {
    const { lessons, figures } = this.card;
    const { all, median_error } = figures;
    const facts: [string, string][] = [[words.lessons, figure(lessons)]];
    if (all.mae !== null) facts.push([words.error, words.off(all.mae)]);
    if (all.baseline_mae !== null) facts.push([words.against, words.off(all.baseline_mae)]);
    if (median_error !== null) facts.push([words.middle, words.off(median_error)]);
    if (all.coverage !== null) facts.push([words.coverage, words.coverageOf(all.coverage)]);
    return html`<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  #chart() {
    const { series } = this.card;
    const lines = [
      { name: words.name, values: series.map(({ mae }) => mae) },
      { name: words.median, values: series.map(({ baseline_mae }) => baseline_mae) },
    ];
    return html`<codebadge-chart form="lines" .label=${words.chart} .series=${lines}
      .columns=${series.map(({ at }) => words.after(at))} .write=${words.off}></codebadge-chart>`;
  }
}

define("codebadge-model-record", ModelRecord);
