/** `<codebadge-connect-generic>`: a source's name comes in; the address and the secret by which it may post go out. */
import { html, LitElement } from "lit";
import { Form, sends } from "../account/form";
import { define } from "../pieces/piece";
import { say as common } from "../words/admin";
import { say } from "../words/sources";
import "./dialog";
import { openGeneric } from "./source_rest";

const guide = "https://www.standardwebhooks.com";

class ConnectGeneric extends LitElement {
  static override properties = { org: {} };
  declare org: string;
  readonly #form = new Form(this, {
    check: ({ name = "" }) => (/^[a-z\d]+(?:-[a-z\d]+)*$/.test(name) ? {} : { name: say.generic.nameWrong }),
    send: async ({ name = "" }, key) => {
      const { url, secret } = await openGeneric(this.org, name, key);
      this.dispatchEvent(
        new CustomEvent("codebadge-opened", { detail: { url, secret, provider: "generic", name } }),
      );
    },
    field: () => "name",
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    return html`<codebadge-task .label=${say.generic.title} @close=${this.#close}>
      <form class="form" novalidate @submit=${this.#form.submit} @input=${this.#form.mended}>${this.#form.summary()}
        <p>${say.generic.text} <a href=${guide} target="_blank" rel="noreferrer">${say.generic.standard}</a>. <span class="muted">${say.generic.guide}</span></p>
        <codebadge-field name="name" required maxlength="40" autocomplete="off" .label=${say.generic.name} .hint=${say.generic.nameHint}
          .error=${this.#form.problems.name}></codebadge-field>
        <div class="buttons">${sends(this.#form, say.generic.act, say.generic.act)}
          <button type="button" class="quiet" @click=${this.#close}>${common.common.cancel}</button></div></form></codebadge-task>`;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent("codebadge-left"));
  };
}

define("codebadge-connect-generic", ConnectGeneric);
