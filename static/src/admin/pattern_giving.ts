/**
 * `<codebadge-pattern-giving .place=${…} .badge=${…}>`: giving a badge to those who earned it before its pattern was there:
 * how many they are, how far it is, and taking it all back. Fires `codebadge-given` when people got or lost it.
 */
import { html, LitElement, nothing } from "lit";
import { get, of, post } from "../account/api";
import { tell } from "../account/form";
import { isUnfinished, type JobCard, undo } from "../account/jobs";
import type { Place } from "../account/session";
import { Refused } from "../live/rest";
import type { Refusal } from "../live/wire";
import "../pieces/job";
import { define } from "../pieces/piece";
import { say } from "../words/patterns";
import { confirm } from "./confirm";
import { when } from "./page";
import { foundView } from "./pattern_found";
import { forget, plainText, recall, remember } from "./pattern_tried";
import type { Tried } from "./pattern_wire";
import { attempt } from "./said";
import type { WholeBadge } from "./wire";

type Given = JobCard<{ badge: number; awards: number; people: number; taken: number }>;

const words = say.giving;

class Giving extends LitElement {
  static override properties = {
    place: { attribute: false },
    badge: { attribute: false },
    tried: { state: true },
    trying: { state: true },
    job: { state: true },
    isOld: { state: true },
    refusal: { state: true },
  };
  declare place: Place;
  declare badge: WholeBadge;
  declare tried: Tried | null;
  declare trying: JobCard<Tried> | null;
  declare job: Given | null;
  /** It ended before this page was opened: it can be undone, and there may be more to give by now. */
  declare isOld: boolean;
  declare refusal: Refusal | null;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.tried = recall(this.place.slug, this.#text);
    void this.#last();
  }

  get #text(): string {
    return plainText(this.badge.pattern);
  }

  /** What was given before this page was opened; it can still be undone. */
  async #last(): Promise<void> {
    const { jobs } = await get<{ jobs: Given[] }>(of(this.place.slug, "/jobs")).catch(() => ({
      jobs: [] as Given[],
    }));
    const mine = jobs.find(
      ({ kind, result }) => kind === "pattern.backfill" && result?.badge === this.badge.id,
    );
    if (this.job || !mine || mine.state === "undone") return;
    this.isOld = !isUnfinished(mine);
    this.job = mine;
  }

  protected override render() {
    const { job } = this;
    const isBusy = job !== null && job !== undefined && isUnfinished(job);
    const label = job?.state === "undoing" ? words.undoing : words.running;
    return html`<section class="sheet giving"><h2>${words.title}</h2>
      ${isBusy || (job?.state === "done" && !this.isOld) ? nothing : this.#offer()}
      ${this.refusal ? html`<p class="error" role="alert">${tell(this.refusal)}</p>` : nothing}
      <codebadge-job .org=${this.place.slug} .job=${job ?? null} .label=${label} @codebadge-job=${this.#onJob}></codebadge-job>
      <div role="status">${job && !isBusy ? this.#after(job) : nothing}</div></section>`;
  }

  #offer() {
    const { tried, trying } = this;
    const isLooking = trying && isUnfinished(trying);
    return html`<p class="muted">${words.intro}</p>
      ${isLooking ? nothing : html`<div class="buttons">${tried ? this.#button(tried.gain) : html`<button type="button" class="primary" @click=${this.#see}>${words.see}</button>`}</div>`}
      <codebadge-job .org=${this.place.slug} .job=${trying ?? null} @codebadge-job=${this.#onTried}></codebadge-job>
      ${tried ? html`<details><summary>${words.who}</summary>${foundView(tried)}</details>` : nothing}`;
  }

  #button(count: number) {
    if (count === 0) return html`<p class="muted">${words.actNobody}</p>`;
    return html`<button type="button" class="primary" @click=${() => this.#give(count)}>${words.act(count)}</button>`;
  }

  readonly #see = (): Promise<void> =>
    this.#attempt(async () => {
      const body = { pattern: this.badge.pattern, badge: this.badge.id };
      this.trying = (await post<{ job: JobCard<Tried> }>(of(this.place.slug, "/patterns/preview"), body)).job;
    });

  readonly #onTried = (event: CustomEvent<JobCard<Tried>>): void => {
    event.stopPropagation();
    this.trying = event.detail;
    const { state, result } = event.detail;
    if (state !== "done" || !result) return;
    remember(this.place.slug, this.#text, result);
    this.tried = result;
  };

  async #give(count: number): Promise<void> {
    const asked = {
      title: words.confirmTitle(this.badge.name),
      text: words.confirmText,
      act: words.confirmAct(count),
      harmless: true,
    };
    if ((await confirm(asked)) === null) return;
    await this.#attempt(async () => {
      this.job = (await post<{ job: Given }>(of(this.place.slug, `/badges/${this.badge.id}/backfill`))).job;
    });
  }

  readonly #onJob = (event: CustomEvent<Given>): void => {
    event.stopPropagation();
    const wasUnfinished = this.job && isUnfinished(this.job);
    this.job = event.detail;
    if (isUnfinished(event.detail)) this.isOld = false;
    if (!wasUnfinished || isUnfinished(event.detail)) return;
    forget();
    this.tried = null;
    this.trying = null;
    this.dispatchEvent(new Event("codebadge-given"));
  };

  #after(job: Given) {
    if (job.state === "undone") return html`<p>${words.undone}</p>`;
    if (job.state === "failed") return nothing;
    const count = countOf(job);
    const taken = job.result?.taken ?? 0;
    return html`<p>${this.isOld ? html`${words.before} ` : nothing}${count === null ? words.doneUnknown : words.done(count)} ${taken ? words.taken(taken) : nothing}
        ${this.isOld ? html`<span class="muted small">${when(job.finished_at)}</span>` : nothing}</p>
      ${
        count === 0 && taken === 0
          ? nothing
          : html`<button type="button" @click=${() => this.#undo(job, count)}>${words.undo}</button>
        <p class="muted small">${words.undoText}</p>`
      }`;
  }

  async #undo({ id }: Given, count: number | null): Promise<void> {
    const why = { label: words.undoWhy, hint: words.undoWhyHint, least: 3 };
    const reason = await confirm({
      title: words.undoTitle,
      text: words.undoText,
      act: words.undoAct(count),
      why,
    });
    if (reason === null) return;
    await attempt(async () => {
      this.job = (await undo(this.place.slug, id, reason)) as Given;
      return words.undoing;
    });
  }

  async #attempt(deed: () => Promise<void>): Promise<void> {
    this.refusal = null;
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refusal = error.refusal;
    }
  }
}

/** How many got it by this job; null when it does not say. */
function countOf({ result }: Given): number | null {
  return result?.people ?? null;
}

define("codebadge-pattern-giving", Giving);
