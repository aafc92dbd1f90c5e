/**
 * `<codebadge-pattern-preview .place=${…} .draft=${…}>`: a pattern in words while it is made, and tried on everybody.
 * Fires `codebadge-wrongs` with what the server finds wrong, by path.
 */
import { html, LitElement, nothing } from "lit";
import { of, post } from "../account/api";
import { Asked } from "../account/asked";
import { tell } from "../account/form";
import { isUnfinished } from "../account/jobs";
import type { Place } from "../account/session";
import { isPassing, Refused } from "../live/rest";
import type { Refusal } from "../live/wire";
import "../pieces/job";
import { define } from "../pieces/piece";
import { say } from "../words/patterns";
import type { Draft } from "./pattern_blocks";
import { textOf, type Wrongs, wrongIn } from "./pattern_document";
import { foundView } from "./pattern_found";
import { remember } from "./pattern_tried";
import type { Explained, TriedJob } from "./pattern_wire";
import { documentOf } from "./pattern_writing";
import { problem } from "./problem";

const PAUSE_MS = 350;

class PatternPreview extends LitElement {
  static override properties = {
    place: { attribute: false },
    draft: { attribute: false },
    badge: { attribute: false },
    ready: { type: Boolean },
    incomplete: { type: Boolean },
    job: { state: true },
    refusal: { state: true },
  };
  declare place: Place;
  declare draft: Draft | null;
  /** The badge's id, when there is one: only then somebody can lose it. */
  declare badge: number | null;
  /** Nothing is wrong with it as far as the page knows. */
  declare ready: boolean;
  /** Nothing is wrong, but something is left to choose. */
  declare incomplete: boolean;
  declare job: TriedJob | null;
  declare refusal: Refusal | null;
  #text = "";
  #triedText = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #explained = new Asked(this, () =>
    post<Explained>(of(this.place.slug, "/patterns/explain"), { pattern: JSON.parse(this.#text) }),
  );

  protected override createRenderRoot() {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(): void {
    const text = this.draft && this.ready ? textOf(documentOf(this.draft)) : "";
    if (text === this.#text) return;
    const isFirst = this.#text === "";
    this.#text = text;
    clearTimeout(this.#timer);
    if (text) this.#timer = setTimeout(() => void this.#explain(), isFirst ? 0 : PAUSE_MS);
  }

  async #explain(): Promise<void> {
    const text = this.#text;
    this.#explained.refusal = null;
    await this.#explained.now();
    if (text === this.#text)
      this.dispatchEvent(new CustomEvent<Wrongs>("codebadge-wrongs", { detail: this.#wrongs() ?? {} }));
  }

  #wrongs(): Wrongs | null {
    const { refusal } = this.#explained;
    return refusal && !isPassing(refusal) ? wrongIn(refusal.message) : null;
  }

  protected override render() {
    if (!this.draft) return nothing;
    return html`<section class="preview" aria-label=${say.preview.title}><h2>${say.preview.title}</h2>
      <div role="status">${this.#words()}</div>${this.#trying()}</section>`;
  }

  #words() {
    const { value, refusal, now } = this.#explained;
    if (!this.ready && this.incomplete) return html`<p class="muted">${say.preview.incomplete}</p>`;
    if (!this.ready || this.#wrongs()) return html`<p class="muted">${say.preview.wrong}</p>`;
    if (refusal)
      return isPassing(refusal) ? problem(refusal, now) : html`<p class="error">${tell(refusal)}</p>`;
    if (!value) return html`<p class="muted">${say.preview.asking}</p>`;
    const [first, ...others] = value.words;
    return html`<p class="said">${first}</p>${others.map((words) => html`<p class="small">${words}</p>`)}`;
  }

  get #isBusy(): boolean {
    return this.job !== null && this.job !== undefined && isUnfinished(this.job);
  }

  #trying() {
    const { job } = this;
    const canTry = this.ready && !this.#wrongs() && !this.#isBusy;
    const isStale = job?.state === "done" && this.#triedText !== this.#text;
    return html`${
      this.#isBusy
        ? nothing
        : html`<div class="buttons"><button type="button" aria-disabled=${canTry ? nothing : "true"} @click=${() => canTry && this.#try()}>${
            job ? say.preview.tryAgain : say.preview.try
          }</button></div><p class="muted small">${say.preview.tryHint}</p>`
    }
    ${this.refusal ? html`<p class="error" role="alert">${tell(this.refusal)}</p>` : nothing}
    <codebadge-job .org=${this.place.slug} .job=${job ?? null} @codebadge-job=${this.#onJob}></codebadge-job>
    <div aria-live="polite">${isStale ? html`<p class="stale">${say.preview.stale}</p>` : nothing}
      ${job?.state === "done" && job.result ? html`<div ?data-stale=${isStale}>${foundView(job.result)}</div>` : nothing}</div>`;
  }

  async #try(): Promise<void> {
    this.refusal = null;
    this.#triedText = this.#text;
    const body = { pattern: JSON.parse(this.#text), ...(this.badge !== null && { badge: this.badge }) };
    try {
      this.job = (await post<{ job: TriedJob }>(of(this.place.slug, "/patterns/preview"), body)).job;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refusal = error.refusal;
    }
  }

  readonly #onJob = ({ detail }: CustomEvent<TriedJob>): void => {
    this.job = detail;
    if (detail.state === "done" && detail.result) remember(this.place.slug, this.#triedText, detail.result);
  };
}

define("codebadge-pattern-preview", PatternPreview);
