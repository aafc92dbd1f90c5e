/** `/admin/badges`: every badge, who holds how many, and what can be done with it. */
import { html, nothing } from "lit";
import { get, remove } from "../account/api";
import { Asked } from "../account/asked";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import type { Column } from "./arrange";
import "./award";
import { confirm } from "./confirm";
import { listed } from "./listed";
import { AdminPage, heading, unseen } from "./page";
import { attempt } from "./said";
import "./table";
import type { WholeBadge } from "./wire";

class Badges extends AdminPage {
  static override properties = { ...AdminPage.properties, awarding: { state: true } };
  declare awarding: WholeBadge | null;
  readonly #badges = new Asked(this, async () => {
    return (await get<{ badges: WholeBadge[] }>(this.at("/badges"))).badges;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#badges.now();
  }

  protected override render() {
    const create = this.may("admin")
      ? html`<a class="button primary" href="/admin/badges/new">${say.badges.create}</a>`
      : nothing;
    return html`${heading(say.badges.title, create)}
      <codebadge-table .label=${say.badges.title} .source=${listed(this.#badges)} .columns=${this.#columns}
        .key=${(badge: WholeBadge) => badge.id} .find=${(badge: WholeBadge) => `${badge.name} ${badge.league?.name ?? ""} ${how(badge)}`}
        .empty=${html`<codebadge-empty .what=${say.badges.empty} .next=${say.badges.emptyNext}>${create}</codebadge-empty>`}
      ></codebadge-table>
      ${this.awarding ? this.#award(this.awarding) : nothing}`;
  }

  readonly #columns: Column<WholeBadge>[] = [
    { key: "name", title: say.badges.name, kind: "lead", sort: ({ name }) => name, cell: lead },
    {
      key: "league",
      title: say.badges.league,
      sort: ({ league }) => league?.name ?? "￿",
      cell: ({ league }) => league?.name ?? none,
    },
    { key: "how", title: say.badges.how, sort: how, cell: how },
    {
      key: "held",
      title: say.badges.held,
      kind: "number",
      sort: ({ held }) => held,
      cell: ({ held }) => figure(held),
    },
    { key: "do", title: say.common.actions, kind: "actions", cell: (badge) => this.#actions(badge) },
  ];

  #actions(badge: WholeBadge) {
    const { id, name, active } = badge;
    const award = () => {
      this.awarding = badge;
    };
    return html`<div class="buttons">
      <button ?disabled=${!active} @click=${award}>${say.badges.award}${unseen(name)}</button>
      ${
        this.may("admin")
          ? html`<a class="button" href="/admin/badges/${id}/edit">${say.common.edit}${unseen(name)}</a>
            <button class="danger" @click=${() => this.#delete(badge)}>${say.common.remove}${unseen(name)}</button>`
          : nothing
      }</div>`;
  }

  #award(badge: WholeBadge) {
    const close = () => {
      this.awarding = null;
    };
    return html`<codebadge-award .place=${this.place} .badge=${badge} @close=${close}
      @codebadge-awarded=${this.#badges.now}></codebadge-award>`;
  }

  async #delete(badge: WholeBadge): Promise<void> {
    if (await deleted(badge, this.at(`/badges/${badge.id}`))) await this.#badges.now();
  }
}

const none = html`<span class="muted" aria-hidden="true">–</span>`;

/** Asks first, says what it means, and whether it was done. */
export async function deleted({ name, held }: WholeBadge, path: string): Promise<boolean> {
  const { deleteTitle, deleteText, deleteAct } = say.badges;
  const why = { label: say.badges.deleteWhy, hint: say.badges.deleteWhyHint, least: 0 };
  const deed = {
    title: deleteTitle(name),
    text: deleteText(held),
    act: deleteAct(held),
    ...(held > 0 && { why }),
  };
  const reason = await confirm(deed);
  if (reason === null) return false;
  return attempt(async () => {
    const query = reason ? `?${new URLSearchParams({ why: reason })}` : "";
    const { taken_from } = await remove<{ taken_from: number }>(path + query);
    return say.badges.deleted(name, taken_from ?? held);
  });
}

function lead(badge: WholeBadge) {
  return html`<span class="lead"><codebadge-medal .badge=${badge}></codebadge-medal>
    <a href="/admin/badges/${badge.id}"><bdi>${badge.name}</bdi></a>
    ${badge.active ? nothing : html`<span class="mark">${say.badges.inactive}</span>`}</span>`;
}

export function how({ pattern, special, league, words }: WholeBadge): string {
  if (pattern) return words?.join(" ") || say.badges.byWork;
  if (special) return say.badges.byRule;
  return league ? say.badges.byLeague(league.name) : say.badges.byHand;
}

define("codebadge-admin-badges", Badges);
