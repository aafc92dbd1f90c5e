/** `<codebadge-tabs>`: boards to choose from; arrow keys walk through them. Fires `codebadge-choose` with a name. */
import { html, type PropertyValues } from "lit";
import { define, Piece, sheets } from "./piece";
import css from "./tabs.css?inline";

export interface Tab {
  name: string;
  title: string;
}

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

class Tabs extends Piece {
  static override styles = sheets(css);
  static override properties = { label: {}, chosen: {}, offered: { attribute: false } };
  declare label: string;
  declare chosen: string;
  declare offered: readonly Tab[];

  constructor() {
    super();
    Object.assign(this, { label: "", chosen: "", offered: [] });
  }

  protected override render() {
    return html`<div role="tablist" aria-label=${this.label} @keydown=${this.#onKey}>
      ${this.offered.map((tab, at) => this.#tab(tab, at))}</div>`;
  }

  /** One of them can always be reached by keyboard, also when what is chosen is none of them. */
  #tab({ name, title }: Tab, at: number) {
    const isChosen = name === this.chosen;
    const isFirst = at === 0 && !this.offered.some((tab) => tab.name === this.chosen);
    return html`<button role="tab" id=${name} data-period=${name} aria-selected=${isChosen ? "true" : "false"}
      tabindex=${isChosen || isFirst ? 0 : -1} @click=${() => this.#choose(name)}><bdi>${title}</bdi></button>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("chosen") && !changed.has("offered")) return;
    const tab = this.renderRoot.querySelector("[aria-selected=true]");
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #onKey(event: KeyboardEvent): void {
    const isTurned = getComputedStyle(this).direction === "rtl";
    const turned: Record<string, string> = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };
    const step = steps[(isTurned && turned[event.key]) || event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.offered.findIndex(({ name }) => name === this.chosen);
    const next = this.offered[step(Math.max(0, at), this.offered.length - 1)];
    if (!next) return;
    this.#choose(next.name);
    this.renderRoot.querySelector<HTMLElement>(`#${next.name}`)?.focus();
  }

  #choose(name: string): void {
    this.chosen = name;
    this.dispatchEvent(new CustomEvent("codebadge-choose", { detail: name }));
  }
}

define("codebadge-tabs", Tabs);
