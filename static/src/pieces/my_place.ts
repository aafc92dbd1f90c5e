/**
 * `<codebadge-my-place .me=${…} .place=${…}>`: oneself in one organisation: points and badges, who sees them, export,
 * erase. Fires `codebadge-erased`.
 */
import { html, LitElement, nothing } from "lit";
import { Asked } from "../account/asked";
import { download } from "../account/download";
import { Form, sends, tell, type Values } from "../account/form";
import { type Account, accountIn, erase, exported, hide } from "../account/me";
import { isAtLeast, type Me, type Place } from "../account/session";
import { Refused } from "../live/rest";
import { waitingFor } from "../pages/waiting";
import { say } from "../words/account";
import { figure } from "../words/figures";
import type { Dialog } from "./dialog";
import "./dialog";
import "./field";
import { define } from "./piece";
import { toast } from "./toast";

class MyPlace extends LitElement {
  static override properties = {
    me: { attribute: false },
    place: { attribute: false },
    isShown: { type: Boolean },
    isErasing: { state: true },
  };
  declare me: Me;
  declare place: Place;
  /** The pages of this server show this organisation. */
  declare isShown: boolean;
  declare isErasing: boolean;
  readonly #account = new Asked<Account>(this, () => accountIn(this.place.slug, this.me.id));
  readonly #form = new Form(this, {
    check: (values) => this.#checkName(values),
    send: (values, key) => this.#erase(values, key),
    field: ({ code }) => (code === "invalid" ? "confirm" : null),
  });

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
        ${isAtLeast(this.place.role, "moderator") ? html`<a href="/admin">${say.me.admin}</a>` : nothing}</p>
      <label class="switch"><input type="checkbox" role="switch" .checked=${account.hidden} @change=${this.#onHide}
          aria-describedby="hide-${this.place.slug}" />
        <span>${say.me.hide}</span></label>
      <p class="hint" id="hide-${this.place.slug}">${say.me.hideHint}</p>
      <p class="buttons"><button @click=${this.#export} title=${say.me.exportHint}>${say.me.exporting}</button>
        <button class="danger" @click=${this.#open}>${say.me.erase(this.place.name)}</button></p>
      ${this.#dialog(account)}`;
  }

  #public(account: Account) {
    if (account.hidden) return html`<span class="muted">${say.me.hiddenNow}</span>`;
    return this.isShown ? html`<a href="/people/${account.id}">${say.me.publicPage}</a>` : nothing;
  }

  #dialog(account: Account) {
    const { name } = this.place;
    const points = say.me.points(account.points, figure(account.points));
    const badges = say.me.badges(account.badges, figure(account.badges));
    return html`<codebadge-dialog .label=${say.me.eraseTitle(name)} @close=${() => this.requestUpdate()}>
      <form class="form" novalidate @submit=${this.#form.submit} @input=${this.#form.mended}>
        <p>${say.me.eraseText(points, badges)}</p>
        ${this.#form.summary()}
        <codebadge-field name="confirm" required autocomplete="off" .label=${say.me.eraseConfirm(account.name)}
          .error=${this.#form.problems.confirm} .maxlength=${200}></codebadge-field>
        <div class="buttons">${sends(this.#form, say.me.eraseDo(name, points), say.me.erasing, "danger")}
          <button type="button" @click=${this.#close}>${say.me.keep}</button></div>
      </form></codebadge-dialog>`;
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

  readonly #open = (): void => void this.querySelector<Dialog>("codebadge-dialog")?.show();
  readonly #close = (): void => this.querySelector<Dialog>("codebadge-dialog")?.close();

  #checkName({ confirm = "" }: Values) {
    const name = this.#account.value?.name.trim() ?? "";
    return confirm === name ? {} : { confirm: say.me.eraseWrong(name) };
  }

  async #erase({ confirm = "" }: Values, key: string): Promise<void> {
    await erase(this.place.slug, this.me.id, confirm, key);
    this.#close();
    this.dispatchEvent(new CustomEvent("codebadge-erased", { detail: this.place }));
  }
}

define("codebadge-my-place", MyPlace);
