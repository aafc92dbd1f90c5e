/** `<codebadge-live-dot .view=${…}>`: a view comes in, a dot with the words live, catching up, offline since goes out. */
import { css, html } from "lit";
import type { View } from "../live/live";
import { say as board } from "../words/board";
import { clock } from "../words/figures";
import { say } from "../words/page";
import { define, Piece, sheets } from "./piece";

class LiveDot extends Piece {
  static override styles = [
    ...sheets(""),
    css`:host { display: inline-flex; align-items: center; gap: 0.5em; font-size: var(--_small); color: var(--_muted); }
      i { inline-size: 0.55em; block-size: 0.55em; border: 1.5px solid currentcolor; border-radius: 50%; }
      [data-phase="live"] i { border-color: var(--_up); background: var(--_up); }
      [data-phase="offline"] i { background: currentcolor; }
      span { display: inline-flex; align-items: center; gap: 0.5em; }`,
  ];
  static override properties = { view: { attribute: false } };
  declare view: View<unknown>;

  protected override render() {
    const { phase, asOf } = this.view;
    const words = {
      live: say.live,
      catching: board.catching,
      polling: board.polling,
      offline: board.offline(clock(asOf ?? new Date())),
    };
    return html`<span role="status" data-phase=${phase}><i></i>${words[phase]}</span>`;
  }
}

define("codebadge-live-dot", LiveDot);
