/** Painted layers that are picked come in; the controls of their fill, line and shadow go out. */
import { html, nothing } from "lit";
import { say as words } from "../words/studio";
import { update } from "./commands";
import { choice, line, number, slider, tick } from "./controls";
import type { Paint, Painted, Shadow } from "./drawing";
import "./ink";
import { dashes } from "./dashes";
import type { Inked } from "./ink";
import { slide } from "./panel_properties";
import type { Store } from "./store";

const say = words.properties;
const usual: Shadow = { x: 0, y: 6, blur: 8, color: "#000000", opacity: 0.3 };

export function surface(store: Store, some: Painted[], isOff: boolean) {
  const [first] = some as [Painted];
  return html`${inked(store, say.fill, first.fill, "fill", isOff)}
    ${inked(store, say.line, first.line, "line", isOff, first.line ? strokes(store, first, isOff) : nothing)}
    ${shadowed(store, first.shadow, isOff)}`;
}

/** New layers are painted as the last one was. */
function inked(
  store: Store,
  label: string,
  value: Paint | null,
  field: "fill" | "line",
  isOff: boolean,
  more: unknown = nothing,
) {
  const take = ({ detail: { paint, isLive } }: CustomEvent<Inked>) => {
    slide(store, { [field]: paint }, isLive);
    if (!isLive) store.color = { ...store.color, [field]: paint };
  };
  return html`<fieldset data-part=${field}><legend>${label}</legend><codebadge-ink .label=${label} .value=${value} .colors=${store.drawing.colors}
    .offers=${store.offers} .isPlain=${false} .isOff=${isOff} @codebadge-ink=${take}></codebadge-ink>${more}</fieldset>`;
}

function strokes(store: Store, { line_width, ends, joins, dash }: Painted, isOff: boolean) {
  return html`<div class="controls">
    ${number(say.lineWidth, line_width, { least: 0, most: 200, step: 0.5 }, (to) => update(store, { line_width: to }), isOff)}
    ${choice(say.ends, ends, Object.entries(say.endsOf), (to) => update(store, { ends: to }), isOff)}
    ${choice(say.joins, joins, Object.entries(say.joinsOf), (to) => update(store, { joins: to }), isOff)}
    ${line(say.dash, dash?.join(" ") ?? "", (text) => update(store, { dash: dashes(text) }), { most: 60, isOff })}</div>`;
}

function shadowed(store: Store, shadow: Shadow | null, isOff: boolean) {
  const set = (part: Partial<Shadow>, isLive = false) =>
    slide(store, { shadow: { ...(shadow ?? usual), ...part } }, isLive);
  return html`<fieldset data-part="shadow"><legend class="unseen">${say.shadow}</legend>
    ${tick(say.shadow, shadow !== null, (isOn) => update(store, { shadow: isOn ? usual : null }), isOff)}
    ${
      shadow
        ? html`<codebadge-ink .label=${say.shadow} .value=${shadow.color} .colors=${store.drawing.colors} .isPlain=${true} .isOff=${isOff}
            @codebadge-ink=${({ detail }: CustomEvent<Inked>) => set({ color: detail.paint as string }, detail.isLive)}></codebadge-ink>
          <div class="controls">${number(say.shadowX, shadow.x, { least: -200, most: 200 }, (x) => set({ x }), isOff)}
            ${number(say.shadowY, shadow.y, { least: -200, most: 200 }, (y) => set({ y }), isOff)}
            ${number(say.blur, shadow.blur, { least: 0, most: 60 }, (blur) => set({ blur }), isOff)}</div>
          ${slider(say.opacity, shadow.opacity, {}, `${Math.round(shadow.opacity * 100)} %`, (opacity, isLive) => set({ opacity }, isLive), isOff)}`
        : nothing
    }</fieldset>`;
}
