/** `<codebadge-gradient .value .colors>`: its kind, its turn and its colours. Fires `codebadge-gradient` with `{ gradient, isLive }`. */
import { html, LitElement, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { tint } from "../admin/page";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { hexOf, inkOf, mixed, named } from "./colors";
import { slider, ways } from "./controls";
import type { Colors, Gradient, Ink, Stop } from "./drawing";
import type { Inked } from "./ink";

const say = words.ink;
const MOST = 8;

class GradientControl extends LitElement {
  static override properties = {
    label: {},
    value: { attribute: false },
    colors: { attribute: false },
    isOff: { attribute: false },
    offers: { attribute: false },
  };
  declare label: string;
  declare value: Gradient;
  declare colors: Colors;
  declare isOff: boolean;
  declare offers: readonly string[] | undefined;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { kind, turn, stops } = this.value;
    const kinds = [
      ["linear", say.linear],
      ["radial", say.radial],
    ] as const;
    return html`<div class="gradient-strip" aria-hidden="true" ${ref(this.#paint)}></div>
      ${ways(say.kind, kind, kinds, (to) => this.#tell({ kind: to as Gradient["kind"] }), this.isOff)}
      ${kind === "linear" ? slider(say.turn, turn, { least: -180, most: 180, step: 5 }, `${Math.round(turn)}°`, (to, isLive) => this.#tell({ turn: to }, isLive), this.isOff) : nothing}
      ${this.offers?.length && !this.isOff ? this.#offered(this.offers) : nothing}
      <ol class="stops" aria-label=${say.stops}>${stops.map((stop, at) => this.#stop(stop, at))}</ol>
      <button type="button" class="quiet" ?disabled=${this.isOff || stops.length >= MOST} @click=${this.#add}>${say.add}</button>`;
  }

  /** Each from a colour of the organisation to a darker one. */
  #offered(offers: readonly string[]) {
    return html`<p class="small muted">${say.offers}</p><div class="swatches" role="group" aria-label=${say.offers}>${offers.map(
      (
        hex,
      ) => html`<button type="button" class="swatch" ${tint(hex)} title=${say.offer(hex)} aria-label="${this.label}: ${say.offer(hex)}"
        @click=${() => this.#tell({ stops: from(hex, this.colors).stops })}></button>`,
    )}</div>`;
  }

  /** The pages' policy forbids style attributes, hence by script. */
  readonly #paint = (element: Element | undefined): void => {
    const stops = sorted(this.value.stops).map(
      (stop) => `${hexOf(stop.color, this.colors)} ${Math.round(stop.at * 100)}%`,
    );
    if (element) (element as HTMLElement).style.background = `linear-gradient(to right, ${stops.join(", ")})`;
  };

  #stop(stop: Stop, at: number) {
    const label = say.stop(at + 1);
    const isFew = this.value.stops.length <= 2;
    return html`<li><div class="stop-head"><span class="small">${label}</span>${
      isFew
        ? nothing
        : html`<button type="button" class="quiet small" aria-label=${say.remove(at + 1)} ?disabled=${this.isOff} @click=${() => this.#tell({ stops: this.value.stops.toSpliced(at, 1) })}>×</button>`
    }</div>
      <codebadge-ink .isPlain=${true} .label=${`${this.label}, ${label}`} .value=${stop.color} .colors=${this.colors} .isOff=${this.isOff}
        @codebadge-ink=${(event: CustomEvent<Inked>) => {
          event.stopPropagation();
          this.#set(at, { color: event.detail.paint as string }, event.detail.isLive);
        }}></codebadge-ink>
      ${slider(say.at, stop.at, {}, `${Math.round(stop.at * 100)} %`, (to, isLive) => this.#set(at, { at: to }, isLive), this.isOff)}
      ${slider(say.opacity, stop.opacity, {}, `${Math.round(stop.opacity * 100)} %`, (to, isLive) => this.#set(at, { opacity: to }, isLive), this.isOff)}</li>`;
  }

  #set(at: number, part: Partial<Stop>, isLive: boolean): void {
    const stop = { ...(this.value.stops[at] as Stop), ...part };
    this.#tell({ stops: this.value.stops.with(at, stop) }, isLive);
  }

  readonly #add = (): void => {
    const { stops } = this.value;
    const [last, previous] = [stops.at(-1) as Stop, stops.at(-2) as Stop];
    const between = { ...last, at: (last.at + previous.at) / 2 };
    this.#tell({ stops: stops.toSpliced(-1, 0, between) });
  };

  #tell(part: Partial<Gradient>, isLive = false): void {
    const detail = { gradient: { ...this.value, ...part }, isLive };
    this.dispatchEvent(new CustomEvent("codebadge-gradient", { detail }));
  }
}

/** A gradient from a colour to a darker one. */
export function from(ink: Ink, colors: Colors): Gradient {
  const name = named(ink);
  const darker = name
    ? inkOf(name.name, Math.max(-80, name.mix - 30))
    : mixed(hexOf(ink, colors), "#000000", 0.3);
  const stops = [
    { at: 0, color: ink, opacity: 1 },
    { at: 1, color: darker, opacity: 1 },
  ];
  return { kind: "linear", turn: 90, cx: 0.5, cy: 0.5, stops };
}

function sorted(stops: Stop[]): Stop[] {
  return [...stops].sort((one, other) => one.at - other.at);
}

define("codebadge-gradient", GradientControl);
