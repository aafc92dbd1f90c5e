/** `<codebadge-medal .badge=${…}>`: the badge's picture, as large as `--medal` says. Decoration: its name is said beside it. */
import { css, html, nothing } from "lit";
import type { Badge } from "../live/wire";
import { Ground, onGround } from "./dark";
import { ground, grounds, settled } from "./ground";
import { define, Piece } from "./piece";

class Medal extends Piece {
  static override styles = [
    grounds,
    css`/* The star on enamel is everybody’s own badge: the enamel takes the colour that was chosen for it. */
      :host { display: inline-block; position: relative; isolation: isolate; flex: none; inline-size: var(--medal, 2rem); block-size: var(--medal, 2rem); container-type: inline-size; }
      img { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; }
      i { position: absolute; inset: 15.5%; border-radius: 50%; background: var(--enamel); mix-blend-mode: color; }
      img[data-state="lost"] ~ i, :host([data-faded]) i { display: none; }
      :host([data-faded]) img { filter: grayscale(1); opacity: 0.45; }`,
  ];
  static override properties = { badge: { attribute: false } };
  declare badge: Badge;

  constructor() {
    super();
    new Ground(this);
  }

  protected override render() {
    const { image, color } = this.badge;
    const isPlain = color && image.endsWith("/badges/special.svg");
    return html`<img src=${onGround(image)} alt="" decoding="async" @load=${settled} @error=${settled} />${ground()}${isPlain ? html`<i></i>` : nothing}`;
  }

  protected override updated(): void {
    this.style.setProperty("--enamel", this.badge.color);
  }
}

define("codebadge-medal", Medal);
