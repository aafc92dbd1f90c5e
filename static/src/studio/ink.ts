/**
 * `<codebadge-ink label="Fill" .value .colors>`: nothing, a colour by its name or by itself, or a gradient. Fires
 * `codebadge-ink` with `{ paint, isLive }`; `isLive` while it is being dragged.
 */
import { html, LitElement, nothing } from "lit";
import { tint } from "../admin/page";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { shownNames } from "./color_names";
import { byTheme, hexOf, inkOf, named, readHex } from "./colors";
import { own, slider, ways } from "./controls";
import { type Colors, type Gradient, type Ink, isGradient, type Paint } from "./drawing";
import { from } from "./gradient";

const say = words.ink;
const FIRST = "#1f4f86";

export interface Inked {
  paint: Paint | null;
  isLive: boolean;
}

class InkControl extends LitElement {
  static override properties = {
    label: {},
    value: { attribute: false },
    colors: { attribute: false },
    isPlain: { attribute: false },
    isOff: { attribute: false },
    offers: { attribute: false },
  };
  declare label: string;
  declare value: Paint | null;
  declare colors: Colors;
  /** The organisation's colours, of which gradients are offered. */
  declare offers: readonly string[];
  /** Neither nothing nor a gradient: a stop, a shadow. */
  declare isPlain: boolean;
  declare isOff: boolean;
  #last: Paint = FIRST;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { value } = this;
    if (value) this.#last = value;
    const kind = value === null ? "none" : isGradient(value) ? "gradient" : "color";
    return html`<div class="ink" role="group" aria-label=${this.label}>
      ${this.isPlain ? nothing : ways(this.label, kind, Object.entries(say.kinds), (to) => this.#turn(to), this.isOff)}
      ${isGradient(value) ? this.#gradient(value) : value ? this.#color(value) : nothing}</div>`;
  }

  #turn(kind: string): void {
    const last = this.#last;
    const plain = isGradient(last) ? (last.stops[0]?.color ?? FIRST) : last;
    const gradient = isGradient(last) ? last : from(last, this.colors);
    this.#tell({ none: null, color: plain, gradient }[kind] ?? null);
  }

  #color(value: Ink) {
    const name = named(value);
    const hex = hexOf(value, this.colors);
    const called = shownNames(this.colors);
    return html`<div class="swatches">${Object.entries(this.colors).map(([one, color]) => this.#swatch(one, called.get(one) ?? one, byTheme(color, "light") ?? "", name?.name === one))}
        <input type="color" aria-label="${this.label}: ${say.plain}" title=${say.plain} .value=${hex} ?disabled=${this.isOff}
          data-plain ?data-on=${!name} @input=${this.#pick(true)} @change=${this.#pick(false)} />
        <input type="text" class="hex figures" aria-label="${this.label}: ${say.hex}" maxlength="7" spellcheck="false" .value=${hex} ?disabled=${this.isOff}
          @change=${this.#type} @keydown=${own} /></div>
      ${name ? slider(say.lighter, name.mix, { least: -80, most: 80, step: 5 }, say.mix(name.mix), (mix, isLive) => this.#tell(inkOf(name.name, mix), isLive), this.isOff) : nothing}`;
  }

  #swatch(name: string, called: string, hex: string, isOn: boolean) {
    return html`<button type="button" class="swatch" ${tint(hex)} title=${called} aria-label="${this.label}: ${called}" aria-pressed=${isOn ? "true" : "false"}
      ?disabled=${this.isOff} @click=${() => this.#tell(`@${name}`)}></button>`;
  }

  #gradient(value: Gradient) {
    return html`<codebadge-gradient .label=${this.label} .value=${value} .colors=${this.colors} .offers=${this.offers} .isOff=${this.isOff}
      @codebadge-gradient=${(event: CustomEvent<{ gradient: Gradient; isLive: boolean }>) => {
        event.stopPropagation();
        this.#tell(event.detail.gradient, event.detail.isLive);
      }}></codebadge-gradient>`;
  }

  #pick(isLive: boolean) {
    return (event: Event) => this.#tell((event.target as HTMLInputElement).value, isLive);
  }

  readonly #type = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const hex = readHex(input.value);
    input.setCustomValidity(hex ? "" : say.wrong);
    input.reportValidity();
    if (hex) this.#tell(hex);
  };

  #tell(paint: Paint | null, isLive = false): void {
    const detail: Inked = { paint, isLive };
    this.dispatchEvent(new CustomEvent("codebadge-ink", { detail }));
  }
}

define("codebadge-ink", InkControl);
