/** A block comes in; its sentence with inputs, its filters, its buttons and the blocks in it go out. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { say } from "../words/patterns";
import { cross, down, gather, scatter, up } from "./icons";
import { type Block, type Minus, newKey, valueOf } from "./pattern_blocks";
import { idOf, wrongsBelow } from "./pattern_document";
import type { Editing, Filtering } from "./pattern_editing";
import { became, canOpen, childPath, placeOf } from "./pattern_edits";
import { type Field, fields, groups, type Is, isGroup, leaves, lessened, levelled, working } from "./pattern_fields";
import { filtersView } from "./pattern_filters";

type Option = readonly [value: string, label: string];

export function blockView(block: Block, path: string, editing: Editing): unknown {
  const wrong = own(block, path, editing);
  return html`<div class="block" data-block=${path} data-kind=${isGroup(block.is) ? "group" : "leaf"} role="group" aria-label=${say.kinds[block.is]}
      ?data-wrong=${wrong !== nothing}>
    <div class="block-head"><div class="sentence">${kindSelect(block, path, editing)}${fields[block.is].map((field) => part(block, field, path, editing))}</div>
      ${tools(block, editing)}</div>
    ${fields[block.is].map((field) => partProblem(`${path}.${field.name}`, editing))}${wrong}
    ${working.has(block.is) ? filtersView(filteringOf(block, path, editing), editing) : nothing}
    ${lessened.has(block.is) ? minusView(block, path, editing) : nothing}
    ${isGroup(block.is) ? childrenView(block, path, editing) : nothing}</div>`;
}

function kindSelect(block: Block, path: string, editing: Editing) {
  const isOfGroups = isGroup(block.is);
  const become = (event: Event) => {
    const is = (event.target as HTMLSelectElement).value as Is;
    editing.change(block.key, (one) => became(one, is));
    editing.lead(path);
  };
  return html`<select class="kind" id=${idOf(path)} aria-label=${isOfGroups ? say.editor.groupKind : say.editor.kind} @change=${become}>${
    isOfGroups
      ? groups.map((is) => kindOption(is, block.is))
      : leaves.map(([sort, all]) => html`<optgroup label=${say.sorts[sort] ?? sort}>${all.map((is) => kindOption(is, block.is))}</optgroup>`)
  }</select>`;
}

function kindOption(is: Is, chosen: Is) {
  return html`<option value=${is} .selected=${is === chosen}>${say.kinds[is]}</option>`;
}

function part(block: Block, field: Field, path: string, editing: Editing) {
  const words = say.fields[`${block.is}.${field.name}`] ?? { before: "", after: "", label: field.name };
  if (field.name === "at_least" && path === "earned" && editing.inLevels && levelled.has(block.is))
    return html`<span class="muted">${say.levels.instead}</span>`;
  const set = (value: string) =>
    editing.change(block.key, (one) => ({ ...one, values: { ...one.values, [field.name]: value } }));
  const control = inputs[field.type](field, valueOf(block, field), `${path}.${field.name}`, words.label, set, editing);
  return html`<span class="part">${words.before} ${control} ${field.type === "tick" ? nothing : words.after}</span>`;
}

type Input = (field: Field, value: string, path: string, label: string, set: (value: string) => void, editing: Editing) => unknown;

const inputs: Record<Field["type"], Input> = {
  whole: (field, value, path, label, set, editing) =>
    html`<input class="figure" type="number" inputmode="numeric" min=${field.least ?? nothing} max=${field.most ?? nothing} id=${idOf(path)}
      aria-label=${label} aria-invalid=${isWrong(path, editing)} aria-describedby="${idOf(path)}-error" .value=${live(value)} @input=${typed(set)} />`,
  dates: (_, value, path, label, set, editing) =>
    html`<input class="dates" type="text" id=${idOf(path)} aria-label=${label} title=${label} placeholder="12-25, 01-01" aria-invalid=${isWrong(path, editing)}
      aria-describedby="${idOf(path)}-error" .value=${live(value)} @input=${typed(set)} />`,
  tick: (_, value, path, label, set) =>
    html`<label class="tick"><input type="checkbox" id=${idOf(path)} .checked=${live(value === "yes")}
      @change=${(event: Event) => set((event.target as HTMLInputElement).checked ? "yes" : "no")} />${label}</label>`,
  choice: ({ name, options = [] }, ...rest) => selectOf(options.map((one) => [one, say.choices[name]?.[one] ?? one]), ...rest),
  league: (_, value, path, label, set, editing) => selectOf(asked(editing.known.leagues, value), value, path, label, set, editing),
  badge: (_, value, path, label, set, editing) => selectOf(asked(editing.known.badges, value), value, path, label, set, editing),
  board: (_, value, path, label, set, editing) => selectOf(boardsOf(editing, value), value, path, label, set, editing),
};

function selectOf(options: readonly Option[], value: string, path: string, label: string, set: (value: string) => void, editing: Editing) {
  return html`<select id=${idOf(path)} aria-label=${label} aria-invalid=${isWrong(path, editing)} aria-describedby="${idOf(path)}-error"
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

function typed(set: (value: string) => void) {
  return (event: Event) => set((event.target as HTMLInputElement | HTMLSelectElement).value);
}

function isWrong(path: string, { wrongs }: Editing) {
  return wrongs[path] ? "true" : nothing;
}

function partProblem(path: string, { wrongs }: Editing) {
  const [first] = wrongsBelow(wrongs, path);
  return first ? html`<p class="error" id="${idOf(path)}-error">${wrongs[first]}</p>` : nothing;
}

/** What is wrong with the block itself, or with a part of it that has no place of its own here. */
function own(block: Block, path: string, { wrongs }: Editing) {
  const elsewhere = [
    ...fields[block.is].map(({ name }) => `${path}.${name}`),
    ...block.children.map((_, at) => childPath(block, path, at)),
    ...(working.has(block.is) ? [`${path}.where`] : []),
    ...(lessened.has(block.is) ? block.minus.map((_, at) => `${path}.minus.${at}`) : []),
  ];
  const all = wrongsBelow(wrongs, path, elsewhere);
  const atWhere = working.has(block.is) && wrongs[`${path}.where`] ? [`${path}.where`] : [];
  return all.length + atWhere.length === 0 ? nothing : html`<p class="error">${[...all, ...atWhere].map((one) => wrongs[one])}</p>`;
}

