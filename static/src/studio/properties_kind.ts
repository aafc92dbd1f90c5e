/** One picked layer comes in; the controls that only its kind has go out: an icon, a shape's knobs; properties_text.ts has a text's. */
import { html, nothing } from "lit";
import { say as words } from "../words/studio";
import { say as canvas } from "../words/studio_canvas";
import { reshape, update } from "./commands";
import { number, slider } from "./controls";
import type { IconLayer, Layer, PathLayer } from "./drawing";
import { iconSign } from "./icon_sign";
import { askIcon } from "./icons_picker";
import { text } from "./properties_text";
import { iconOf } from "./seen";
import { isShape, knobsOf } from "./shapes";
import type { Store } from "./store";

const say = words.properties;

export function ofKind(store: Store, layer: Layer, isOff: boolean) {
  if (layer.kind === "text") return text(store, layer, isOff);
  if (layer.kind === "icon") return icon(store, layer, isOff);
  if (layer.kind === "path" && layer.shape) return knobs(store, layer, isOff);
  return nothing;
}

function icon(store: Store, layer: IconLayer, isOff: boolean) {
  const parameters = store.drawing.parameters.filter(({ kind }) => kind === "icon").map(({ name }) => name);
  const change = async () => {
    const name = await askIcon(layer.icon, parameters);
    if (name) update(store, { icon: name }, undefined, [layer]);
  };
  return html`<fieldset data-part="icon"><legend>${say.icon}</legend>
    <button type="button" class="icon-choice" ?disabled=${isOff} @click=${change}>${iconSign(iconOf(store.drawing, store, layer.icon))}<span>${say.chooseIcon}</span>
      <span class="muted small"><bdi>${layer.icon}</bdi></span></button>
    <div class="controls">${number(say.size, layer.size, { least: 4, most: 1024 }, (size) => update(store, { size }), isOff)}</div></fieldset>`;
}

function knobs(store: Store, layer: PathLayer, isOff: boolean) {
  if (!isShape(layer.shape)) return nothing;
  const all = Object.entries(knobsOf(layer.shape));
  if (!all.length) return nothing;
  return html`<fieldset data-part="shape"><legend>${canvas.shapes[layer.shape] ?? canvas.kinds.path}</legend>${all.map(
    ([name, { least, most, step, value }]) => {
      const now = layer.knobs?.[name] ?? value;
      return slider(
        say.knobs[name] ?? name,
        now,
        { least, most, step },
        String(Math.round(now * 100) / 100),
        (to, isLive) => reshape(store, layer.id, { [name]: to }, isLive),
        isOff,
      );
    },
  )}</fieldset>`;
}
