/** `<codebadge-icon .name=${"filled/star"}>`: an icon of the library, in the colour of the text around it. */
import { css, html, nothing, svg } from "lit";
import { define, Piece } from "../pieces/piece";
import { iconPaths, watch } from "./library";

class Icon extends Piece {
  static override styles = [
    css`:host { display: inline-block; inline-size: var(--icon, 1.5rem); block-size: var(--icon, 1.5rem); flex: none; }
      svg { display: block; inline-size: 100%; block-size: 100%; }`,
  ];
  static override properties = { name: {} };
  declare name: string;
  #unwatch: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = watch(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  protected override render() {
    const paths = iconPaths(this.name);
    if (!paths) return nothing;
    const isFilled = this.name.startsWith("filled/");
    return html`<svg viewBox="0 0 24 24" aria-hidden="true" fill=${isFilled ? "currentColor" : "none"} stroke=${isFilled ? "none" : "currentColor"}
      stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths.map((d) => svg`<path d=${d} />`)}</svg>`;
  }
}

define("codebadge-icon", Icon);

export function iconSign(name: string) {
  return html`<codebadge-icon .name=${name}></codebadge-icon>`;
}
