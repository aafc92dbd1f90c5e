/** `/admin/outgoing`: whom Codebadge tells what happens here, and how that goes. */
import { html, nothing } from "lit";
import { get } from "../account/api";
import { Asked } from "../account/asked";
import { define } from "../pieces/piece";
import { say as words } from "../words/outlets";
import type { Column } from "./arrange";
import { listed } from "./listed";
import "./outlet_form";
import { secretDialog } from "./outlet_secret";
import { AdminPage, heading, when } from "./page";
import "./table";
import { conditionOf, marks, type OpenedOutlet, type Outlet } from "./wire_outlets";

const say = words.outlets;

class OutletsPage extends AdminPage {
  static override properties = { ...AdminPage.properties, isNew: { state: true }, secret: { state: true } };
  declare isNew: boolean;
  /** Of the new one; it is known only now. */
  declare secret: string;
  readonly #outlets = new Asked(
    this,
    async () => (await get<{ outlets: Outlet[] }>(this.at("/outlets"))).outlets,
  );

  constructor() {
    super();
    Object.assign(this, { isNew: false, secret: "" });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#outlets.now();
  }

  protected override render() {
    const create = html`<button class="primary" @click=${this.#open}>${say.create}</button>`;
    const empty = html`<codebadge-empty .what=${say.empty} .next=${say.emptyNext}>${create}</codebadge-empty>`;
    return html`${heading(say.title, create)}<p class="muted prose">${say.intro}</p>
      <codebadge-table .label=${say.title} .source=${listed(this.#outlets)} .columns=${columns} .key=${({ id }: Outlet) => id}
        .find=${({ name, url }: Outlet) => `${name} ${url}`} .empty=${empty}></codebadge-table>
      ${
        this.isNew
          ? html`<codebadge-outlet-form .org=${this.place.slug} .outlet=${null} @close=${this.#close}
            @codebadge-saved=${this.#onSaved}></codebadge-outlet-form>`
          : nothing
      }${this.secret ? secretDialog(this.secret, this.#forget) : nothing}`;
  }

  readonly #open = (): void => {
    this.isNew = true;
  };

  readonly #close = (): void => {
    this.isNew = false;
  };

  readonly #onSaved = ({ detail }: CustomEvent<OpenedOutlet>): void => {
    this.secret = detail.secret;
    void this.#outlets.now();
  };

  readonly #forget = (): void => {
    this.secret = "";
  };
}

const columns: Column<Outlet>[] = [
  {
    key: "name",
    title: say.name,
    kind: "lead",
    sort: ({ name }) => name,
    cell: ({ id, name, url }) =>
      html`<a href="/admin/outgoing/${id}"><bdi>${name}</bdi></a><br /><span class="muted small">${hostOf(url)}</span>`,
  },
  { key: "state", title: say.state, sort: conditionOf, cell: condition },
  {
    key: "last",
    title: say.last,
    sort: ({ sent_at }) => sent_at ?? "",
    cell: ({ sent_at }) => when(sent_at, say.never),
  },
  {
    key: "waiting",
    title: say.waiting,
    kind: "number",
    sort: ({ waiting }) => waiting,
    cell: ({ waiting }) => waiting,
  },
];

export function condition(outlet: Outlet) {
  const is = conditionOf(outlet);
  return html`<span class="mark" data-state=${marks[is]}>${say.states[is]}</span>`;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "";
  }
}

define("codebadge-admin-outlets", OutletsPage);
