/** `<codebadge-picture .src alt="…">`: a picture that the server draws, in a square as wide as the element; ground.ts says what stands there until then. */
import { css, html } from "lit";
import { ground, grounds, settled } from "./ground";
import { define, Piece, sheets } from "./piece";

class Picture extends Piece {
  static override styles = [
    ...sheets(""),
    grounds,
    css`:host { display: block; position: relative; aspect-ratio: 1; min-inline-size: 0; container-type: inline-size; }
      img { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; }`,
  ];
  static override properties = { src: {}, alt: {} };
  declare src: string;
  declare alt: string;

  protected override render() {
    return html`<img src=${this.src} alt=${this.alt ?? ""} loading="lazy" decoding="async" @load=${settled} @error=${settled} />${ground()}`;
  }
}

define("codebadge-picture", Picture);
