/** `<codebadge-connect-done .place .hook .opened>`: a connected source comes in; how its past comes in, live, goes out. */
import { html, LitElement, nothing } from "lit";
import { Asked } from "../account/asked";
import { newSecret } from "../account/hooks";
import { isUnfinished, type JobCard } from "../account/jobs";
import type { Place } from "../account/session";
import { here } from "../pieces/here";
import { define } from "../pieces/piece";
import { say } from "../words/connect";
import { progressOf } from "./history_progress";
import { problem } from "./problem";
import { attempt } from "./said";
import { readSources } from "./source_rest";
import { type Opened, pasteThis } from "./source_secret";
import { isExpected } from "./source_state";
import { keyOf, markFor, nameOf, sentenceOf } from "./source_words";
import { waiting } from "./table";
import type { Source } from "./wire_sources";

/** No message tells of a webhook's first delivery. */
const EXPECTED_MS = 3_000;

class Done extends LitElement {
  static override properties = {
    place: { attribute: false },
    hook: { type: Number },
    project: { type: Number },
    opened: { attribute: false },
  };
  declare place: Place;
  declare hook: number;
  declare project: number | null;
  /** What a human has to paste at GitHub. */
  declare opened: Opened | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #source = new Asked(this, async () => {
    const { sources } = await readSources(this.place.slug);
    return {
      source: sources.find(
        ({ hook, project }) => hook.id === this.hook && (!this.project || project?.id === this.project),
      ),
    };
  });

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const { value, refusal, now } = this.#source;
    if (!value) return refusal ? problem(refusal, now) : waiting();
    const { source } = value;
    if (!source) return html`<p class="muted">${say.done.gone}</p>`;
    const name = nameOf(source);
    return html`${this.opened ? html`<div class="form wide">${pasteThis(this.opened)}</div><p class="muted">${say.done.hand}</p>` : html`<p class="muted">${say.done.live}</p>`}
      <div class="sheet" aria-live="polite">${markFor(source)}${sentenceOf(source)}${progressOf(this.place.slug, source, this.#told)}${this.#mayPaste(source) ? html`<button @click=${() => this.#paste(source)}>${say.done.showSecret}</button>` : nothing}</div>
      <div class="buttons"><a class="button primary" href=${here("/")}>${say.done.board}</a>
        <a class="button" href="/admin/hooks/${keyOf(source)}">${name}</a><a class="button" href="/admin/hooks">${say.done.sources}</a>
        <button class="quiet" @click=${this.#another}>${say.done.another}</button></div>`;
  }

  /** An access that may read, but not make a webhook, leaves that to a human. */
  #mayPaste({ hook, connection, job }: Source): boolean {
    const isTried = job === null || !isUnfinished(job) || Array.isArray(job.result?.notes);
    return (
      hook.provider === "github" && !hook.registered && connection?.way === "token" && !this.opened && isTried
    );
  }

  readonly #paste = async (source: Source): Promise<void> => {
    await attempt(async () => {
      const { url, secret } = await newSecret(this.place.slug, source.hook.id);
      this.opened = { url, secret, provider: "github", name: nameOf(source) };
      return say.done.paste(nameOf(source));
    });
  };

  /** The page draws the same one with everything empty. */
  readonly #another = (): void => {
    this.dispatchEvent(new CustomEvent("codebadge-another"));
  };

  async #look(): Promise<void> {
    await this.#source.now();
    clearTimeout(this.#timer);
    const source = this.#source.value?.source;
    if (this.isConnected && source && isExpected(source))
      this.#timer = setTimeout(() => void this.#look(), EXPECTED_MS);
  }

  readonly #told = (job: JobCard): void => {
    const shown = this.#source.value?.source?.job;
    if (shown && isUnfinished(shown) && !isUnfinished(job)) void this.#look();
  };
}

define("codebadge-connect-done", Done);
