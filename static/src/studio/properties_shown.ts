/** The picked layers come in; the controls that say on which sizes, levels and badges they are drawn go out. */
import { html, nothing } from "lit";
import { say as words } from "../words/studio";
import { update } from "./commands";
import { choice, number, tick } from "./controls";
import type { Layer } from "./drawing";
import type { Store } from "./store";

const say = words.properties;
const ALL: [number, number] = [0, 9999];

export function shown(store: Store, some: Layer[], isOff: boolean) {
  const [first] = some as [Layer];
  const { levels, parameters } = store.drawing;
  const flags = parameters.filter(({ kind }) => kind === "flag");
  const [from, below] = first.detail ?? ALL;
  const detail = (range: [number, number]) =>
    update(store, { detail: range[0] === ALL[0] && range[1] === ALL[1] ? null : range });
  return html`<fieldset data-part="shown"><legend>${say.shown}</legend><div class="controls">
      ${number(say.from, from, { least: 0, most: 4096, unit: say.px }, (to) => detail([Math.round(to), below]), isOff)}
      ${number(say.below_px, below, { least: 1, most: 9999, unit: say.px }, (to) => detail([from, Math.round(to)]), isOff)}</div>
    <p class="hint">${say.detailHint}</p>
    ${levels.length ? onLevels(store, first, isOff) : nothing}
    ${
      flags.length
        ? choice(
            say.when,
            first.when ?? "",
            [
              ["", say.always],
              ...flags.flatMap(({ name, label }) => [
                [name, say.whenOn(label)] as const,
                [`!${name}`, say.whenOff(label)] as const,
              ]),
            ],
            (to) => update(store, { when: to || null }),
            isOff,
          )
        : nothing
    }</fieldset>`;
}

function onLevels(store: Store, { levels }: Layer, isOff: boolean) {
  const all = store.drawing.levels.map((_, at) => at + 1);
  const turn = (level: number, isOn: boolean) => {
    const chosen = (levels ?? all).filter((one) => one !== level);
    const now = isOn ? [...chosen, level].sort((one, other) => one - other) : chosen;
    if (now.length) update(store, { levels: now.length === all.length ? null : now });
    else store.tell(); // one at least: the tick comes back
  };
  return html`<p class="legend small">${say.levels}</p><div class="ticks-row">${store.drawing.levels.map(
    ({ name }, at) => tick(name, (levels ?? all).includes(at + 1), (isOn) => turn(at + 1, isOn), isOff),
  )}</div>`;
}
