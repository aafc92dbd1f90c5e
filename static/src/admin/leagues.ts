/** `/admin/leagues`: every league with its sections, its badge and how many are on their way. */
import { html } from "lit";
import { get } from "../account/api";
import { Asked } from "../account/asked";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import type { Column } from "./arrange";
import { listed } from "./listed";
import { AdminPage, heading } from "./page";
import "./table";
import type { League } from "./wire";

class Leagues extends AdminPage {
  readonly #leagues = new Asked(
    this,
    async () => (await get<{ leagues: League[] }>(this.at("/leagues"))).leagues,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#leagues.now();
  }

  protected override render() {
    const create = this.may("admin")
      ? html`<a class="button primary" href="/admin/leagues/new">${say.leagues.create}</a>`
      : "";
    return html`${heading(say.leagues.title, create)}
      <codebadge-table .label=${say.leagues.title} .source=${listed(this.#leagues)} .columns=${columns}
        .key=${({ id }: League) => id} .find=${({ name, description }: League) => `${name} ${description}`}
        .empty=${html`<codebadge-empty .what=${say.leagues.empty} .next=${say.leagues.emptyNext}>${create}</codebadge-empty>`}
      ></codebadge-table>`;
  }
}

const columns: Column<League>[] = [
  {
    key: "name",
    title: say.leagues.name,
    kind: "lead",
    sort: ({ name }) => name,
    cell: ({ id, name }) => html`<a href="/admin/leagues/${id}"><bdi>${name}</bdi></a>`,
  },
  {
    key: "sections",
    title: say.leagues.sections,
    kind: "number",
    sort: ({ sections }) => sections.length,
    cell: ({ sections }) => figure(sections.length),
  },
  {
    key: "badge",
    title: say.leagues.badge,
    cell: ({ badge }) =>
      badge
        ? html`<span class="lead"><codebadge-medal .badge=${badge}></codebadge-medal><bdi>${badge.name}</bdi></span>`
        : html`<span class="muted">${say.leagues.noBadge}</span>`,
  },
  {
    key: "begun",
    title: say.leagues.begun,
    kind: "number",
    sort: ({ people }) => people,
    cell: ({ people }) => figure(people),
  },
  {
    key: "finished",
    title: say.leagues.finished,
    kind: "number",
    sort: ({ finished }) => finished,
    cell: ({ finished }) => figure(finished),
  },
];

define("codebadge-admin-leagues", Leagues);