function tools(block: Block, editing: Editing) {
  const name = say.kinds[block.is];
  const place = placeOf(editing.root, block.key);
  const siblings = place ? (countOf(editing.root, place.parent) ?? 1) : 1;
  const button = (what: string, label: string, icon: unknown, act: () => void, isOff = false) =>
    html`<button type="button" class="square" data-do="${what}-${block.key}" aria-label=${label} title=${label} aria-disabled=${isOff ? "true" : nothing}
      @click=${() => !isOff && act()}>${icon}</button>`;
  return html`<span class="tools">
    ${siblings > 1 && place ? [button("up", say.editor.up(name), up, () => editing.move(block.key, -1), place.at === 0), button("down", say.editor.down(name), down, () => editing.move(block.key, 1), place.at === siblings - 1)] : nothing}
    ${isGroup(block.is) && canOpen(editing.root, block.key) ? button("open", say.editor.open, scatter, () => editing.open(block.key)) : nothing}
    ${place ? button("wrap", say.editor.group, gather, () => editing.wrap(block.key)) : nothing}
    ${place ? button("remove", say.editor.remove(name), cross, () => editing.remove(block.key)) : nothing}</span>`;
}

function countOf(root: Block, key: number): number | null {
  if (root.key === key) return root.children.length;
  return root.children.map((child) => countOf(child, key)).find((count) => count !== null) ?? null;
}

function filteringOf(block: Block, path: string, editing: Editing): Filtering {
  return {
    where: block.where,
    path: `${path}.where`,
    change: (where) => editing.change(block.key, (one) => ({ ...one, where })),
    drop: (title, where) => {
      editing.change(block.key, (one) => ({ ...one, where }));
      editing.dropped(title, block.key, block);
      editing.lead(`${path}.where-add`);
    },
  };
}

function minusView(block: Block, path: string, editing: Editing) {
  const set = (minus: Minus[]) => editing.change(block.key, (one) => ({ ...one, minus }));
  const add = () => {
    set([...block.minus, { key: newKey(), each: "1", where: {} }]);
    editing.lead(`${path}.minus.${block.minus.length}.each`);
  };
  return html`${repeat(
    block.minus,
    ({ key }) => key,
    (one, at) => minusRow(one, block, `${path}.minus.${at}`, editing, set),
  )}<button type="button" class="quiet small" id=${idOf(`${path}.minus`)} @click=${add}>${say.editor.minusAdd}</button>`;
}

function minusRow(one: Minus, block: Block, path: string, editing: Editing, set: (minus: Minus[]) => void) {
  const words = say.editor.minusEach;
  const with_ = (next: Minus) => set(block.minus.map((other) => (other.key === one.key ? next : other)));
  const remove = () => {
    set(block.minus.filter(({ key }) => key !== one.key));
    editing.dropped(say.editor.minus, block.key, block);
    editing.lead(path.replace(/\.\d+$/, ""));
  };
  const to: Filtering = {
    where: one.where,
    path: `${path}.where`,
    change: (where) => with_({ ...one, where }),
    drop: (title, where) => {
      with_({ ...one, where });
      editing.dropped(title, block.key, block);
      editing.lead(`${path}.where-add`);
    },
  };
  return html`<div class="minus" role="group" aria-label=${say.editor.minus}><div class="block-head"><span class="sentence">${words.before}
      <input class="figure" type="number" min="1" inputmode="numeric" id=${idOf(`${path}.each`)} aria-label=${words.label} .value=${live(one.each)}
        aria-invalid=${isWrong(`${path}.each`, editing)} @input=${typed((each) => with_({ ...one, each }))} /> ${words.after}</span>
    <button type="button" class="square" aria-label=${say.editor.minusRemove} title=${say.editor.minusRemove} @click=${remove}>${cross}</button></div>
    ${partProblem(`${path}.each`, editing)}${filtersView(to, editing)}</div>`;
}

function childrenView(block: Block, path: string, editing: Editing) {
  const isFull = block.is === "not" && block.children.length > 0;
  return html`<div class="children">${repeat(
    block.children,
    ({ key }) => key,
    (child, at) => blockView(child, childPath(block, path, at), editing),
  )}
    ${block.children.length ? nothing : html`<p class="muted">${say.editor.emptyGroup}</p>`}
    ${isFull ? nothing : html`<button type="button" id="${idOf(path)}-add" @click=${() => editing.add(block.key)}>${say.editor.add}</button>`}</div>`;
}
