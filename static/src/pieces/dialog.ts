/**
 * `<codebadge-dialog label="Erase me">…</codebadge-dialog>`: what its page gives it, above the page until it is closed.
 * `show()` and `close()`; fires `close`. The keyboard stays inside and comes back to where it was (the browser's own).
 */
import { css, html } from "lit";
import { say } from "../words/account";
import { define, Piece, sheets } from "./piece";

export class Dialog extends Piece {
  static override styles = [
    ...sheets(""),
    css`dialog { inline-size: min(34rem, 100vw - 2rem); max-block-size: calc(100dvh - 2rem); padding: 1.25rem 1.5rem 1.5rem;
        border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_paper); color: var(--_ink);
        box-shadow: 0 1rem 3rem rgb(0 0 0 / 25%); overscroll-behavior: contain; }
      :host([wide]) dialog { inline-size: min(52rem, 100vw - 2rem); }
      dialog[open] { animation: rise var(--_motion); }
      dialog::backdrop { background: rgb(0 0 0 / 45%); }
      @keyframes rise { from { opacity: 0; translate: 0 0.75rem; } }
      .top { display: flex; align-items: start; justify-content: space-between; gap: 1rem; margin-block-end: 1rem; }
      h2 { margin: 0; font-size: 1.25rem; font-weight: 650; line-height: 1.3; letter-spacing: -0.01em;
        overflow-wrap: anywhere; }
      .top button { flex: none; display: grid; padding: 0.375rem; border-color: transparent; background: none; }
      svg { inline-size: 1.25rem; block-size: 1.25rem; fill: none; stroke: currentcolor; stroke-width: 1.75;
        stroke-linecap: round; }
      @media (max-width: 30rem) { dialog { padding: 1rem; } }`,
  ];
  static override properties = { label: {} };
  declare label: string;

  protected override render() {
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#onClick}>
      <div class="top"><h2 id="title">${this.label}</h2>
        <button type="button" @click=${() => this.close()} aria-label=${say.close} title=${say.close}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m6 6 12 12M18 6 6 18" /></svg></button></div>
      <slot></slot></dialog>`;
  }

  get isOpen(): boolean {
    return this.#dialog?.open ?? false;
  }

  /** The first field of what is inside has the focus, else the first button. */
  async show(): Promise<void> {
    await this.updateComplete;
    this.#dialog?.showModal();
    this.querySelector<HTMLElement>("[autofocus], input, select, textarea")?.focus();
  }

  close(): void {
    this.#dialog?.close();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  /** Beside the dialog is the dialog itself; what is in it is something else. */
  #onClick(event: MouseEvent): void {
    const dialog = this.#dialog;
    if (!dialog || event.composedPath()[0] !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const isBeside =
      event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
    if (isBeside) this.close();
  }

  #closed(): void {
    this.dispatchEvent(new Event("close"));
  }
}

define("codebadge-dialog", Dialog);
