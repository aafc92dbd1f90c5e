/** A sentence comes in; it is shown and read aloud for a while, with a button that undoes what it tells, if any. */
import { css, html, nothing } from "lit";
import { say } from "../words/account";
import { define, Piece, sheets } from "./piece";

const STAYS_MS = 6_000;
/** Whoever may take something back gets the time to read what it was. */
const STAYS_WITH_UNDO_MS = 15_000;

interface Said {
  words: string;
  undo?: () => unknown;
}

/** Only the newest is shown. While the pointer or the keyboard is on it, it stays. */
export function toast(words: string, undo?: () => unknown): void {
  void shown.show(undo ? { words, undo } : { words });
}

class Toast extends Piece {
  static override styles = [
    ...sheets(""),
    css`:host { position: fixed; inset-inline: 1rem; inset-block-end: 1rem; z-index: 20; display: grid;
        justify-items: center; pointer-events: none; }
      .toast { display: flex; align-items: center; gap: 1rem; max-inline-size: 38rem; padding: 0.75rem 1rem;
        border-radius: var(--_radius); background: var(--_ink); color: var(--_paper);
        box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 25%); pointer-events: auto; overflow-wrap: anywhere;
        animation: rise var(--_motion); }
      @keyframes rise { from { opacity: 0; translate: 0 0.75rem; } }
      button { flex: none; padding: 0.25rem 0.5rem; border-color: transparent; background: none; font-weight: 600;
        text-decoration: underline; text-underline-offset: 0.18em; }
      button:hover { border-color: currentcolor; }
      :focus-visible { outline-color: currentcolor; }`,
  ];
  static override properties = { said: { state: true } };
  declare said: Said | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.said = null;
  }

  async show(said: Said): Promise<void> {
    this.said = null;
    await this.updateComplete; // so that the same words twice are read twice
    this.said = said;
    this.#leaveLater();
  }

  protected override render() {
    const { said } = this;
    return html`<div role="status" aria-live="polite">${
      said
        ? html`<div class="toast" @pointerenter=${this.#stay} @pointerleave=${this.#leaveLater} @focusin=${this.#stay}
            @focusout=${this.#leaveLater}><span>${said.words}</span>${
              said.undo ? html`<button @click=${this.#undo}>${say.undo}</button>` : nothing
            }</div>`
        : nothing
    }</div>`;
  }

  readonly #stay = (): void => clearTimeout(this.#timer);

  readonly #leaveLater = (): void => {
    clearTimeout(this.#timer);
    const stays = this.said?.undo ? STAYS_WITH_UNDO_MS : STAYS_MS;
    this.#timer = setTimeout(() => {
      this.said = null;
    }, stays);
  };

  readonly #undo = (): void => {
    const undo = this.said?.undo;
    this.said = null;
    void undo?.();
  };
}

define("codebadge-toast", Toast);

// It is there, empty, from the beginning: screen readers tell of what changes in a region, not of a new one.
const shown = document.createElement("codebadge-toast") as Toast;
document.body.append(shown);
