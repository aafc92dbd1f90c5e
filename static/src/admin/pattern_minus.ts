/** What takes away from a count comes in; rows with how much and by which work go out. */
import { html } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { say } from "../words/patterns";
import { cross } from "./icons";
import { type Block, type Minus, newKey } from "./pattern_blocks";
import { idOf } from "./pattern_document";
import type { Editing, Filtering } from "./pattern_editing";
import { filtersView } from "./pattern_filters";
import { describedBy, isWrong, partProblem, typed } from "./pattern_inputs";

export function minusView(block: Block, path: string, editing: Editing) {
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
        aria-invalid=${isWrong(`${path}.each`, editing)} aria-describedby=${describedBy(`${path}.each`, editing)} @input=${typed((each) => with_({ ...one, each }))} /> ${words.after}</span>
    <button type="button" class="square" aria-label=${say.editor.minusRemove} title=${say.editor.minusRemove} @click=${remove}>${cross}</button></div>
    ${partProblem(`${path}.each`, editing)}${filtersView(to, editing)}</div>`;
}
