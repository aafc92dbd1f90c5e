/** `<codebadge-colors .store>`: the drawing's named colours, with dark twins; colours without a name; the organisation's. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { tint } from "../admin/page";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { shownNames, storedName } from "./color_names";
import {
  byTheme,
  freeName,
  plainColors,
  recolored,
  removeColor,
  renameColor,
  setColor,
  uses,
} from "./colors";
import { own, tick } from "./controls";
import type { Themed } from "./drawing";
import { organizationPalette } from "./palette";
import { Panel } from "./panel";
import { type Change, put } from "./steps";

const say = words.colors;

class ColorsPanel extends Panel {
  static override properties = { ...Panel.properties, palette: { state: true } };
  declare palette: string[];

  override connectedCallback(): void {
    super.connectedCallback();
    this.palette = [];
    void organizationPalette(this.org).then((palette) => {
      this.palette = palette;
    });
  }

  protected override render() {
    const { drawing, mayShape } = this.store;
    const used = uses(drawing);
    const named = Object.entries(drawing.colors);
    const called = shownNames(drawing.colors);
    const there = new Set(named.flatMap(([, color]) => [byTheme(color, "light")]));
    return html`<h2 class="panel-title">${say.title}</h2><p class="muted small">${say.intro}</p>
      ${
        named.length
          ? html`<ul class="color-rows">${repeat(
              named,
              ([name]) => name,
              ([name, color]) => this.#row(name, called.get(name) ?? name, color, used.get(name) ?? 0),
            )}</ul>`
          : html`<p class="small">${say.empty}</p>`
      }
      ${mayShape ? html`<button type="button" @click=${this.#add}>${say.add}</button>` : nothing}
      ${this.#offers(say.unnamed, plainColors(drawing.layers).slice(0, 18), say.give, (hex) => this.#name(hex))}
      ${this.#offers(
        say.organization,
        this.palette.filter((hex) => !there.has(hex)),
        say.take,
        (hex) => this.#take(hex),
      )}`;
  }

  /** `called`: its name as it is shown and typed. */
  #row(name: string, called: string, color: string | Themed, count: number) {
    const isOff = !this.store.mayShape;
    const isThemed = typeof color === "object";
    const [light, dark] = [byTheme(color, "light") ?? "", byTheme(color, "dark") ?? ""];
    const set = (to: string | Themed, isLive: boolean) =>
      this.#do(setColor(this.store.drawing, name, to), say.step.set, isLive);
    const picker = (label: string, hex: string, to: (hex: string) => string | Themed) =>
      html`<input type="color" aria-label=${label} title=${label} .value=${hex} ?disabled=${isOff}
        @input=${(event: Event) => set(to((event.target as HTMLInputElement).value), true)}
        @change=${(event: Event) => set(to((event.target as HTMLInputElement).value), false)} />`;
    return html`<li data-color=${name}>
      ${picker(say.light(called), light, (hex) => (isThemed ? { light: hex, dark } : hex))}
      ${isThemed ? picker(say.dark(called), dark, (hex) => ({ light, dark: hex })) : nothing}
      <input type="text" class="color-name" maxlength="31" aria-label=${say.name(called)} .value=${called} ?disabled=${isOff} spellcheck="false"
        @change=${(event: Event) => this.#rename(event.target as HTMLInputElement, name, called)} @keydown=${own} />
      <span class="muted small figures">${say.uses(count)}</span>
      ${isOff ? nothing : html`<button type="button" class="sign" aria-label=${say.remove(called)} title=${say.remove(called)} @click=${() => this.#do(removeColor(this.store.drawing, name), say.step.remove)}>×</button>`}
      ${tick(say.themed, isThemed, (isOn) => set(isOn ? { light, dark: light } : light, false), isOff)}</li>`;
  }

  #offers(title: string, colors: string[], label: (hex: string) => string, take: (hex: string) => void) {
    if (!colors.length || !this.store.mayShape) return nothing;
    return html`<h3>${title}</h3><div class="swatches">${colors.map(
      (hex) =>
        html`<button type="button" class="swatch" ${tint(hex)} aria-label=${label(hex)} title=${label(hex)} @click=${() => take(hex)}></button>`,
    )}</div>`;
  }

  #do(changes: Change[], words: string, isLive = false): void {
    if (isLive) this.store.live(changes);
    else this.store.change(changes, words);
  }

  #rename(input: HTMLInputElement, from: string, called: string): void {
    const typed = input.value.trim();
    const to = typed === called ? from : storedName(typed);
    const isTaken = to !== null && to !== from && to in this.store.drawing.colors;
    input.setCustomValidity(isTaken ? say.nameTaken(typed) : to === null ? say.nameWrong : "");
    if (!input.reportValidity() || to === null) return;
    if (to === from) input.value = called;
    else this.#do(renameColor(this.store.drawing, from, to), say.step.rename);
  }

  readonly #add = (): void => this.#take("#1f4f86");

  #take(hex: string): void {
    const { drawing } = this.store;
    this.#do(setColor(drawing, freeName(say.first, drawing.colors), hex), say.step.add);
  }

  /** What is painted with it follows the name from now on. */
  #name(hex: string): void {
    const { drawing } = this.store;
    const name = freeName(say.first, drawing.colors);
    const painted = drawing.layers.map(
      (layer) => [layer, recolored(layer, (ink) => (ink === hex ? `@${name}` : ink))] as const,
    );
    const changed = painted.filter(([one, other]) => JSON.stringify(one) !== JSON.stringify(other));
    this.#do([...setColor(drawing, name, hex), ...changed.map(([, layer]) => put(layer))], say.step.add);
  }
}

define("codebadge-colors", ColorsPanel);
