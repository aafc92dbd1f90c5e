/** `<codebadge-my-shares>`: what of the studio is shared with oneself; what waits is confirmed, the rest opened or given back. */
import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Asked } from "../account/asked";
import { confirmShare, leaveShare, type MyShare, myShares } from "../account/shares";
import { confirm } from "../admin/confirm";
import { attempt } from "../admin/said";
import { waitingFor } from "../pages/waiting";
import { say as words } from "../words/shares";
import { define } from "./piece";

const say = words.mine;

class MyShares extends LitElement {
  readonly #shares = new Asked<MyShare[]>(this, myShares);

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#shares.now();
  }

  /** Whoever has nothing needs no section about it. */
  protected override render() {
    const { value, refusal } = this.#shares;
    if (!value && !refusal) return nothing;
    if (value?.length === 0) return nothing;
    return html`<section><h2>${say.title}</h2>${
      value
        ? html`<ul class="browsers">${repeat(
            value,
            ({ id }) => id,
            (one) => this.#item(one),
          )}</ul>`
        : waitingFor(this.#shares)
    }</section>`;
  }

  #item(share: MyShare) {
    const isWaiting = share.state === "waiting";
    const what = named(share);
    return html`<li data-share=${share.id}><strong><bdi>${what}</bdi></strong>
      <span class="muted small">${share.organization} · ${say.by(share.by)}${isWaiting ? html` · ${say.waiting}` : nothing}
        · ${say.role(share.role)}</span>
      ${share.note ? html`<q class="small note">${share.note}</q>` : nothing}
      <span class="buttons">${
        isWaiting
          ? html`<button class="primary" @click=${() => this.#confirm(share)}>${say.confirm}<span class="unseen"> ${what}</span></button>`
          : html`<a class="button" href=${share.href}>${say.open}<span class="unseen"> ${what}</span></a>`
      }<button class="quiet" @click=${() => this.#leave(share)}>${isWaiting ? say.decline : say.leave}<span class="unseen"> ${what}</span></button></span></li>`;
  }

  async #confirm(share: MyShare): Promise<void> {
    await attempt(async () => {
      await confirmShare({ share: share.id });
      return say.confirmed(named(share));
    });
    await this.#shares.now();
  }

  async #leave(share: MyShare): Promise<void> {
    const what = named(share);
    const act = share.state === "waiting" ? say.decline : say.leave;
    if ((await confirm({ title: say.leaveTitle(what), text: say.leaveText, act })) === null) return;
    await attempt(async () => {
      await leaveShare(share.id);
      return say.left(what);
    });
    await this.#shares.now();
  }
}

function named({ design }: MyShare): string {
  return design?.name ?? say.studio;
}

define("codebadge-my-shares", MyShares);
