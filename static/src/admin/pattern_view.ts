/** A block comes in; its sentence with inputs, its filters, its buttons and the blocks in it go out. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { say } from "../words/patterns";
import { cross, down, gather, scatter, up } from "./icons";
import { type Block, fieldsOf } from "./pattern_blocks";
import { idOf, wrongsBelow } from "./pattern_document";
import type { Editing, Filtering } from "./pattern_editing";
import { became, canOpen, childPath, placeOf } from "./pattern_edits";
import { groups, type Is, isGroup, leaves, lessened, working } from "./pattern_fields";
import { filtersView } from "./pattern_filters";
import { part, partProblem } from "./pattern_inputs";
import { minusView } from "./pattern_minus";

export function blockView(block: Block, path: string, editing: Editing): unknown {
  const wrong = own(block, path, editing);
  return html`<div class="block" data-block=${path} data-kind=${isGroup(block.is) ? "group" : "leaf"} role="group" aria-label=${say.kinds[block.is]}
      ?data-wrong=${wrong !== nothing}>
    <div class="block-head"><div class="sentence">${kindSelect(block, path, editing)}${fieldsOf(block).map((field) => part(block, field, path, editing))}</div>
      ${tools(block, editing)}</div>
    ${fieldsOf(block).map((field) => partProblem(`${path}.${field.name}`, editing))}${wrong}
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
      : leaves.map(
          ([sort, all]) =>
            html`<optgroup label=${say.sorts[sort] ?? sort}>${all.map((is) => kindOption(is, block.is))}</optgroup>`,
        )
  }</select>`;
}

function kindOption(is: Is, chosen: Is) {
  return html`<option value=${is} .selected=${is === chosen}>${say.kinds[is]}</option>`;
}

/** What is wrong with the block itself, or with a part of it that has no place of its own here. */
function own(block: Block, path: string, { wrongs }: Editing) {
  const elsewhere = [
    ...fieldsOf(block).map(({ name }) => `${path}.${name}`),
    ...block.children.map((_, at) => childPath(block, path, at)),
    ...(working.has(block.is) ? [`${path}.where`] : []),
    ...(lessened.has(block.is) ? block.minus.map((_, at) => `${path}.minus.${at}`) : []),
  ];
  const all = wrongsBelow(wrongs, path, elsewhere);
  const atWhere = working.has(block.is) && wrongs[`${path}.where`] ? [`${path}.where`] : [];
  return all.length + atWhere.length === 0
    ? nothing
    : html`<p class="error">${[...all, ...atWhere].map((one) => wrongs[one])}</p>`;
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
