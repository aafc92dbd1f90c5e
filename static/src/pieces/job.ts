/**
 * `<codebadge-job org="lumen" .job=${…}>`: long work that goes on elsewhere: how far it is, a button to stop it, how it ended.
 * Fires `codebadge-job` with every new state of it. `quiet`: only what is under way or went wrong is shown.
 */
import { html, LitElement, nothing } from "lit";
import { Following, isUnfinished, type JobCard, share, stop } from "../account/jobs";
import { attempt } from "../admin/said";
import { figure } from "../words/figures";
import { say } from "../words/jobs";
import { define } from "./piece";

class Job extends LitElement {
  static override properties = { org: {}, job: { attribute: false }, label: {} };
  declare org: string;
  declare job: JobCard | null;
  /** What it does, while it does it. */
  declare label: string;
  readonly #following = new Following(
    this,
    () => this.org,
    (job) => this.dispatchEvent(new CustomEvent("codebadge-job", { detail: job, bubbles: true })),
  );

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    const isOther =
      changed.has("job") &&
      (this.job?.id !== this.#following.job?.id || this.job?.state !== this.#following.job?.state);
    if (isOther) this.#following.follow(this.job);
  }

  protected override render() {
    const { job, refusal } = this.#following;
    if (!job) return nothing;
    if (job.state === "failed")
      return html`<codebadge-error .what=${say.job.failed} .next=${say.job.failedNext} .reference=${job.error ?? job.id}></codebadge-error>`;
    if (job.state === "stopped") return html`<p class="muted" role="status">${say.job.stopped}</p>`;
    if (!isUnfinished(job)) return nothing;
    return html`<div class="job"><div class="way"><progress aria-label=${this.label || say.job.progress} max="1" value=${job.state === "undoing" ? nothing : (share(job) ?? nothing)}></progress>
        <span class="muted small figures">${this.label ? `${this.label} ` : nothing}${soFar(job)}</span>
        ${refusal ? html`<span class="muted small">${say.job.away}</span>` : nothing}</div>
      ${job.state === "undoing" ? nothing : html`<button type="button" @click=${() => attempt(() => this.#stop(job))}>${say.job.stop}</button>`}</div>`;
  }

  async #stop({ id }: JobCard): Promise<string> {
    this.#following.follow(await stop(this.org, id));
    return say.job.stopped;
  }
}

function soFar({ state, done, total }: JobCard): string {
  if (state === "waiting") return say.job.waiting;
  if (state === "undoing") return ""; // going back, nobody counts
  return total === null ? say.job.sofar(figure(done)) : say.job.of(figure(done), figure(total));
}

define("codebadge-job", Job);
