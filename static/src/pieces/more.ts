/** `<codebadge-more words="40 more">`: stands below a long list; fires `codebadge-more` when it comes near, or is pressed. */
import { html } from "lit";
import { define, Piece } from "./piece";

class More extends Piece {
  static override properties = { words: {} };
  declare words: string;
  readonly #near = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#tell();
    },
    { rootMargin: "800px" },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#near.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near.disconnect();
  }

  protected override render() {
    return html`<button type="button" @click=${this.#tell}>${this.words}</button>`;
  }

  readonly #tell = (): void => {
    this.dispatchEvent(new Event("codebadge-more"));
  };
}

define("codebadge-more", More);
