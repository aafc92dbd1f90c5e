/**
 * `<codebadge-my-place .me=${…} .place=${…}>`: oneself in one organisation: points and badges, who sees them, all as a
 * file. Fires `codebadge-account` with what it has read.
 */
import { html, LitElement, nothing } from "lit";
import { Asked } from "../account/asked";
import { download } from "../account/download";
import { tell } from "../account/form";
import { type Account, accountIn, exported, hide } from "../account/me";
import { isAtLeast, type Me, type Place } from "../account/session";
import { choose } from "../admin/tenant";
import { Refused } from "../live/rest";
import { waitingFor } from "../pages/waiting";
import { say } from "../words/account";
import { figure } from "../words/figures";
import { within } from "./here";
import { define } from "./piece";
import { toast } from "./toast";

class MyPlace extends LitElement {
  static override properties = {
    me: { attribute: false },
    place: { attribute: false },
    isShown: { type: Boolean },
  };
  declare me: Me;
  declare place: Place;
  /** The pages of this server show this organisation. */
  declare isShown: boolean;
  readonly #account = new Asked<Account>(this, () => this.#read());
  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#account.now();
  }

  protected override render() {
    const { slug, name, role, role_name } = this.place;
    const account = this.#account.value;
    return html`<section class="place" aria-labelledby="place-${slug}">
      <header><h3 id="place-${slug}">${name}</h3><span class="muted small">${role_name}</span></header>
      ${account ? this.#content(account) : this.#without(role)}
    </section>`;
  }

  /** The server's owner has a say everywhere without being a member everywhere. */
  #without(role: Place["role"]) {
    const { refusal } = this.#account;
    if (refusal?.code === "not_found" && role === "owner")
      return html`<p class="muted">${say.me.ownerOnly}</p>`;
    return waitingFor(this.#account);
  }

  #content(account: Account) {
    return html`<p class="figures sums"><strong>${say.me.points(account.points, figure(account.points))}</strong>
        <strong>${say.me.badges(account.badges, figure(account.badges))}</strong>
        ${this.#public(account)}
        ${isAtLeast(this.place.role, "moderator") ? html`<a href="/admin" @click=${() => choose(this.place.slug)}>${say.me.admin}</a>` : nothing}</p>
      <label class="switch"><input type="checkbox" role="switch" .checked=${account.hidden} @change=${this.#onHide}
          aria-describedby="hide-${this.place.slug}" />
        <span>${say.me.hide}</span></label>
      <p class="hint" id="hide-${this.place.slug}">${say.me.hideHint}</p>
      <p class="buttons"><button @click=${this.#export} title=${say.me.exportHint}>${say.me.exporting}</button>
</p>`;
  }

  #public(account: Account) {
    if (account.hidden) return html`<span class="muted">${say.me.hiddenNow}</span>`;
    const org = this.isShown ? null : this.place.slug;
    return html`<a href=${within(`/people/${account.id}`, org)}>${say.me.publicPage}</a>`;
  }

  async #read(): Promise<Account> {
    const account = await accountIn(this.place.slug, this.me.id);
    this.dispatchEvent(new CustomEvent("codebadge-account", { detail: account, bubbles: true }));
    return account;
  }

  readonly #onHide = async (event: Event): Promise<void> => {
    await this.#setHidden((event.target as HTMLInputElement).checked);
  };

  async #setHidden(hidden: boolean): Promise<void> {
    const { value } = this.#account;
    if (!value) return;
    const { slug, name } = this.place;
    this.#account.set({ ...value, hidden });
    try {
      await hide(slug, this.me.id, hidden);
      toast(hidden ? say.me.hidden(name) : say.me.shown(name), () => this.#setHidden(!hidden));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#account.set({ ...value, hidden: !hidden });
      toast(tell(error.refusal));
    }
  }

  readonly #export = async (): Promise<void> => {
    const { slug } = this.place;
    try {
      download(await exported(slug, this.me.id), `codebadge-${slug}-${this.me.id}.json`);
      toast(say.me.exported);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(tell(error.refusal));
    }
  };
}

define("codebadge-my-place", MyPlace);
