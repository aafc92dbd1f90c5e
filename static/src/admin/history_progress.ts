/** A source comes in; its long work goes out, live: how far it is, until when it waits, and how it ended. */
import { html, nothing } from "lit";
import type { JobCard } from "../account/jobs";
import "../pieces/job";
import { say } from "../words/sources";
import type { Source } from "./wire_sources";

const pausable = ["history"];

/** `told` hears each new state of it. */
export function progressOf(org: string, { job }: Source, told: (job: JobCard) => void) {
  if (!job) return nothing;
  const on = ({ detail }: CustomEvent<JobCard>) => told(detail);
  return html`<codebadge-job .org=${org} .job=${job} .label=${say.jobs[job.kind] ?? ""} .pauses=${pausable.includes(job.kind)}
      @codebadge-job=${on}></codebadge-job>
    ${job.state === "done" ? html`<p class="muted small" role="status">${say.ended[job.kind] ?? nothing}</p>` : nothing}${notes(job)}`;
}

/** What could not be done and has to be known, such as a webhook that must be pasted. */
function notes({ result }: JobCard) {
  const found = result?.notes;
  if (!Array.isArray(found) || found.length === 0) return nothing;
  return html`<ul class="plain small">${found.map((note) => html`<li>${String(note)}</li>`)}</ul>`;
}
