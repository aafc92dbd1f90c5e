/** `<codebadge-medal .badge=${…}>`: the badge's picture, as large as `--medal` says. Decoration: its name is said beside it. */
import { css, html } from "lit";
import type { Badge } from "../live/wire";
import { define, Piece } from "./piece";

class Medal extends Piece {
  static override styles = [
    css`:host { display: inline-block; flex: none; inline-size: var(--medal, 2rem); block-size: var(--medal, 2rem); }
      img { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; }
      img[data-lost] { visibility: hidden; }
      :host([data-faded]) img { filter: grayscale(1); opacity: 0.45; }`,
  ];
  static override properties = { badge: { attribute: false } };
  declare badge: Badge;

  protected override render() {
    return html`<img src=${this.badge.image} alt="" decoding="async" @error=${markLost} />`;
  }
}

function markLost(event: Event): void {
  (event.target as HTMLElement).dataset.lost = "";
}

define("codebadge-medal", Medal);
