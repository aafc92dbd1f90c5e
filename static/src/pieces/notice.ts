/** `<codebadge-empty>` and `<codebadge-error>`: what is the case and the one next step; the slot holds it. */
import { css, html, nothing } from "lit";
import { say } from "../words/page";
import { define, Piece, sheets } from "./piece";

const look = css`:host { display: block; max-inline-size: 38rem; }
  p { margin: 0 0 0.5rem; }
  .what { font-weight: 600; }
  h1 { margin: 0 0 0.75rem; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.02em; }
  .next { color: var(--_muted); }
  ::slotted(*) { margin-block-start: 0.75rem; }
  code { font-family: var(--_mono); font-size: var(--_small); user-select: all; }`;

class Notice extends Piece {
  static override styles = [...sheets(""), look];
  static override properties = { what: {}, next: {}, reference: {}, page: { type: Boolean } };
  declare what: string;
  declare next: string;
  /** The refusal's code, for whoever is asked about it. */
  declare reference: string;
  /** It is all that its page says, so it is the heading too. */
  declare page: boolean;

  protected override render() {
    return html`<div role=${this.localName === "codebadge-error" ? "alert" : "note"}>
      ${this.page ? html`<h1 class="what">${this.what}</h1>` : html`<p class="what">${this.what}</p>`}
      ${this.next ? html`<p class="next">${this.next}</p>` : nothing}
      ${this.reference ? html`<p class="next">${say.reference} <code>${this.reference}</code></p>` : nothing}
      <slot></slot></div>`;
  }
}

define("codebadge-empty", Notice);
class ErrorNotice extends Notice {}
define("codebadge-error", ErrorNotice);
