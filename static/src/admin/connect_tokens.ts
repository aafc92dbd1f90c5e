/** `<codebadge-access-form>`: the fields for a token of GitHub, or key, token and secret of Trello, with the way to each. */
import { html, LitElement } from "lit";
import { Form, type Problems, sends, type Values } from "../account/form";
import { isPassing, Refused } from "../live/rest";
import "../pieces/field";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say as common } from "../words/admin";
import { say } from "../words/connect";
import { say as sources } from "../words/sources";
import { powerUps, tokenPage, trelloTokenPage } from "./connect_addresses";
import "./dialog";
import { changeAccess, forgetAccess, giveAccess, readChoices, type Secrets } from "./source_rest";
import type { Connection } from "./wire_sources";

/** The dialog by which an access gets a new token. */
export function accessForm(
  org: string,
  connection: Connection,
  close: () => void,
  changed: () => Promise<void>,
) {
  const given = async () => {
    close();
    toast(sources.access.changed);
    await changed();
  };
  return html`<codebadge-task wide .label=${sources.access.changeTitle(connection.account)} @close=${close}>
    <codebadge-access-form .org=${org} .provider=${connection.provider} .known=${connection} @codebadge-access=${given}></codebadge-access-form>
    <div class="buttons"><button type="button" class="quiet" @click=${close}>${common.common.cancel}</button></div></codebadge-task>`;
}

class AccessForm extends LitElement {
  static override properties = {
    org: {},
    provider: {},
    known: { attribute: false },
    typed: { state: true },
  };
  declare org: string;
  declare provider: "github" | "trello";
  /** The access that gets a new token; null: a new one is made. */
  declare known: Connection | null;
  /** The key, by which Trello is asked for a token. */
  declare typed: string;
  readonly #form = new Form(this, {
    check: (values) => missing(this.provider, values),
    send: (values, key) => this.#send(values, key),
    field: ({ code, message }) =>
      code === "provider_refused" || code === "invalid" ? this.#fieldOf(message) : null,
  });

  constructor() {
    super();
    Object.assign(this, { known: null, typed: "" });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const words = this.provider === "github" ? say.github : say.trello;
    return html`<form class="form" novalidate @submit=${this.#form.submit} @input=${this.#onInput}>${this.#form.summary()}
      ${this.provider === "github" ? this.#github() : this.#trello()}
      <div class="buttons">${sends(this.#form, words.give, words.giving)}</div></form>`;
  }

  #github() {
    const { tokenText, tokenWhere, tokenNeeds, tokenLabel, tokenHint } = say.github;
    return html`<p>${tokenText} <a href=${tokenPage} target="_blank" rel="noreferrer">${tokenWhere}</a>. ${tokenNeeds}</p>
      ${this.#secretField("token", tokenLabel, tokenHint)}`;
  }

  #trello() {
    const words = say.trello;
    return html`<p>${words.keyText} <a href=${powerUps} target="_blank" rel="noreferrer">${words.power}</a>. <span class="muted">${words.powerHint}</span></p>
      ${this.#secretField("key", words.keyLabel, words.keyHint)}${this.#secretField("secret", words.secretLabel, words.secretHint)}
      ${this.typed ? html`<p>${words.tokenText} <a href=${trelloTokenPage(this.typed)} target="_blank" rel="noreferrer">${words.tokenOpen}</a></p>` : html`<p class="muted">${words.tokenNoKey}</p>`}
      ${this.#secretField("token", words.tokenLabel, words.tokenHint)}`;
  }

  /** A key is no secret to those who see it, a token is. */
  #secretField(name: string, label: string, hint: string) {
    return html`<codebadge-field name=${name} type=${name === "key" ? "text" : "password"} required autocomplete="off" maxlength="400"
      .label=${label} .hint=${hint} .error=${this.#form.problems[name]}></codebadge-field>`;
  }

  readonly #onInput = (event: Event): void => {
    this.#form.mended(event);
    const field = event.target as HTMLInputElement;
    if (field.name === "key") this.typed = field.value.trim();
  };

  /** The server names the field where it knows it; what a provider refuses is the token. */
  #fieldOf(message: string): string {
    const named = /\b(key|secret)\b/i.exec(message)?.[1]?.toLowerCase();
    return this.provider === "trello" && named ? named : "token";
  }

  async #send({ key = "", token = "", secret = "" }: Values, once: string): Promise<void> {
    const secrets: Secrets =
      this.provider === "github" ? { provider: "github", token } : { provider: "trello", key, token, secret };
    const connection = this.known
      ? await changeAccess(this.org, this.known.id, secrets)
      : await giveAccess(this.org, secrets, once);
    await this.#prove(connection);
    this.dispatchEvent(new CustomEvent("codebadge-access", { detail: connection }));
  }

  /** Whether it opens anything is known once the provider was asked; what is of no use is not kept. */
  async #prove({ id }: Connection): Promise<void> {
    try {
      await readChoices(this.org, id);
    } catch (error) {
      if (!(error instanceof Refused) || isPassing(error.refusal)) return; // the next step asks again
      if (!this.known) await forgetAccess(this.org, id);
      throw error;
    }
  }
}

function missing(provider: string, { key, token, secret }: Values): Problems {
  if (provider === "github") return token ? {} : { token: say.github.tokenMissing };
  return {
    ...(!key && { key: say.trello.keyMissing }),
    ...(!secret && { secret: say.trello.secretMissing }),
    ...(!token && { token: say.trello.tokenMissing }),
  };
}

define("codebadge-access-form", AccessForm);
