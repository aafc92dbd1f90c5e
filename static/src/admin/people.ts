/** `/admin/people`: everybody of the organisation, found by the server as one types. */
import { html, nothing } from "lit";
import { face } from "../pieces/face";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import type { Column } from "./arrange";
import { AdminPage, heading, when } from "./page";
import { part, Rows } from "./rows";
import "./table";
import type { AdminPerson } from "./wire";

const PAUSE_MS = 200;

class People extends AdminPage {
  static override properties = { ...AdminPage.properties, wanted: { state: true }, total: { state: true } };
  declare wanted: string;
  declare total: number | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #people = new Rows<AdminPerson>(this, async (cursor) => {
    const query = new URLSearchParams({ limit: "100", ...(this.wanted && { search: this.wanted }) });
    const { body, next } = await part<{ people: AdminPerson[]; total: number }>(
      this.at(`/people?${query}`),
      cursor,
    );
    this.total = body.total;
    return { rows: body.people, next };
  });

  constructor() {
    super();
    Object.assign(this, { wanted: "", total: null });
  }

  protected override render() {
    const actions = html`<a class="button primary" href="/admin/people/new">${say.persons.create}</a>
      <a class="button" href="/admin/people/merge">${say.persons.merging}</a>`;
    return html`${heading(say.persons.title, actions)}
      <div class="filter"><label>${say.persons.search}<input type="search" autocomplete="off" aria-describedby="found"
          .value=${this.wanted} @input=${this.#onType} /></label>
        <p class="muted small figures" id="found" role="status">${this.total === null ? "" : say.persons.found(this.total)}</p></div>
      <codebadge-table .label=${say.persons.title} .source=${this.#people} .columns=${columns} .key=${keyOf}
        .empty=${this.#empty()}></codebadge-table>`;
  }

  #empty() {
    return this.wanted
      ? html`<codebadge-empty .what=${say.persons.noMatch(this.wanted)} .next=${say.persons.noMatchNext}></codebadge-empty>`
      : html`<codebadge-empty .what=${say.persons.empty} .next=${say.persons.emptyNext}></codebadge-empty>`;
  }

  readonly #onType = (event: Event): void => {
    this.wanted = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#people.now, PAUSE_MS);
  };
}

const keyOf = ({ id }: AdminPerson) => id;

const columns: Column<AdminPerson>[] = [
  { key: "name", title: say.persons.name, kind: "lead", sort: ({ name }) => name, cell: lead },
  {
    key: "role",
    title: say.persons.role,
    sort: ({ role_name }) => role_name,
    cell: ({ role_name }) => role_name,
  },
  {
    key: "points",
    title: say.persons.points,
    kind: "number",
    sort: ({ points }) => points,
    cell: ({ points }) => figure(points),
  },
  {
    key: "badges",
    title: say.persons.badges,
    kind: "number",
    sort: ({ badges }) => badges,
    cell: ({ badges }) => figure(badges),
  },
  {
    key: "joined",
    title: say.persons.joined,
    sort: ({ joined_at }) => joined_at,
    cell: ({ joined_at }) => when(joined_at),
  },
  {
    key: "signed",
    title: say.persons.signedIn,
    sort: ({ signed_in_at }) => signed_in_at ?? "",
    cell: ({ signed_in_at }) => when(signed_in_at, say.persons.neverSignedIn),
  },
];

function lead(person: AdminPerson) {
  const also = person.login ? `@${person.login}` : person.email;
  return html`<span class="lead">${face(person)}<span><a href="/admin/people/${person.id}"><bdi>${person.name}</bdi></a>
      ${also && also !== `@${person.name}` ? html`<span class="muted small"><bdi>${also}</bdi></span>` : nothing}</span>
    ${person.hidden ? html`<span class="mark">${say.persons.hidden}</span>` : nothing}
    ${person.left_at ? html`<span class="mark">${say.persons.left}</span>` : nothing}</span>`;
}

define("codebadge-admin-people", People);
