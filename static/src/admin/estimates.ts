/** `/admin/estimates`: every project with its model, and what waits for a moderator in all of them. */
import { html } from "lit";
import { get } from "../account/api";
import { Asked } from "../account/asked";
import type { Offered } from "../live/wire_estimates";
import { define } from "../pieces/piece";
import { figure } from "../words/figures";
import { say } from "../words/models";
import type { Column } from "./arrange";
import "./estimate_queue";
import { listed } from "./listed";
import { AdminPage, heading } from "./page";
import "./table";

const words = say.models;

class EstimatesPage extends AdminPage {
  readonly #projects = new Asked(
    this,
    async () => (await get<{ projects: Offered[] }>(this.at("/estimates?limit=1"))).projects,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#projects.now();
  }

  protected override render() {
    const empty = html`<codebadge-empty .what=${words.noProjects} .next=${words.noProjectsNext}>
      ${this.may("admin") ? html`<a class="button primary" href="/admin/hooks">${words.connect}</a>` : ""}</codebadge-empty>`;
    return html`${heading(words.title)}<p class="muted prose">${words.intro}</p>
      <codebadge-table .label=${words.projects} .source=${listed(this.#projects)} .columns=${columns} .key=${keyOf}
        .find=${({ name }: Offered) => name} .empty=${empty}></codebadge-table>
      <codebadge-estimate-queue .place=${this.place}></codebadge-estimate-queue>`;
  }
}

const keyOf = ({ id }: Offered) => id;

const columns: Column<Offered>[] = [
  {
    key: "name",
    title: words.project,
    kind: "lead",
    sort: ({ name }) => name,
    cell: ({ id, name }) => html`<a href="/admin/estimates/${id}"><bdi>${name}</bdi></a>`,
  },
  {
    key: "open",
    title: words.open,
    kind: "number",
    sort: ({ open }) => open,
    cell: ({ open }) => figure(open),
  },
  {
    key: "lessons",
    title: words.lessons,
    kind: "number",
    sort: ({ lessons }) => lessons,
    cell: ({ lessons }) => figure(lessons),
  },
];

define("codebadge-admin-estimates", EstimatesPage);
