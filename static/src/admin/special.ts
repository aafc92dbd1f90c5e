/** `/admin/special`: badges with a rule, who waits for one, and giving them. */
import { html, nothing } from "lit";
import { get, post } from "../account/api";
import { Asked } from "../account/asked";
import type { Award } from "../live/wire";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import { exact, moment } from "../words/times";
import type { Column } from "./arrange";
import "./award";
import { listed } from "./listed";
import { AdminPage, heading, unseen } from "./page";
import { attempt } from "./said";
import "./table";
import type { SpecialBadge } from "./wire";

const NAMED = 3;

class Special extends AdminPage {
  static override properties = { ...AdminPage.properties, awarding: { state: true } };
  declare awarding: SpecialBadge | null;
  readonly #badges = new Asked(this, async () => {
    return (await get<{ badges: SpecialBadge[] }>(this.at("/special-badges"))).badges;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#badges.now();
  }

  protected override render() {
    const create = html`<a class="button primary" href="/admin/special/new">${say.special.create}</a>`;
    return html`${heading(say.special.title, create)}<p class="muted prose">${say.special.intro}</p>
      <codebadge-table .label=${say.special.title} .source=${listed(this.#badges)} .columns=${this.#columns} .key=${keyOf}
        .find=${text} .empty=${html`<codebadge-empty .what=${say.special.empty} .next=${say.special.emptyNext}>${create}</codebadge-empty>`}
      ></codebadge-table>${this.awarding ? this.#award(this.awarding) : nothing}`;
  }

  readonly #columns: Column<SpecialBadge>[] = [
    { key: "name", title: say.badges.name, kind: "lead", sort: ({ name }) => name, cell: lead },
    { key: "rule", title: say.special.rule, cell: rule },
    { key: "waiting", title: say.special.waiting, cell: waiting },
    {
      key: "held",
      title: say.special.held,
      kind: "number",
      sort: ({ held }) => held,
      cell: ({ held }) => figure(held),
    },
    { key: "do", title: say.common.actions, kind: "actions", cell: (badge) => this.#actions(badge) },
  ];

  #actions(badge: SpecialBadge) {
    const isByHand = badge.rule.kind === "hand";
    const give = () => {
      if (isByHand) this.awarding = badge;
      else void this.#allot(badge);
    };
    return html`<div class="buttons">
      <button @click=${give}>${isByHand ? say.special.allot : say.special.allotNow}${unseen(badge.name)}</button>
      <a class="button" href="/admin/special/${badge.id}">${say.common.edit}${unseen(badge.name)}</a></div>`;
  }

  async #allot({ id, name }: SpecialBadge): Promise<void> {
    const done = await attempt(async () => {
      const { awards } = await post<{ awards: Award[] }>(this.at(`/special-badges/${id}/allot`));
      return say.special.allotted(name, awards.length);
    });
    if (done) await this.#badges.now();
  }

  #award(badge: SpecialBadge) {
    const close = () => {
      this.awarding = null;
    };
    return html`<codebadge-award .place=${this.place} .badge=${badge} .path=${`/special-badges/${badge.id}/allot`} @close=${close}
      @codebadge-awarded=${this.#badges.now}></codebadge-award>`;
  }
}

const keyOf = ({ id }: SpecialBadge) => id;
const text = ({ name, explains, waiting: who }: SpecialBadge) =>
  `${name} ${explains} ${(who ?? []).join(" ")}`;

function lead(badge: SpecialBadge) {
  return html`<span class="lead"><codebadge-medal .badge=${badge}></codebadge-medal>
    <a href="/admin/badges/${badge.id}"><bdi>${badge.name}</bdi></a></span>`;
}

function rule({ explains, next_at, rule: { kind }, stock, held }: SpecialBadge) {
  return html`${explains}${
    kind === "hand" && stock !== null
      ? html` <span class="mark">${say.special.stock(figure(Math.max(0, stock - held)), figure(stock))}</span>`
      : nothing
  }${next_at ? html`<br /><span class="muted small">${say.special.next[kind]}: <time datetime=${next_at} title=${exact(new Date(next_at))}>${moment(new Date(next_at))}</time></span>` : nothing}`;
}

function waiting({ waiting: who = [] }: SpecialBadge) {
  if (who.length === 0) return html`<span class="muted" aria-hidden="true">–</span>`;
  const rest = who.length - NAMED;
  return html`<span title=${who.join(", ")}>${who.slice(0, NAMED).join(", ")}${rest > 0 ? ` ${say.special.more(rest)}` : ""}</span>`;
}

define("codebadge-admin-special", Special);
