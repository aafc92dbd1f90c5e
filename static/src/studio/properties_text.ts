/** One picked text layer comes in; the controls of its words, its size and the room that it may fill go out. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { say as words } from "../words/studio";
import { update } from "./commands";
import { choice, number, slider, tick, ways } from "./controls";
import { gauge } from "./controls_live";
import type { TextLayer } from "./drawing";
import { slide } from "./panel_properties";
import "./properties_text.css";
import { filledText } from "./seen";
import type { Store } from "./store";
import { fitted } from "./text_size";

const say = words.properties;
const SIZES = { least: 4, most: 400 };
const SPANS = { least: 8, most: 4096 };
const HEIGHTS = { least: 4, most: 4096 };
/** Of the size, a difference that nobody sees. */
const UNSEEN = 0.005;

export function text(store: Store, layer: TextLayer, isOff: boolean) {
  const type = (isLive: boolean) => (event: Event) =>
    slide(store, { text: (event.target as HTMLTextAreaElement).value }, isLive);
  const weights = Object.entries(say.weights);
  return html`<fieldset data-part="text"><legend>${say.text}</legend>
    <label class="control wide"><span class="unseen">${say.text}</span><textarea rows="2" maxlength="300" .value=${live(layer.text)} ?disabled=${isOff}
      aria-describedby="text-hint" @input=${type(true)} @change=${type(false)}></textarea></label>
    <p class="hint" id="text-hint">${say.textHint}</p>
    ${size(store, layer, isOff)}
    <div class="controls">${choice(say.weight, String(layer.weight), weights, (weight) => update(store, { weight: Number(weight) }), isOff)}
      ${layer.arc ? nothing : number(say.lines, layer.lines, { least: 1, most: 6 }, (lines) => update(store, { lines: Math.round(lines) }), isOff)}
      ${layer.arc ? nothing : room(store, layer, isOff)}</div>
    ${ways(say.align, layer.align, Object.entries(say.aligns), (align) => update(store, { align }), isOff)}
    ${slider(say.tracking, layer.tracking, { least: -0.1, most: 0.6 }, `${Math.round(layer.tracking * 100)} %`, (tracking, isLive) => slide(store, { tracking }, isLive), isOff)}
    ${arc(store, layer, isOff)}</fieldset>`;
}

/** By a number and by a slider; and how large it is where it would not fit otherwise. */
function size(store: Store, layer: TextLayer, isOff: boolean) {
  const { size } = layer;
  const set = (to: number | null, isLive: boolean) => to !== null && slide(store, { size: to }, isLive);
  const shown = fitted(filledText(store.drawing, store, layer.text), layer).size;
  const isSmaller = shown < size * (1 - UNSEEN);
  return html`<div class="text-size" data-part="size">${slider(say.size, size, { ...SIZES, step: 1 }, say.units(size), set, isOff)}
    ${gauge(store, { label: say.sizeExact, value: size, ...SIZES, isOff, isUnseen: true }, set)}
    ${isSmaller ? html`<p class="hint">${say.smaller(shown)}</p>` : nothing}</div>`;
}

function room(store: Store, { width, height }: TextLayer, isOff: boolean) {
  return html`${span(store, width, isOff)}
    ${gauge(store, { label: say.height, value: height, ...HEIGHTS, isOff, empty: say.anyHeight }, (to, isLive) => slide(store, { height: to }, isLive))}`;
}

function span(store: Store, width: number, isOff: boolean) {
  return gauge(
    store,
    { label: say.width, value: width, ...SPANS, isOff },
    (to, isLive) => to !== null && slide(store, { width: to }, isLive),
  );
}

function arc(store: Store, { arc, width }: TextLayer, isOff: boolean) {
  const bend = (isOn: boolean) => update(store, { arc: isOn ? { radius: 160, below: false } : null });
  if (!arc) return tick(say.arc, false, bend, isOff);
  const radius = (to: number | null, isLive: boolean) =>
    to !== null && slide(store, { arc: { ...arc, radius: to } }, isLive);
  return html`${tick(say.arc, true, bend, isOff)}
    <div class="controls">${gauge(store, { label: say.radius, value: arc.radius, ...SPANS, isOff }, radius)}${span(store, width, isOff)}</div>
    ${tick(say.below, arc.below, (below) => update(store, { arc: { ...arc, below } }), isOff)}`;
}
