/**
 * `<codebadge-job org="lumen" .job=${…}>`: long work that goes on elsewhere: how far it is, a button to stop it (with
 * `pauses`: another to pause it), how it ended. Fires `codebadge-job` with every new state of it.
 */
import { html, LitElement, nothing } from "lit";
import {
  Following,
  isUnfinished,
  type JobCard,
  pause,
  resume,
  share,
  stop,
  waitsUntil,
} from "../account/jobs";
import { attempt } from "../admin/said";
import { clock, figure } from "../words/figures";
import { say } from "../words/jobs";
import { define } from "./piece";

class Job extends LitElement {
  static override properties = { org: {}, job: { attribute: false }, label: {}, pauses: { type: Boolean } };
  declare org: string;
  declare job: JobCard | null;
  /** What it does, while it does it. */
  declare label: string;
  declare pauses: boolean;
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
      ${
        job.state === "undoing"
          ? nothing
          : html`<div class="buttons">${this.pauses ? this.#pauseOrResume(job) : nothing}
        <button type="button" @click=${() => attempt(() => this.#stop(job))}>${say.job.stop}</button></div>`
      }</div>`;
  }

  #pauseOrResume(job: JobCard) {
    const isPaused = job.state === "paused";
    return html`<button type="button" @click=${() => this.#turn(job.id, isPaused)}>${isPaused ? say.job.resume : say.job.pause}</button>`;
  }

  async #turn(id: number, isPaused: boolean): Promise<void> {
    await attempt(async () => {
      this.#following.follow(await (isPaused ? resume : pause)(this.org, id));
      return isPaused ? say.job.goesOn : say.job.pausedNow;
    });
  }

  async #stop({ id }: JobCard): Promise<string> {
    this.#following.follow(await stop(this.org, id));
    return say.job.stopped;
  }
}

function soFar(job: JobCard): string {
  const until = waitsUntil(job, new Date());
  if (until) return (job.error ? say.job.until : say.job.later)(clock(until), counted(job));
  if (job.state === "paused") return say.job.paused(counted(job));
  if (job.state === "waiting") return say.job.waiting;
  if (job.state === "undoing") return ""; // going back, nobody counts
  return counted(job);
}

function counted({ done, total }: JobCard): string {
  return total === null ? say.job.sofar(figure(done)) : say.job.of(figure(done), figure(total));
}

define("codebadge-job", Job);
