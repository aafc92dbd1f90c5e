/** `<codebadge-my-ways .session=${…}>`: the accounts by which one signs in; unlink one, prove another. */
import { html, LitElement, nothing } from "lit";
import { Form, sends, tell, type Values } from "../account/form";
import { linkEmail, unlink } from "../account/me";
import { session as asked, type Identity, type Me, type Session, take } from "../account/session";
import { DIGITS, digitsIn, sendCode } from "../account/sign_in";
import { isEmail } from "../account/special";
import { Refused } from "../live/rest";
import { say } from "../words/account";
import type { Dialog } from "./dialog";
import "./dialog";
import "./field";
import { define } from "./piece";
import { toast } from "./toast";

class MyWays extends LitElement {
  static override properties = {
    session: { attribute: false },
    going: { state: true },
    step: { state: true },
    email: { state: true },
  };
  declare session: Session;
  declare going: Identity | null;
  declare step: "closed" | "email" | "code";
  declare email: string;
  readonly #asking = new Form(this, {
    check: ({ email = "" }) => (isEmail(email) ? {} : { email: say.signIn.wrong.email }),
    send: ({ email = "" }) => this.#send(email),
    field: ({ code }) => (code === "invalid" || code === "taken" ? "email" : null),
  });
  readonly #entering = new Form(this, {
    check: ({ code = "" }) => (digitsIn(code).length === DIGITS ? {} : { code: say.signIn.wrong.code }),
    send: (values) => this.#link(values),
    field: ({ code }) => (code === "not_signed_in" || code === "invalid" ? "code" : null),
  });

  constructor() {
    super();
    Object.assign(this, { going: null, step: "closed", email: "" });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { person } = this.session;
    if (!person) return nothing;
    return html`<ul class="ways-in">${person.identities.map((one) => this.#way(one, person))}</ul>
      ${this.#more()}${this.#dialog(person)}`;
  }

  #way(one: Identity, { identities }: Me) {
    const isOnly = identities.filter(({ proven }) => proven).length <= 1 && one.proven;
    return html`<li><span class="muted small">${say.me.provider[one.provider]}</span>
      <bdi>${nameOf(one)}</bdi>${one.proven ? nothing : html`<span class="muted small">${waits(one)}</span>`}
      ${
        isOnly
          ? html`<span class="muted small">${say.me.lastWay}</span>`
          : html`<button class="quiet" aria-label=${say.me.unlinkThis(nameOf(one))} @click=${() => this.#ask(one)}>${say.me.unlink}</button>`
      }</li>`;
  }

  #more() {
    if (this.step === "email") return this.#emailStep();
    if (this.step === "code") return this.#codeStep();
    const hasGitHub = this.session.person?.identities.some(({ provider }) => provider === "github");
    return html`<p class="buttons">${
      this.session.sign_in.github && !hasGitHub
        ? html`<a class="button" href="/sign-in/github?link=1&next=/me">${say.me.linkGitHub}</a>`
        : nothing
    }<button @click=${this.#begin}>${say.me.linkEmail}</button></p>`;
  }

  #emailStep() {
    return html`<form class="form" novalidate @submit=${this.#asking.submit} @input=${this.#asking.mended}>
      ${this.#asking.summary()}
      <codebadge-field name="email" type="email" required autocomplete="email" .maxlength=${254} .label=${say.signIn.email}
        .hint=${say.me.linkEmailHint} .error=${this.#asking.problems.email} .value=${this.email}></codebadge-field>
      <div class="buttons">${sends(this.#asking, say.me.linkSend, say.signIn.sending)}
        <button type="button" @click=${this.#cancel}>${say.cancel}</button></div></form>`;
  }

  #codeStep() {
    return html`<form class="form" novalidate @submit=${this.#entering.submit} @input=${this.#entering.mended}>
      ${this.#entering.summary()}
      <codebadge-field class="code" name="code" required inputmode="numeric" autocomplete="one-time-code" .maxlength=${40}
        .label=${say.me.linkCode(this.email)} .error=${this.#entering.problems.code}></codebadge-field>
      <div class="buttons">${sends(this.#entering, say.me.link, say.me.linking)}
        <button type="button" @click=${this.#cancel}>${say.cancel}</button></div></form>`;
  }

  #dialog(person: Me) {
    const name = this.going ? nameOf(this.going) : "";
    return html`<codebadge-dialog .label=${say.me.unlinkTitle(name)}>
      <div class="form"><p>${say.me.unlinkText(name)}</p><p class="buttons">
        <button class="danger" @click=${() => this.#unlink(person)}>${say.me.unlinkThis(name)}</button>
        <button @click=${() => this.#shown?.close()}>${say.me.keep}</button></p></div></codebadge-dialog>`;
  }

  get #shown(): Dialog | null {
    return this.querySelector<Dialog>("codebadge-dialog");
  }

  async #ask(one: Identity): Promise<void> {
    this.going = one;
    await this.updateComplete;
    await this.#shown?.show();
  }

  async #unlink({ id }: Me): Promise<void> {
    const { going } = this;
    const org = this.session.organizations[0]?.slug;
    this.#shown?.close();
    if (!going || !org) return;
    try {
      await unlink(org, id, going.id);
      take(await asked(true));
      toast(say.me.unlinked(nameOf(going)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(tell(error.refusal));
    }
  }

  async #send(email: string): Promise<void> {
    this.email = email;
    await sendCode(email);
    await this.#go("code");
  }

  async #link({ code = "" }: Values): Promise<void> {
    await linkEmail(this.email, digitsIn(code));
    take(await asked(true));
    toast(say.me.linked(this.email));
    this.email = "";
    await this.#go("closed");
  }

  readonly #begin = (): void => void this.#go("email");
  readonly #cancel = (): void => void this.#go("closed");

  async #go(step: MyWays["step"]): Promise<void> {
    this.step = step;
    await this.updateComplete;
    requestAnimationFrame(() => this.querySelector<HTMLElement>("form input, .buttons button")?.focus());
  }
}

function nameOf({ provider, login }: Identity): string {
  return provider === "email" ? login : `@${login}`;
}

function waits({ provider }: Identity): string {
  return provider === "github-login" ? say.me.waiting : say.me.unproven;
}

define("codebadge-my-ways", MyWays);
