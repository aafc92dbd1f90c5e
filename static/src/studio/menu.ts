/** `<codebadge-menu .label .items>`: a button with three dots and what there is to do behind it; arrow keys walk there. */
import { html, nothing } from "lit";
import { Elsewhere } from "../pieces/elsewhere";
import { define, Piece, sheets } from "../pieces/piece";
import css from "./menu.css?inline";
import { down, walkedTo } from "./walking";

export interface Item {
  words: string;
  act: () => void;
  isDanger?: boolean;
  isOff?: boolean;
}

class Menu extends Piece {
  static override styles = sheets(css);
  static override properties = { label: {}, items: { attribute: false }, open: { state: true } };
  declare label: string;
  declare items: Item[];
  declare open: boolean;

  constructor() {
    super();
    new Elsewhere(this, () => {
      this.open = false;
    });
  }

  protected override render() {
    return html`<button class="opens" aria-haspopup="menu" aria-expanded=${this.open ? "true" : "false"} aria-label=${this.label}
        title=${this.label} @click=${this.#turn}>${dots}</button>
      ${
        this.open
          ? html`<div role="menu" aria-label=${this.label} @keydown=${this.#onKey}>${this.items.map(
              (item) => html`<button role="menuitem" tabindex="-1" class=${item.isDanger ? "danger" : ""}
                aria-disabled=${item.isOff ? "true" : nothing} @click=${() => this.#do(item)}>${item.words}</button>`,
            )}</div>`
          : nothing
      }`;
  }

  readonly #turn = async (): Promise<void> => {
    this.open = !this.open;
    await this.updateComplete;
    this.#rows[0]?.focus();
  };

  get #rows(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  #do({ act, isOff }: Item): void {
    if (isOff) return;
    this.#close();
    act();
  }

  #onKey(event: KeyboardEvent): void {
    const to = walkedTo(event, this.#rows, down);
    if (event.key === "Escape") this.#close();
    else if (event.key === "Tab") this.open = false;
    else if (to) to.focus();
    else return;
    event.stopPropagation();
    if (event.key !== "Tab") event.preventDefault();
  }

  /** The keyboard is back on the button, so that a dialog opened from here gives it back there. */
  #close(): void {
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>(".opens")?.focus();
  }
}

const dots = html`<svg viewBox="0 0 20 20" aria-hidden="true" fill="currentColor"><circle cx="4" cy="10" r="1.6" /><circle
  cx="10" cy="10" r="1.6" /><circle cx="16" cy="10" r="1.6" /></svg>`;

define("codebadge-menu", Menu);
