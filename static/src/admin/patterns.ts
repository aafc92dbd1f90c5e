/** `/admin/patterns`: what earns badges by itself, whether it still does, and long work that was asked for. */
import { html, nothing } from "lit";
import { get } from "../account/api";
import { Asked } from "../account/asked";
import { isUnfinished, type JobCard } from "../account/jobs";
import "../pieces/job";
import "../pieces/medal";
import { define } from "../pieces/piece";
import { figure } from "../words/figures";
import { say as jobs } from "../words/jobs";
import { say } from "../words/patterns";
import type { Column } from "./arrange";
import { listed } from "./listed";
import { AdminPage, heading, when } from "./page";
import { rhythm } from "./pattern_rhythm";
import type { Watched } from "./pattern_wire";
import "./table";

class PatternsPage extends AdminPage {
  readonly #patterns = new Asked(
    this,
    async () => (await get<{ patterns: Watched[] }>(this.at("/patterns"))).patterns,
  );
  readonly #jobs = new Asked(this, async () => (await get<{ jobs: JobCard[] }>(this.at("/jobs"))).jobs);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#patterns.now();
    void this.#jobs.now();
  }

  protected override render() {
    const create = html`<a class="button primary" href="/admin/badges/new?pattern">${say.list.create}</a>`;
    return html`${heading(say.list.title, create)}<p class="muted prose">${say.list.intro}</p>
      <codebadge-table .label=${say.list.title} .source=${listed(this.#patterns)} .columns=${columns} .key=${keyOf} .find=${text}
        .empty=${html`<codebadge-empty .what=${say.list.empty} .next=${say.list.emptyNext}>${create}</codebadge-empty>`}></codebadge-table>
      <h2>${say.list.jobs}</h2>${this.#longWork()}`;
  }

  #longWork() {
    const all = this.#jobs.value ?? [];
    if (all.length === 0) return html`<p class="muted">${say.list.noJobs}</p>`;
    return html`<ul class="items">${all.map((job) => this.#job(job))}</ul>`;
  }

  #job(job: JobCard) {
    return html`<li><span>${jobs.kinds[job.kind] ?? job.kind} <span class="muted small">${jobs.job.by(job.by)}, ${when(job.created_at)}</span></span>
      ${
        isUnfinished(job)
          ? html`<codebadge-job .org=${this.place.slug} .job=${job} @codebadge-job=${this.#onJob}></codebadge-job>`
          : html`<span class="mark" data-state=${job.state === "failed" ? "dead" : job.state}>${jobs.states[job.state]}</span>`
      }</li>`;
  }

  readonly #onJob = ({ detail }: CustomEvent<JobCard>): void => {
    if (!isUnfinished(detail)) void this.#jobs.now();
  };
}

const columns: Column<Watched>[] = [
  { key: "badge", title: say.list.badge, kind: "lead", sort: ({ badge }) => badge.name, cell: lead },
  {
    key: "how",
    title: say.list.how,
    cell: ({ words }) => html`<span class="words">${words.join(" ")}</span>`,
  },
  {
    key: "last",
    title: say.list.last,
    sort: ({ last_match_at }) => last_match_at ?? "",
    cell: ({ last_match_at }) => when(last_match_at, say.list.never),
  },
  {
    key: "often",
    title: say.list.often,
    kind: "number",
    sort: ({ matches_90_days }) => matches_90_days,
    cell: ({ matches_90_days }) => figure(matches_90_days),
  },
  {
    key: "rhythm",
    title: say.list.rhythm,
    sort: ({ expected_every_days }) => expected_every_days ?? Number.MAX_VALUE,
    cell: ({ expected_every_days }) => rhythm(expected_every_days),
  },
  { key: "alarm", title: say.list.alarm, sort: ({ alarm }) => (alarm ? 0 : 1), cell: alarmCell },
];

function lead({ badge, active }: Watched) {
  return html`<span class="lead"><codebadge-medal .badge=${badge}></codebadge-medal>
    <a href="/admin/badges/${badge.id}"><bdi>${badge.name}</bdi></a>${active ? nothing : html` <span class="mark">${say.list.inactive}</span>`}</span>`;
}

function alarmCell({ alarm }: Watched) {
  return alarm
    ? html`<span class="alarm">${alarm.words}</span> <span class="muted small">${when(alarm.since)}</span>`
    : "";
}

function keyOf({ badge }: Watched): number {
  return badge.id;
}

function text({ badge, words }: Watched): string {
  return `${badge.name} ${words.join(" ")}`;
}

define("codebadge-admin-patterns", PatternsPage);
