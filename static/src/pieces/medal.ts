/** `<codebadge-medal .badge=${…}>`: the badge's picture, as large as `--medal` says. Decoration: its name is said beside it. */
import { css, html, nothing } from "lit";
import type { Badge } from "../live/wire";
import { isDark, onTheme } from "./dark";
import { define, Piece } from "./piece";

class Medal extends Piece {
  static override styles = [
    css`/* The star on enamel is everybody’s own badge: the enamel takes the colour that was chosen for it. */
      :host { display: inline-block; position: relative; isolation: isolate; flex: none; inline-size: var(--medal, 2rem); block-size: var(--medal, 2rem); }
      img { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; }
      img[data-lost] { visibility: hidden; }
      i { position: absolute; inset: 15.5%; border-radius: 50%; background: var(--enamel); mix-blend-mode: color; }
      :host([data-faded]) i { display: none; }
      :host([data-faded]) img { filter: grayscale(1); opacity: 0.45; }`,
  ];
  static override properties = { badge: { attribute: false } };
  declare badge: Badge;

  #deaf = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#deaf = onTheme(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#deaf();
  }

  protected override render() {
    const { image, color } = this.badge;
    const isPlain = color && image.endsWith("/badges/special.svg");
    return html`<img src=${onGround(image)} alt="" decoding="async" @error=${markLost} />${isPlain ? html`<i></i>` : nothing}`;
  }

  protected override updated(): void {
    this.style.setProperty("--enamel", this.badge.color);
  }
}

/** What we draw ourselves, we draw for the ground that it stands on. */
function onGround(image: string): string {
  if (!isDark() || !/\/img\/(art|badges|awards|designs|templates)\//.test(image)) return image;
  return `${image}${image.includes("?") ? "&" : "?"}theme=dark`;
}

function markLost(event: Event): void {
  (event.target as HTMLElement).dataset.lost = "";
}

define("codebadge-medal", Medal);
