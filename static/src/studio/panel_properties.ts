/** `<codebadge-properties .store>`: what can be said of the picked layers: place, surface, words, when they are shown. */
import { html, nothing } from "lit";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { align, type Edge, flip, spread, update, updateLive } from "./commands";
import { number, slider } from "./controls";
import { isPainted, type Layer } from "./drawing";
import { aligners } from "./icons_align";
import { nameOf } from "./names";
import { Panel } from "./panel";
import { ofKind } from "./properties_kind";
import { shown } from "./properties_shown";
import { surface } from "./properties_surface";
import type { Store } from "./store";

const say = words.properties;

class Properties extends Panel {
  protected override render() {
    const { store } = this;
    const some = store.pickedLayers();
    if (!some.length) return html`<p class="muted small">${say.none}</p>`;
    const isOff = !store.mayShape;
    const one = some.length === 1 ? (some[0] as Layer) : null;
    const painted = some.filter(isPainted);
    return html`<h2 class="panel-title">${one ? html`<bdi>${nameOf(one)}</bdi>` : say.several(some.length)}</h2>
      ${aligning(store, some.length, isOff)}
      ${place(store, some, isOff)}
      ${one ? ofKind(store, one, isOff) : nothing}
      ${painted.length === some.length ? surface(store, painted, isOff) : nothing}
      ${shown(store, some, isOff)}`;
  }
}

/** What all of them have in common; null when they differ. */
export function common<T>(some: readonly Layer[], of: (layer: Layer) => T): T | null {
  const values = some.map(of);
  return values.every((value) => value === values[0]) ? (values[0] ?? null) : null;
}

function aligning(store: Store, count: number, isOff: boolean) {
  const edges: Edge[] = ["left", "centre", "right", "top", "middle", "bottom"];
  const button = (name: keyof typeof aligners, act: () => void, off = isOff) =>
    html`<button type="button" title=${say.aligned[name]} aria-label=${say.aligned[name]} ?disabled=${off} @click=${act}>${aligners[name]}</button>`;
  return html`<div class="aligning" role="group" aria-label=${say.arrange}>${edges.map((edge) => button(edge, () => align(store, edge, count === 1)))}
    ${count > 2 ? html`${button("spreadAcross", () => spread(store, "across"))}${button("spreadDown", () => spread(store, "down"))}` : nothing}
    ${button("flipAcross", () => flip(store, "across"))}${button("flipDown", () => flip(store, "down"))}</div>`;
}

function place(store: Store, some: Layer[], isOff: boolean) {
  const one = some.length === 1 ? (some[0] as Layer) : null;
  const sign = (value: number) => (value < 0 ? -1 : 1);
  const opacity = common(some, (layer) => layer.opacity) ?? 1;
  return html`<fieldset><legend>${say.place}</legend><div class="controls">
      ${number(
        say.x,
        common(some, ({ x }) => x),
        far,
        (x) => update(store, { x }),
        isOff,
      )}
      ${number(
        say.y,
        common(some, ({ y }) => y),
        far,
        (y) => update(store, { y }),
        isOff,
      )}
      ${number(
        say.turn,
        common(some, ({ turn }) => turn),
        { least: -360, most: 360, unit: say.degrees },
        (turn) => update(store, { turn }),
        isOff,
      )}
      ${
        one
          ? number(
              say.scale,
              Math.round(Math.abs(one.sx) * 100),
              { least: 1, most: 6400, unit: say.percent },
              (percent) => {
                const part = percent / 100;
                const rate = Math.abs(one.sy / (one.sx || 1));
                update(store, { sx: sign(one.sx) * part, sy: sign(one.sy) * part * rate });
              },
              isOff,
            )
          : nothing
      }</div>
      ${slider(say.opacity, opacity, {}, `${Math.round(opacity * 100)} %`, (to, isLive) => slide(store, { opacity: to }, isLive), isOff)}</fieldset>`;
}

const far = { least: -4096, most: 4096 };

/** While it is dragged it is only seen here; then it is one step. */
export function slide(store: Store, fields: object, isLive: boolean): void {
  if (isLive) updateLive(store, fields);
  else update(store, fields);
}

define("codebadge-properties", Properties);
