/** A field of a block comes in; its input, which reads as a part of the block's sentence, goes out. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { say } from "../words/patterns";
import { type Block, inputOf } from "./pattern_blocks";
import { idOf, wrongsBelow } from "./pattern_document";
import type { Editing } from "./pattern_editing";
import { type Field, levelled } from "./pattern_fields";

type Option = readonly [value: string, label: string];

/** An input with the words around it. */
export function part(block: Block, field: Field, path: string, editing: Editing) {
  const words = say.fields[`${block.is}.${field.name}`] ?? { before: "", after: "", label: field.name };
  if (field.name === "at_least" && path === "earned" && editing.inLevels && levelled.has(block.is))
    return html`<span class="muted">${say.levels.instead}</span>`;
  const set = (value: string) =>
    editing.change(block.key, (one) => ({ ...one, values: { ...one.values, [field.name]: value } }));
  const control = inputs[field.type](
    field,
    inputOf(block, field),
    `${path}.${field.name}`,
    words.label,
    set,
    editing,
  );
  return html`<span class="part">${words.before} ${control} ${field.type === "tick" ? nothing : words.after}</span>`;
}

type Input = (
  field: Field,
  value: string,
  path: string,
  label: string,
  set: (value: string) => void,
  editing: Editing,
) => unknown;

const inputs: Record<Field["type"], Input> = {
  whole: (field, value, path, label, set, editing) =>
    html`<input class="figure" type="number" inputmode="numeric" min=${field.least ?? nothing} max=${field.most ?? nothing} id=${idOf(path)}
      aria-label=${label} aria-invalid=${isWrong(path, editing)} aria-describedby=${describedBy(path, editing)} .value=${live(value)} @input=${typed(set)} />`,
  dates: (_, value, path, label, set, editing) =>
    html`<input class="dates" type="text" id=${idOf(path)} aria-label=${label} title=${label} placeholder="12-25, 01-01" aria-invalid=${isWrong(path, editing)}
      aria-describedby=${describedBy(path, editing)} .value=${live(value)} @input=${typed(set)} />`,
  tick: (_, value, path, label, set) =>
    html`<label class="tick"><input type="checkbox" id=${idOf(path)} .checked=${live(value === "yes")}
      @change=${(event: Event) => set((event.target as HTMLInputElement).checked ? "yes" : "no")} />${label}</label>`,
  choice: ({ name, options = [] }, ...rest) =>
    selectOf(
      options.map((one) => [one, say.choices[name]?.[one] ?? one]),
      ...rest,
    ),
  league: (_, value, path, label, set, editing) =>
    selectOf(asked(editing.known.leagues, value), value, path, label, set, editing),
  badge: (_, value, path, label, set, editing) =>
    selectOf(asked(editing.known.badges, value), value, path, label, set, editing),
  board: (_, value, path, label, set, editing) =>
    selectOf(boardsOf(editing, value), value, path, label, set, editing),
};

function selectOf(
  options: readonly Option[],
  value: string,
  path: string,
  label: string,
  set: (value: string) => void,
  editing: Editing,
) {
  return html`<select id=${idOf(path)} aria-label=${label} aria-invalid=${isWrong(path, editing)} aria-describedby=${describedBy(path, editing)}
    @change=${typed(set)}>${options.map(([one, words]) => html`<option value=${one} .selected=${one === value}>${words}</option>`)}</select>`;
}

/** One that is gone is still named by its number. */
function asked(all: Editing["known"]["badges"], value: string): Option[] {
  const named = all.map(({ id, name }) => [String(id), name] as const);
  const first: Option = ["", all.length ? say.boards.choose : say.boards.none];
  const gone: Option[] = value && !named.some(([id]) => id === value) ? [[value, `#${value}`]] : [];
  return [...(value ? [] : [first]), ...named, ...gone];
}

function boardsOf({ known }: Editing, value: string): Option[] {
  const all: Option[] = [["organization", say.boards.organization], ...known.boards];
  return all.some(([one]) => one === value) ? all : [...all, [value, value]];
}

export function typed(set: (value: string) => void) {
  return (event: Event) => set((event.target as HTMLInputElement | HTMLSelectElement).value);
}

export function isWrong(path: string, editing: Editing) {
  return wrongAt(path, editing) ? "true" : nothing;
}

export function describedBy(path: string, editing: Editing) {
  return wrongAt(path, editing) ? `${idOf(path)}-error` : nothing;
}

function wrongAt(path: string, { wrongs }: Editing): string | null {
  const [first] = wrongsBelow(wrongs, path);
  return first === undefined ? null : (wrongs[first] ?? null);
}

export function partProblem(path: string, editing: Editing) {
  const words = wrongAt(path, editing);
  return words ? html`<p class="error" id="${idOf(path)}-error">${words}</p>` : nothing;
}
