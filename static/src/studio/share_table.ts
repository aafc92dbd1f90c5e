/** `<codebadge-share-table .org=… .design=…>`: who has what of the studio, with all that an admin does about it. */
import { html, LitElement, nothing } from "lit";
import { Asked } from "../account/asked";
import { tell } from "../account/form";
import {
  changeRole,
  resend,
  type Sent,
  type Share,
  type ShareRole,
  shareRoles,
  sharesOf,
  takeBack,
} from "../account/shares";
import type { Column } from "../admin/arrange";
import { confirm } from "../admin/confirm";
import { listed } from "../admin/listed";
import { unseen, when } from "../admin/page";
import { refusalOf } from "../admin/problem";
import "../admin/table";
import { define } from "../pieces/piece";
import { say as account } from "../words/account";
import { say as admin } from "../words/admin";
import { say as words } from "../words/shares";
import { day } from "../words/times";

const say = words.shares;
const marks = {
  waiting: "waits",
  confirmed: "done",
  dormant: "expired",
  expired: "expired",
  revoked: "revoked",
};

/** Fires `codebadge-sent` with a link that was made anew. */
export class ShareTable extends LitElement {
  static override properties = {
    org: {},
    design: { attribute: false },
    brief: { type: Boolean },
    told: { state: true },
  };
  declare org: string;
  declare design: number | null;
  /** Who has this design, or the whole studio, now; else everything that was ever shared. */
  declare brief: boolean;
  /** What was done last. */
  declare told: { words: string; undo?: () => Promise<void> } | null;
  readonly #shares = new Asked<Share[]>(this, () => sharesOf(this.org, this.design ?? null));

  constructor() {
    super();
    this.told = null;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    void this.now();
  }

  now(): Promise<void> {
    return this.#shares.now();
  }

  protected override render() {
    const source = listed(this.#shares);
    if (this.brief) source.rows = source.rows.filter((share) => this.#isOfThis(share));
    const columns = this.brief ? this.#columns.filter(({ key }) => key !== "what") : this.#columns;
    return html`<div class="told" role="status">${this.told ? this.#told(this.told.words, this.told.undo) : nothing}</div>
      <codebadge-table .label=${say.list} .source=${source} .columns=${columns} .key=${({ id }: Share) => id}
        .find=${this.brief ? undefined : textOf}
        .empty=${html`<codebadge-empty .what=${say.none} .next=${say.noneNext}></codebadge-empty>`}></codebadge-table>`;
  }

  /** Whoever has the whole studio has each design. */
  #isOfThis({ design, state }: Share): boolean {
    return state !== "revoked" && (design === null || design.id === this.design);
  }

  #told(words: string, undo?: () => Promise<void>) {
    return html`<p>${words} ${undo ? html`<button class="quiet" @click=${undo}>${account.undo}</button>` : nothing}</p>`;
  }

  readonly #columns: Column<Share>[] = [
    {
      key: "who",
      title: say.who,
      kind: "lead",
      sort: whoOf,
      cell: (share) =>
        html`<bdi>${whoOf(share)}</bdi>${share.person ? html`<br /><span class="muted small">${share.address}</span>` : nothing}${
          this.design !== null && !share.design
            ? html`<br /><span class="muted small">${say.studio}</span>`
            : nothing
        }`,
    },
    {
      key: "what",
      title: say.what,
      sort: whatOf,
      cell: ({ design }) =>
        design
          ? html`<a href="/studio/${design.id}?org=${this.org}"><bdi>${design.name}</bdi></a>`
          : say.studio,
    },
    {
      key: "role",
      title: say.role,
      sort: ({ role }) => shareRoles.indexOf(role),
      cell: (share) => this.#role(share),
    },
    { key: "state", title: say.state, sort: ({ state }) => state, cell: stateOf },
    { key: "do", title: admin.common.actions, kind: "actions", cell: (share) => this.#actions(share) },
  ];

  #role(share: Share) {
    if (share.state === "revoked") return say.roles[share.role];
    return html`<select aria-label=${say.roleOf(whoOf(share))} @change=${(event: Event) =>
      this.#change(share, (event.target as HTMLSelectElement).value as ShareRole)}>${shareRoles.map(
      (role) => html`<option value=${role} ?selected=${role === share.role}>${say.roles[role]}</option>`,
    )}</select>`;
  }

  #actions(share: Share) {
    if (share.state === "revoked") return nothing;
    const who = whoOf(share);
    return html`<div class="buttons">${
      share.confirmed_at
        ? nothing
        : html`<button @click=${() => this.#resend(share)}>${share.way === "email" ? say.resend : say.newLink}${unseen(who)}</button>`
    }<button class="danger" @click=${() => this.#revoke(share)}>${say.revoke}${unseen(who)}</button></div>`;
  }

  async #change(share: Share, role: ShareRole): Promise<void> {
    const set = async (wanted: ShareRole) => {
      await changeRole(this.org, share.id, wanted);
      return say.changed(whoOf(share), wanted);
    };
    await this.#does(
      () => set(role),
      () => this.#does(() => set(share.role)),
    );
  }

  #resend(share: Share): Promise<void> {
    return this.#does(async () => {
      const sent: Sent = await resend(this.org, share.id);
      this.dispatchEvent(new CustomEvent("codebadge-sent", { detail: sent, bubbles: true }));
      return share.way === "email" ? say.sentAgain(share.address) : say.linkMade(share.address);
    });
  }

  async #revoke(share: Share): Promise<void> {
    const who = whoOf(share);
    const text = share.confirmed_at ? say.revokeText : say.revokeWaiting;
    const title = say.revokeTitle(who, share.design ? `“${share.design.name}”` : say.studio);
    if ((await confirm({ title, text, act: say.revokeAct(who) })) === null) return;
    await this.#does(async () => {
      await takeBack(this.org, share.id);
      return say.revoked(who);
    });
  }

  /** Above a dialog a toast is seen by nobody and cannot be pressed, so what was done is told here. */
  async #does(deed: () => Promise<string>, undo?: () => Promise<void>): Promise<void> {
    try {
      this.told = { words: await deed(), ...(undo && { undo }) };
    } catch (error) {
      this.told = { words: tell(refusalOf(error)) };
    }
    await this.now();
  }
}

function stateOf({ state, expires_at, confirmed_at, revoked_at }: Share) {
  const mark = html`<span class="mark" data-state=${marks[state]}>${say.states[state]}</span>`;
  if (state === "waiting")
    return html`${mark} <span class="muted small">${say.until(day(new Date(expires_at)))}</span>`;
  if (state === "dormant") return html`${mark} <span class="muted small">${say.dormantWhy}</span>`;
  return html`${mark} <span class="muted small">${when(revoked_at ?? confirmed_at ?? expires_at)}</span>`;
}

function whoOf({ person, address, way }: Share): string {
  return person?.name ?? (address ? `${way === "github" ? "@" : ""}${address}` : say.erased);
}

function whatOf({ design }: Share): string {
  return design?.name ?? say.studio;
}

function textOf(share: Share): string {
  return `${whoOf(share)} ${share.address} ${whatOf(share)}`;
}

define("codebadge-share-table", ShareTable);
