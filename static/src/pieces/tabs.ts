/** `<codebadge-tabs>`: the periods to choose from; arrow keys walk through them. Fires `codebadge-choose`. */
import { html } from "lit";
import { type Period, periods } from "../live/wire";
import { say } from "../words/page";
import { define, Piece, sheets } from "./piece";
import css from "./tabs.css?inline";

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

class Tabs extends Piece {
  static override styles = sheets(css);
  static override properties = { chosen: {}, offered: { attribute: false } };
  declare chosen: Period;
  declare offered: readonly Period[];

  constructor() {
    super();
    this.offered = periods;
  }

  protected override render() {
    return html`<div role="tablist" aria-label=${say.periodsLabel} @keydown=${this.#onKey}>
      ${this.#periods().map((period) => this.#tab(period))}</div>`;
  }

  #periods(): Period[] {
    return periods.filter((period) => this.offered.includes(period));
  }

  #tab(period: Period) {
    const isChosen = period === this.chosen;
    return html`<button role="tab" id=${period} data-period=${period} aria-selected=${isChosen}
      tabindex=${isChosen ? 0 : -1} @click=${() => this.#choose(period)}>${say.periods[period]}</button>`;
  }

  #onKey(event: KeyboardEvent): void {
    const isTurned = getComputedStyle(this).direction === "rtl";
    const turned: Record<string, string> = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };
    const step = steps[(isTurned && turned[event.key]) || event.key];
    if (!step) return;
    event.preventDefault();
    const all = this.#periods();
    const next = all[step(all.indexOf(this.chosen), all.length - 1)];
    if (next) this.#choose(next);
    this.renderRoot.querySelector<HTMLElement>(`#${next}`)?.focus();
  }

  #choose(period: Period): void {
    this.chosen = period;
    this.dispatchEvent(new CustomEvent("codebadge-choose", { detail: period }));
    const tab = this.renderRoot.querySelector(`#${period}`);
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

define("codebadge-tabs", Tabs);
