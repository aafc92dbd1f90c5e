/** `<codebadge-time at="2026-11-21T12:00:00Z">`: "2 min. ago", the exact time in its title, kept right. */
import { css, html } from "lit";
import { ago, exact } from "../words/times";
import { define, Piece } from "./piece";

const TICK_MS = 20_000;
const ticking = new Set<Time>();
setInterval(() => {
  for (const piece of ticking) piece.requestUpdate();
}, TICK_MS);

class Time extends Piece {
  static override styles = [css`time { white-space: nowrap; }`];
  static override properties = { at: {} };
  declare at: string;

  override connectedCallback(): void {
    super.connectedCallback();
    ticking.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    ticking.delete(this);
  }

  protected override render() {
    const time = new Date(this.at);
    return html`<time datetime=${this.at} title=${exact(time)}>${ago(time, new Date())}</time>`;
  }
}

define("codebadge-time", Time);
