/**
 * `<codebadge-drawn .org .what .look alt="…">`: a drawing as the server draws it, as large as the element is. A new one
 * takes the place of the old when it is there; fires `codebadge-drew` with whether it could be drawn.
 */
import { css, html, nothing, type PropertyValues } from "lit";
import { SLOW_MS } from "../account/session";
import { Refused } from "../live/rest";
import { define, Piece, sheets } from "../pieces/piece";
import { say } from "../words/studio";
import type { Drawable, Look } from "./asking";
import { keyOf, picture, remembered } from "./drawing_queue";

const REST_MS = 350;
const AGAIN_MS = 2_500;
/** How often it is asked for before one says that it is. */
const PATIENT = 2;

class Drawn extends Piece {
  static override styles = [
    ...sheets(""),
    css`:host { display: block; position: relative; aspect-ratio: 1; min-inline-size: 0; container-type: inline-size; }
      img { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; }
      p { position: absolute; inset: 12%; display: grid; place-items: center; margin: 0; color: var(--_muted);
        font-size: 0.8125rem; line-height: 1.3; text-align: center; }
      @container (max-width: 5rem) { p { clip-path: inset(50%); } }
      i { position: absolute; inset: 12%; border-radius: 50%; background: var(--_wash); }
      .late { position: absolute; inset-inline-end: 0; inset-block-start: 0; inline-size: 0.5rem; block-size: 0.5rem;
        border-radius: 50%; background: var(--_edge); inset-inline-start: auto; inset-block-end: auto; }`,
  ];
  static override properties = {
    org: {},
    what: { attribute: false },
    look: { attribute: false },
    alt: {},
    image: { state: true },
    isSlow: { state: true },
    isLost: { state: true },
  };
  declare org: string;
  declare what: Drawable | null;
  declare look: Look;
  declare alt: string;
  declare image: string;
  declare isSlow: boolean;
  declare isLost: boolean;
  #key = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | null = null;
  #tries = 0;
  #isSeen = false;
  readonly #seen = new IntersectionObserver(
    (entries) => {
      this.#isSeen = entries.some(({ isIntersecting }) => isIntersecting);
      this.#wish();
    },
    { rootMargin: "400px" },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen.disconnect();
    this.#drop();
  }

  protected override render() {
    return html`${
      this.image
        ? html`<img src=${this.image} alt=${this.alt ?? ""} decoding="async" />`
        : this.isLost
          ? html`<p>${say.start.noPicture}</p>`
          : this.isSlow
            ? html`<i></i>${this.#tries >= PATIENT ? html`<p>${say.preview.again}</p>` : nothing}`
            : nothing
    }${this.image && this.isSlow ? html`<i class="late"></i>` : nothing}`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("what") || changed.has("look")) this.#wish();
  }

  /** Nothing is asked for what nobody sees, nor while one still types or drags. */
  #wish(): void {
    if (!this.what || !this.#isSeen) return;
    const key = keyOf(this.what, this.look);
    if (key === this.#key) return;
    this.#drop();
    this.#key = key;
    const known = remembered(key);
    if (known) this.#show(known);
    else this.#timer = setTimeout(() => void this.#ask(key), this.image ? REST_MS : 0);
  }

  async #ask(key: string): Promise<void> {
    const asked = new AbortController();
    this.#asked = asked;
    const slow = setTimeout(() => {
      this.isSlow = true;
    }, SLOW_MS);
    try {
      const image = await picture(this.org, this.what as Drawable, this.look, asked.signal);
      if (key === this.#key) this.#show(image);
    } catch (error) {
      if (!(error instanceof Refused) && !asked.signal.aborted) throw error;
      if (key === this.#key && error instanceof Refused) this.#lose(error);
    } finally {
      clearTimeout(slow);
      if (key === this.#key) this.isSlow = this.#tries > 0;
    }
  }

  #show(image: string): void {
    this.#tries = 0;
    this.image = image;
    this.isLost = false;
    this.dispatchEvent(new CustomEvent("codebadge-drew", { detail: true }));
  }

  /** The old picture stays; who asked too often, or was cut off, asks again. */
  #lose({ refusal }: Refused): void {
    const mayPass = ["rate_limited", "unavailable", "unreachable", "timeout"].includes(refusal.code);
    this.isLost = !mayPass;
    this.#tries = mayPass ? this.#tries + 1 : 0;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("codebadge-drew", { detail: false }));
    if (mayPass) this.#timer = setTimeout(() => void this.#ask(this.#key), AGAIN_MS);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#key = "";
    this.#tries = 0;
    this.isSlow = false;
  }
}

define("codebadge-drawn", Drawn);
