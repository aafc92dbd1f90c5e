/** `/admin/audit`: who did what by hand, newest first, by filters which stand in the address. */
import { html, nothing } from "lit";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import type { Column } from "./arrange";
import { changes } from "./changes";
import { AdminPage, heading, when } from "./page";
import { part, Rows } from "./rows";
import "./table";
import { AUDIT, Tail } from "./tail";
import type { AuditLine } from "./wire";

const PAUSE_MS = 300;
const fields = ["action", "actor", "from", "to"] as const;
type Filter = Partial<Record<(typeof fields)[number], string>>;

class Audit extends AdminPage {
  static override properties = { ...AdminPage.properties, filter: { state: true }, fresh: { state: true } };
  declare filter: Filter;
  /** Lines that were written since this list was read. */
  declare fresh: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #lines = new Rows<AuditLine>(this, async (cursor) => {
    const { body, next } = await part<{ lines: AuditLine[] }>(
      this.at(`/audit?${this.#query({ limit: "100" })}`),
      cursor,
    );
    return { rows: body.lines, next };
  });
  readonly #tail = new Tail(
    this,
    () => this.place.slug,
    AUDIT,
    () => {
      this.fresh += 1;
    },
  );

  constructor() {
    super();
    const asked = new URLSearchParams(location.search);
    const filter = Object.fromEntries(
      fields.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : [])),
    );
    Object.assign(this, { filter, fresh: 0 });
  }

  protected override render() {
    const csv = `/v1${this.at(`/audit.csv?${this.#query({})}`)}`;
    const again = this.fresh ? say.audit.fresh(this.fresh) : say.audit.refresh;
    const actions = html`<button class=${this.fresh ? "primary" : nothing} @click=${this.#again}>${again}</button>
      <a class="button" href=${csv} download="audit.csv">${say.audit.csv}</a>`;
    return html`${heading(say.audit.title, html`${this.#tail.dot()}${actions}`)}
      <form class="filters" role="search" @input=${this.#onType} @submit=${(event: Event) => event.preventDefault()}>
        ${this.#field("action", "search", say.audit.action, say.audit.actions)}
        ${this.#field("actor", "search", say.audit.actor)}
        ${this.#field("from", "date", say.audit.from)}${this.#field("to", "date", say.audit.to)}
      </form>
      <codebadge-table class="audit" .label=${say.audit.title} .source=${this.#lines} .columns=${columns} .key=${keyOf}
        .empty=${this.#empty()}></codebadge-table>`;
  }

  #field(name: keyof Filter, type: string, label: string, placeholder = "") {
    return html`<codebadge-field .name=${name} .type=${type} .label=${label} .placeholder=${placeholder}
      .value=${this.filter[name] ?? ""} maxlength="200"></codebadge-field>`;
  }

  #empty() {
    const isFiltered = Object.keys(this.filter).length > 0;
    return isFiltered
      ? html`<codebadge-empty .what=${say.audit.none} .next=${say.audit.noneNext}>
          <button @click=${this.#clear}>${say.audit.clear}</button></codebadge-empty>`
      : html`<codebadge-empty .what=${say.audit.empty} .next=${say.audit.emptyNext}></codebadge-empty>`;
  }

  readonly #onType = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    const others = Object.entries(this.filter).filter(([key]) => key !== name);
    this.filter = Object.fromEntries(value.trim() ? [...others, [name, value.trim()]] : others);
    const query = new URLSearchParams(this.filter as Record<string, string>);
    history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#again, PAUSE_MS);
  };

  readonly #clear = (): void => {
    this.filter = {};
    history.replaceState(null, "", location.pathname);
    void this.#again();
  };

  readonly #again = async (): Promise<void> => {
    this.fresh = 0;
    await this.#lines.now();
  };

  /** Days are those of whoever looks; the server takes moments. */
  #query(more: Record<string, string>): URLSearchParams {
    const { from, to, ...others } = this.filter;
    return new URLSearchParams({
      ...more,
      ...others,
      ...(from && { from: midnight(from) }),
      ...(to && { to: midnight(to) }),
    });
  }
}

function midnight(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString();
}

const keyOf = ({ id }: AuditLine) => id;

const columns: Column<AuditLine>[] = [
  { key: "at", title: say.audit.when, cell: ({ at }) => when(at) },
  {
    key: "actor",
    title: say.audit.who,
    cell: ({ actor, door }) =>
      html`<bdi>${actor}</bdi><br /><span class="muted small">${say.audit.door(say.audit.doors[door] ?? door)}</span>`,
  },
  { key: "action", title: say.audit.what, kind: "lead", cell: ({ action }) => html`<code>${action}</code>` },
  { key: "target", title: say.audit.target, cell: ({ target }) => targeted(target) },
  { key: "change", title: say.audit.change, cell: ({ before, after }) => changed(before, after) },
  { key: "why", title: say.audit.why, cell: ({ why }) => why },
];

function targeted(target: string) {
  const [kind, id] = target.split(":");
  const pages: Record<string, string> = {
    badge: "/admin/badges",
    person: "/admin/people",
    league: "/admin/leagues",
  };
  const page = kind && pages[kind];
  return page && id && /^\d+$/.test(id)
    ? html`<a href="${page}/${id}">${kind} ${id}</a>`
    : target.replace(":", " ");
}

/** What is new is told without what was left empty. */
function changed(before: AuditLine["before"], after: AuditLine["after"]) {
  const all = changes(before, after).filter(({ from, to }) => from !== null || to);
  return html`<dl class="changes">${all.map(
    ({ name, from, to }) =>
      html`<div><dt>${name}</dt><dd>${from === null ? to : difference(from, to)}</dd></div>`,
  )}</dl>`;
}

function difference(from: string, to: string | null) {
  const was = from || say.audit.nothing;
  if (to === null) return was;
  return html`<del>${was}</del> <span aria-hidden="true">→</span> <ins>${to || say.audit.nothing}</ins>`;
}

define("codebadge-admin-audit", Audit);
