/** A tariff comes in; its section on who says what a closed issue is worth goes out, with examples that follow it. */
import { html, nothing } from "lit";
import { figure as number } from "../words/figures";
import { say } from "../words/tariff";
import { choice, type Editing, figure, fold, problem } from "./tariff_fields";
import { type Example, given, sureOf } from "./tariff_given";
import "./tariff_order";
import type { Source, Tariff } from "./wire_tariff";

const words = say.sources;

/** One that people valued, one that the model is fairly sure of, one that it is not. */
const EXAMPLES: readonly Example[] = [
  { label: 8, points: 4.6, low: 2.9, high: 8.1, baseline: 3 },
  { label: null, points: 4.6, low: 2.9, high: 8.1, baseline: 3 },
  { label: null, points: 7.2, low: 1.8, high: 21, baseline: 3 },
];

/** One that nobody valued, where the model is not asked. */
const PLAIN: Example = { label: null, points: 0, low: 0, high: 0, baseline: 0 };

export function sourcesOf(editing: Editing) {
  const { tariff, change } = editing;
  const order = ({ detail }: CustomEvent<Source[]>) => change(["sources"], detail);
  return fold(
    words.title,
    words.sum(tariff.sources.map((one) => words.names[one] ?? one)),
    false,
    html`<p class="hint">${words.hint}</p>${problem(editing, "sources")}
    <codebadge-tariff-order .chosen=${tariff.sources} @codebadge-order=${order}></codebadge-tariff-order>
    ${tariff.sources.includes("model") ? estimates(editing) : nothing}${examples(tariff)}`,
  );
}

function estimates(editing: Editing) {
  const { estimates: rule } = editing.tariff;
  const choose = (field: string) => (value: string) => editing.change(["estimates", field], value);
  return html`<fieldset><legend class="legend">${words.estimates}</legend><p class="hint">${words.trusted}
      <a href="/admin/estimates">${words.toEstimates}</a></p>${problem(editing, "estimates")}
    <div class="spaced">${choice("estimates/scale", words.scale, rule.scale, Object.entries(words.scales), choose("scale"))}
    <div class="pair">${figure(editing, ["estimates", "least"], words.least)}${figure(editing, ["estimates", "most"], words.most)}</div>
    ${figure(editing, ["estimates", "sure"], words.sure, undefined, words.sureHint)}
    ${choice("estimates/unsure", words.unsure, rule.unsure, Object.entries(words.ways), choose("unsure"))}</div></fieldset>`;
}

/** What closing an issue would give by what is in the form. */
function examples(tariff: Tariff) {
  const asks = tariff.sources.includes("model");
  const shown = EXAMPLES.filter(({ label }) => label !== null || asks);
  if (!tariff.worth["issue.closed"]) return html`<p class="effect">${words.unpaid}</p>`;
  return html`<div class="effect" aria-live="polite"><p><strong>${words.examples}</strong></p>
    ${shown.map((one) => html`<p class="small">${described(one)} ${outcome(tariff, one)}</p>`)}
      ${asks ? nothing : html`<p class="small">${words.plain} ${outcome(tariff, PLAIN)}</p>`}</div>`;
}

function described(example: Example): string {
  const { label, points, low, high } = example;
  if (label !== null) return words.labelled(number(label));
  return words.estimated(number(points), number(low), number(high), number(sureOf(example)));
}

function outcome(tariff: Tariff, example: Example) {
  const { points, by } = given(tariff, example);
  return html`<strong>${words.by[by]?.(number(points))}</strong>`;
}
