/** The filters of a block come in; rows with fitting inputs go out: what counts first, then “only when …”. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import "../pieces/chips";
import { say } from "../words/patterns";
import { cross } from "./icons";
import { idOf, wrongsBelow } from "./pattern_document";
import type { Editing, Filtering } from "./pattern_editing";
import { type FilterName, filterNames, filters } from "./pattern_fields";

type Values = readonly string[];
type Control = (name: FilterName, values: Values, to: Filtering, editing: Editing) => unknown;

export function filtersView(to: Filtering, editing: Editing) {
  const there = filterNames.filter((name) => name !== "kinds" && to.where[name]);
  return html`<div class="filters-of">${kindsView(to, editing)}
    ${repeat(
      there,
      (name) => name,
      (name) => row(name, to, editing),
    )}${adding(there, to, editing)}</div>`;
}

/** Most blocks need no other filter, so it is always there, and small. */
function kindsView(to: Filtering, editing: Editing) {
  const chosen = to.where.kinds ?? [];
  const words = chosen.map((kind) => say.filterChoices.kinds?.[kind] ?? kind);
  const path = `${to.path}.kinds`;
  return html`<details class="kinds" ?open=${Boolean(wrongOf(path, editing))}><summary id=${idOf(path)}>${say.editor.counts}:
      <strong>${words.length ? words.join(", ") : say.editor.any}</strong></summary>
    ${ticks("kinds", chosen, to, editing)}</details>${problem(path, editing)}`;
}

function row(name: FilterName, to: Filtering, editing: Editing) {
  const { title } = say.filters[name] ?? { title: name };
  const path = `${to.path}.${name}`;
  const remove = () => {
    const { [name]: _, ...others } = to.where;
    to.drop(title, others);
  };
  return html`<fieldset class="filter-row" id=${idOf(path)} tabindex="-1" data-filter=${name}><legend>${title}</legend>
    <div class="filter-control">${controls[filters[name].type](name, to.where[name] as Values, to, editing)}</div>
    <button type="button" class="square" aria-label=${say.editor.filterRemove(title)} title=${say.editor.filterRemove(title)}
      @click=${remove}>${cross}</button>${problem(path, editing)}</fieldset>`;
}

const controls: Record<(typeof filters)[FilterName]["type"], Control> = {
  ticks,
  projects: (name, values, to, { known }) =>
    known.projects.length
      ? pills(
          known.projects.map(({ id, name }) => [String(id), name] as const),
          values,
          (next) => set(name, next, to),
        )
      : html`<p class="muted small">${say.filterWords.noProjects}</p>`,
  texts,
  hours,
  yes,
  whole,
};

function ticks(name: FilterName, values: Values, to: Filtering, _: Editing) {
  const all = (filters[name].options ?? []).map(
    (one) => [one, say.filterChoices[name]?.[one] ?? one] as const,
  );
  return pills(all, values, (next) => set(name, next, to));
}

/** In the order of what is offered, whatever order they were pressed in. */
function pills(all: readonly (readonly [string, string])[], values: Values, chose: (next: Values) => void) {
  const toggle = (one: string) => {
    const next = all.map(([value]) => value).filter((value) => values.includes(value) !== (value === one));
    chose(next);
  };
  return html`<div class="pills">${all.map(
    ([
      value,
      label,
    ]) => html`<label class="pill"><input type="checkbox" .checked=${live(values.includes(value))}
      @change=${() => toggle(value)} /><bdi>${label}</bdi></label>`,
  )}</div>`;
}

function texts(name: FilterName, values: Values, to: Filtering, { known }: Editing) {
  const { title, hint } = say.filters[name] ?? { title: name };
  return html`<codebadge-chips .control="${idOf(`${to.path}.${name}`)}-text" .label=${title} .hint=${hint ?? ""} .values=${values}
    .suggestions=${name === "labels" ? known.labels : []}
    @codebadge-chips=${({ detail }: CustomEvent<Values>) => set(name, detail, to)}></codebadge-chips>`;
}

function hours(name: FilterName, [from = "22", until = "5"]: Values, to: Filtering) {
  const words = say.filterWords;
  return html`<span class="sentence">${words.from} ${hourSelect(from, 23, words.hoursLabel.from, (hour) => set(name, [hour, until], to))}
    ${words.until} ${hourSelect(until, 24, words.hoursLabel.until, (hour) => set(name, [from, hour], to))}
    <span class="muted small">${words.zone}</span></span>`;
}

function hourSelect(value: string, last: number, label: string, chose: (hour: string) => void) {
  const all = Array.from({ length: last + 1 }, (_, hour) => hour);
  return html`<select aria-label=${label} @change=${(event: Event) => chose((event.target as HTMLSelectElement).value)}>${all.map(
    (hour) =>
      html`<option value=${hour} .selected=${String(hour) === value}>${say.filterWords.hour(hour)}</option>`,
  )}</select>`;
}

function yes(name: FilterName, [value = "yes"]: Values, to: Filtering) {
  const { title } = say.filters[name] ?? { title: name };
  const words = say.filterChoices[name] ?? {};
  return html`<select aria-label=${title} @change=${(event: Event) => set(name, [(event.target as HTMLSelectElement).value], to)}>${[
    "yes",
    "no",
  ].map((one) => html`<option value=${one} .selected=${one === value}>${words[one]}</option>`)}</select>`;
}

function whole(name: FilterName, [value = ""]: Values, to: Filtering) {
  const words = say.filterWords;
  return html`<span class="sentence">${words.within} <input class="figure" type="number" min="1" inputmode="numeric" aria-label=${words.withinLabel}
    .value=${live(value)} @input=${(event: Event) => set(name, [(event.target as HTMLInputElement).value], to)} /> ${words.hours}</span>`;
}

function set(name: FilterName, values: Values, to: Filtering): void {
  to.change({ ...to.where, [name]: values });
}

/** What a filter begins with. */
const begins: Record<(typeof filters)[FilterName]["type"], Values> = {
  ticks: [],
  projects: [],
  texts: [],
  hours: ["22", "5"],
  yes: ["yes"],
  whole: ["24"],
};

function adding(there: readonly FilterName[], to: Filtering, editing: Editing) {
  const left = filterNames.filter((name) => name !== "kinds" && !there.includes(name));
  if (left.length === 0) return nothing;
  const add = (event: Event, name: FilterName) => {
    (event.currentTarget as Element).closest("details")?.removeAttribute("open");
    set(name, begins[filters[name].type], to);
    editing.lead(`${to.path}.${name}`);
  };
  return html`<details class="menu"><summary id="${idOf(to.path)}-add">${say.editor.addFilter}</summary>
    <div class="menu-list">${left.map(
      (name) =>
        html`<button type="button" data-add=${name} @click=${(event: Event) => add(event, name)}>${say.filters[name]?.add}</button>`,
    )}</div></details>`;
}

function wrongOf(path: string, { wrongs }: Editing): string | null {
  const [first] = wrongsBelow(wrongs, path);
  return first === undefined ? null : (wrongs[first] ?? null);
}

function problem(path: string, editing: Editing) {
  const words = wrongOf(path, editing);
  return words ? html`<p class="error">${words}</p>` : nothing;
}
