/** `/admin/insights`: how the organisation's work goes on, in charts which are tables too, to be kept as CSV. */
import { html, nothing, svg } from "lit";
import { get, of } from "../account/api";
import { Asked } from "../account/asked";
import "../pieces/chart";
import "../pieces/notice";
import { personLink } from "../pieces/person_link";
import { define } from "../pieces/piece";
import { figure } from "../words/figures";
import { say as words } from "../words/insights";
import { dayOf } from "../words/times";
import { AdminPage, heading, when } from "./page";
import { problem } from "./problem";
import { waiting } from "./table";
import type { Insights, Share } from "./wire_insights";

const say = words.insights;
const PAUSE_MS = 400;
const fields = ["from", "to", "project"] as const;
type Filter = Partial<Record<(typeof fields)[number], string>>;

class InsightsPage extends AdminPage {
  static override properties = { ...AdminPage.properties, filter: { state: true }, kind: { state: true } };
  declare filter: Filter;
  /** Whose time to close is drawn. */
  declare kind: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #projects = new Asked(
    this,
    async () => (await get<{ projects: { id: number; name: string }[] }>(of(this.place.slug))).projects,
  );
  readonly #insights = new Asked(this, () => get<Insights>(this.at(`/insights${this.#query()}`)));

  constructor() {
    super();
    const asked = new URLSearchParams(location.search);
    this.filter = Object.fromEntries(
      fields.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : [])),
    );
    this.kind = "issue.closed";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#projects.now();
    void this.#insights.now();
  }

  protected override render() {
    const { value, refusal, now, isSlow } = this.#insights;
    return html`${heading(say.title)}<p class="muted prose">${say.intro}</p>${this.#choice()}
      ${refusal ? problem(refusal, now) : nothing}
      ${value ? html`<div class="insights" aria-busy=${isSlow}>${this.#found(value)}</div>` : refusal ? nothing : waiting()}`;
  }

  #choice() {
    const scopes = [
      ["", say.whole] as const,
      ...(this.#projects.value ?? []).map(({ id, name }) => [String(id), name] as const),
    ];
    return html`<form class="filters" role="search" @input=${this.#onChoice} @submit=${(event: Event) => event.preventDefault()}>
      <codebadge-field name="from" type="date" .label=${say.from} .value=${this.filter.from ?? ""}></codebadge-field>
      <codebadge-field name="to" type="date" .label=${say.to} .value=${this.filter.to ?? ""}></codebadge-field>
      <codebadge-field name="project" type="select" .label=${say.scope} .value=${this.filter.project ?? ""} .options=${scopes}></codebadge-field>
    </form>`;
  }

  #found(found: Insights) {
    if (found.weeks.every(({ deeds, points }) => deeds === 0 && points === 0))
      return html`<codebadge-empty .what=${say.empty} .next=${say.emptyNext}><a class="button" href="/admin/hooks">${say.connect}</a></codebadge-empty>`;
    const weeks = found.weeks.map(({ start }) => dayOf(start));
    const points = [{ name: say.pointsName, values: found.weeks.map((week) => week.points) }];
    const contributors = [
      { name: say.returning, values: found.contributors.map((week) => week.returning) },
      { name: say.fresh, values: found.contributors.map((week) => week.new) },
    ];
    return html`<section><codebadge-chart .label=${say.points} .series=${points} .columns=${weeks} .write=${say.pointsUnit}></codebadge-chart>${this.#csv("weeks", say.points)}</section>
      <section><codebadge-chart .label=${say.contributors} .series=${contributors} .columns=${weeks} .write=${say.peopleUnit}></codebadge-chart>${this.#csv("contributors", say.contributors)}</section>
      <section>${this.#close(found)}${this.#csv("time_to_close", say.close)}</section>
      <section><h2>${say.kinds}</h2><p class="muted small">${say.kindsHint}</p>${shares(found.kinds)}${this.#csv("kinds", say.kinds)}</section>
      ${found.disciplines.length > 1 ? html`<section><h2>${say.disciplines}</h2>${shares(found.disciplines)}${this.#csv("disciplines", say.disciplines)}</section>` : nothing}
      ${quiet(found)}${rules(found)}${earned(found)}`;
  }

  #close({ weeks, time_to_close }: Insights) {
    const mine = new Map(
      time_to_close.filter(({ kind }) => kind === this.kind).map((line) => [line.start, line]),
    );
    const series = [
      { name: say.median, values: weeks.map(({ start }) => mine.get(start)?.median_hours ?? null) },
      { name: say.most, values: weeks.map(({ start }) => mine.get(start)?.p90_hours ?? null) },
    ];
    return html`<codebadge-field class="narrow" name="kind" type="select" .label=${say.closeKind} .value=${this.kind}
        .options=${Object.entries(say.closeOf)} @change=${this.#onKind}></codebadge-field>
      <codebadge-chart form="lines" .label=${say.close} .series=${series} .columns=${weeks.map(({ start }) => dayOf(start))} .write=${say.hours}></codebadge-chart>`;
  }

  #csv(table: string, name: string) {
    const query = new URLSearchParams({ table, ...this.filter });
    return html`<p><a class="small" href="/v1${this.at(`/insights.csv?${query}`)}" download="${table}.csv" aria-label=${say.csvOf(name)}>${say.csv}</a></p>`;
  }

  #query(): string {
    const query = new URLSearchParams(this.filter as Record<string, string>);
    return query.size ? `?${query}` : "";
  }

  readonly #onKind = (event: Event): void => {
    this.kind = (event.target as HTMLSelectElement).value;
  };

  readonly #onChoice = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    const others = Object.entries(this.filter).filter(([key]) => key !== name);
    this.filter = Object.fromEntries(value ? [...others, [name, value]] : others);
    history.replaceState(null, "", `${location.pathname}${this.#query()}`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#insights.now, PAUSE_MS);
  };
}

function shares(lines: readonly Share[]) {
  const all = lines.reduce((sum, { points }) => sum + Math.max(0, points), 0) || 1;
  return html`<table class="plain figures shares"><thead><tr><th scope="col">${say.name}</th><th scope="col" data-kind="number">${say.deeds}</th>
      <th scope="col" data-kind="number">${say.pointsName}</th><th scope="col">${say.share}</th></tr></thead><tbody>${lines.map(
        ({ name, deeds, points }) => {
          const share = (Math.max(0, points) / all) * 100;
          return html`<tr><th scope="row">${name ? (say.names[name] ?? name) : html`<span class="muted">${say.noDiscipline}</span>`}</th>
          <td data-kind="number">${figure(deeds)}</td><td data-kind="number">${figure(points)}</td>
          <td><span class="share"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width=${share} height="8" />`}</svg>${figure(Math.round(share))} %</span></td></tr>`;
        },
      )}</tbody></table>`;
}

function quiet({ quiet: people, quiet_count }: Insights) {
  return html`<section><h2>${say.quiet}</h2><p class="muted">${say.quietIntro(quiet_count)}</p>${
    people.length
      ? html`<ul class="lines">${people.map(({ person, last_at }) => html`<li>${personLink(person)} <span class="muted small">${say.last} ${when(last_at)}</span></li>`)}</ul>`
      : nothing
  }</section>`;
}

function rules({ rules: changes }: Insights) {
  if (changes.length === 0)
    return html`<section><h2>${say.rules}</h2><p class="muted">${say.noRules}</p></section>`;
  return html`<section><h2>${say.rules}</h2><p class="muted">${say.rulesIntro}</p>
    <table class="plain figures"><thead><tr><th scope="col">${say.since}</th><th scope="col">${say.before}</th><th scope="col">${say.after}</th></tr></thead><tbody>${changes.map(
      (
        change,
      ) => html`<tr><th scope="row">${say.version(change.version)}${change.project ? ` ${say.ofProject}` : ""}<br /><span class="muted small">${when(change.from_at)}</span></th>
        <td>${say.effect(change.points_before, change.deeds_before)}</td><td>${say.effect(change.points_after, change.deeds_after)}</td></tr>`,
    )}</tbody></table></section>`;
}

function earned({ badges }: Insights) {
  if (badges.length === 0)
    return html`<section><h2>${say.badges}</h2><p class="muted">${say.noBadges}</p></section>`;
  return html`<section><h2>${say.badges}</h2><table class="plain figures"><thead><tr><th scope="col">${say.badge}</th>
    <th scope="col" data-kind="number">${say.awarded}</th></tr></thead><tbody>${badges.map(
      ({ badge, awarded }) =>
        html`<tr><th scope="row"><a href="/admin/badges/${badge.id}">${badge.name}</a></th><td data-kind="number">${figure(awarded)}</td></tr>`,
    )}</tbody></table></section>`;
}

define("codebadge-admin-insights", InsightsPage);
