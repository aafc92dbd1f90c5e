/** What may become of a source's past comes in; radio buttons, each with its consequence in a sentence, go out. */
import { html } from "lit";
import { say } from "../words/connect";
import type { Mode } from "./wire_sources";

export function historyChoice(chosen: Mode, choose: (mode: Mode) => void, offered: readonly string[] = all) {
  return html`<fieldset class="choices"><legend>${say.past.label}</legend>${say.past.modes
    .filter(([mode]) => offered.includes(mode))
    .map(
      ([mode, name, text]) => html`<label class="choice-row"><input type="radio" name="history" value=${mode}
        .checked=${mode === chosen} @change=${() => choose(mode as Mode)} /><span><strong>${name}</strong>
        <span class="muted small">${text}</span></span></label>`,
    )}</fieldset>`;
}

const all = say.past.modes.map(([mode]) => mode);
/** Of a source whose past is fetched after all. */
export const fetched = all.filter((mode) => mode !== "none");
