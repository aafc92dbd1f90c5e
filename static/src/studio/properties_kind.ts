/** One picked layer comes in; the controls that only its kind has go out: words, an icon, a shape's knobs. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { say as words } from "../words/studio";
import { say as canvas } from "../words/studio_canvas";
import { reshape, update } from "./commands";
import { choice, number, slider, tick, ways } from "./controls";
import type { IconLayer, Layer, PathLayer, TextLayer } from "./drawing";
import { iconSign } from "./icon_sign";
import { askIcon } from "./icons_picker";
import { slide } from "./panel_properties";
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

function text(store: Store, layer: TextLayer, isOff: boolean) {
  const type = (isLive: boolean) => (event: Event) =>
    slide(store, { text: (event.target as HTMLTextAreaElement).value }, isLive);
  const weights = Object.entries(say.weights);
  return html`<fieldset data-part="text"><legend>${say.text}</legend>
    <label class="control wide"><span class="unseen">${say.text}</span><textarea rows="2" maxlength="300" .value=${live(layer.text)} ?disabled=${isOff}
      aria-describedby="text-hint" @input=${type(true)} @change=${type(false)}></textarea></label>
    <p class="hint" id="text-hint">${say.textHint}</p>
    <div class="controls">${number(say.size, layer.size, { least: 4, most: 400 }, (size) => update(store, { size }), isOff)}
      ${choice(say.weight, String(layer.weight), weights, (weight) => update(store, { weight: Number(weight) }), isOff)}
      ${layer.arc ? nothing : number(say.width, layer.width, { least: 8, most: 4096 }, (width) => update(store, { width }), isOff)}
      ${layer.arc ? nothing : number(say.lines, layer.lines, { least: 1, most: 6 }, (lines) => update(store, { lines: Math.round(lines) }), isOff)}</div>
    ${ways(say.align, layer.align, Object.entries(say.aligns), (align) => update(store, { align }), isOff)}
    ${slider(say.tracking, layer.tracking, { least: -0.1, most: 0.6 }, `${Math.round(layer.tracking * 100)} %`, (tracking, isLive) => slide(store, { tracking }, isLive), isOff)}
    ${arc(store, layer, isOff)}</fieldset>`;
}

function arc(store: Store, { arc, width }: TextLayer, isOff: boolean) {
  return html`${tick(say.arc, arc !== null, (isOn) => update(store, { arc: isOn ? { radius: 160, below: false } : null }), isOff)}
    ${
      arc
        ? html`<div class="controls">${number(say.radius, arc.radius, { least: 8, most: 4096 }, (radius) => update(store, { arc: { ...arc, radius } }), isOff)}
            ${number(say.width, width, { least: 8, most: 4096 }, (to) => update(store, { width: to }), isOff)}</div>
          ${tick(say.below, arc.below, (below) => update(store, { arc: { ...arc, below } }), isOff)}`
        : nothing
    }`;
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
