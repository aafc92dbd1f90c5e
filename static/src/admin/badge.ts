/** `/admin/badges/{id}`: one badge, who holds it and why, and giving it to one or to many. */
import { html, nothing } from "lit";
import { get, post } from "../account/api";
import { Asked } from "../account/asked";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { personLink } from "../pieces/person_link";
import { say } from "../words/admin";
import type { Column } from "./arrange";
import "./award";
import { bare } from "./badge_form";
import { deleted, how } from "./badges";
import { confirm } from "./confirm";
import { AdminPage, go, heading, unseen, when } from "./page";
import "./pattern_giving";
import { problem } from "./problem";
import { part, Rows } from "./rows";
import { attempt } from "./said";
import "./table";
import { waiting } from "./table";
import type { Holder, WholeBadge } from "./wire";

class BadgePage extends AdminPage {
  static override properties = { ...AdminPage.properties, isAwarding: { state: true } };
  declare isAwarding: boolean;
  readonly #badge = new Asked(this, async () => bare(await get<WholeBadge>(this.at(`/badges/${this.rest}`))));
  readonly #holders = new Rows<Holder>(this, async (cursor) => {
    const { body, next } = await part<{ holders: Holder[] }>(this.at(`/badges/${this.rest}/holders`), cursor);
    return { rows: body.holders, next };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#badge.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#badge;
    if (!value) return refusal ? problem(refusal, now) : waiting();
    const award = html`<button class="primary" ?disabled=${!value.active} @click=${this.#open}>${say.badges.award}</button>
      <a class="button" href="/admin/badges/${value.id}/many">${say.many.open}</a>
      ${this.may("admin") ? this.#change(value) : nothing}`;
    return html`${heading(
      html`<span class="lead large"><codebadge-medal .badge=${value}></codebadge-medal><bdi>${value.name}</bdi></span>`,
      award,
      { href: "/admin/badges", label: say.badges.title },
    )}
      <p class="muted">${value.description}</p><p>${how(value)}</p>
      ${value.pattern && this.may("admin") ? this.#past(value) : nothing}
      <h2>${say.badges.holders}</h2>
      <codebadge-table .label=${say.badges.holders} .source=${this.#holders} .columns=${this.#columns} .key=${keyOf} .find=${text}
        .empty=${html`<codebadge-empty .what=${say.badges.noHolders} .next=${say.badges.noHoldersNext}></codebadge-empty>`}></codebadge-table>
      ${this.isAwarding ? this.#award(value) : nothing}`;
  }

  #past(badge: WholeBadge) {
    return html`<codebadge-pattern-giving .place=${this.place} .badge=${badge} @codebadge-given=${this.#again}></codebadge-pattern-giving>`;
  }

  #change(badge: WholeBadge) {
    return html`<a class="button" href="/admin/badges/${badge.id}/edit">${say.common.edit}</a>
      <button class="danger" @click=${() => this.#delete(badge)}>${say.common.remove}</button>`;
  }

  readonly #columns: Column<Holder>[] = [
    {
      key: "person",
      title: say.badges.person,
      kind: "lead",
      sort: ({ person }) => person.name,
      cell: ({ person }) => personLink(person),
    },
    {
      key: "since",
      title: say.badges.since,
      sort: ({ award }) => award.at,
      cell: ({ award }) => when(award.at),
    },
    {
      key: "why",
      title: say.badges.why,
      cell: ({ award }) => html`<span class="words">${award.reason}</span>`,
    },
    {
      key: "by",
      title: say.badges.by,
      sort: ({ award }) => award.by ?? "",
      cell: ({ award }) => award.by ?? html`<span class="muted">${say.badges.byItself}</span>`,
    },
    { key: "do", title: say.common.actions, kind: "actions", cell: (holder) => this.#revoking(holder) },
  ];

  #revoking(holder: Holder) {
    return html`<button class="danger" @click=${() => this.#revoke(holder)}>${say.badges.revoke}${unseen(holder.person.name)}</button>`;
  }

  readonly #open = (): void => {
    this.isAwarding = true;
  };

  #award(badge: WholeBadge) {
    const close = () => {
      this.isAwarding = false;
    };
    return html`<codebadge-award .place=${this.place} .badge=${badge} @close=${close} @codebadge-awarded=${this.#again}></codebadge-award>`;
  }

  readonly #again = (): void => {
    void this.#badge.now();
    void this.#holders.now();
  };

  async #revoke({ person }: Holder): Promise<void> {
    const badge = this.#badge.value as WholeBadge;
    const { revokeTitle, revokeText, revokeAct, revoked, why } = say.badges;
    const reason = await confirm({
      title: revokeTitle(badge.name, person.name),
      text: revokeText(person.name),
      act: revokeAct(person.name),
      why: { label: why, hint: "", least: 3 },
    });
    if (reason === null) return;
    const body = { person: person.id, reason };
    const done = await attempt(async () => {
      await post(this.at(`/badges/${badge.id}/revoke`), body);
      return revoked(person.name);
    });
    if (done) this.#again();
  }

  async #delete(badge: WholeBadge): Promise<void> {
    if (await deleted(badge, this.at(`/badges/${badge.id}`))) go("/admin/badges");
  }
}

const keyOf = ({ award }: Holder) => award.id;
const text = ({ person, award }: Holder) => `${person.name} ${person.login ?? ""} ${award.reason}`;

define("codebadge-admin-badge", BadgePage);
