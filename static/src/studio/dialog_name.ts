/** `askName(…)`: a title and the present name come in; the new name, or null for none, goes out. */
import { html, LitElement } from "lit";
import { Form, sends } from "../account/form";
import "../admin/dialog";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say } from "../words/studio";
import { asked } from "./dialog_asked";

export function askName(title: string, name: string, act: string): Promise<string | null> {
  return asked(
    (end) =>
      html`<codebadge-ask-name .label=${title} .name=${name} .act=${act} .end=${end}></codebadge-ask-name>`,
  );
}

class AskName extends LitElement {
  static override properties = { label: {}, name: {}, act: {}, end: { attribute: false } };
  declare label: string;
  declare name: string;
  declare act: string;
  declare end: (name: string | null) => void;
  readonly #form = new Form(this, {
    check: ({ name }) => (name ? {} : { name: say.studio.nameMissing }),
    send: async ({ name }) => this.end(name ?? ""),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { problems, submit, mended } = this.#form;
    return html`<codebadge-task .label=${this.label} @close=${() => this.end(null)}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>
        <codebadge-field name="name" maxlength="200" .label=${say.studio.name} .value=${this.name} .error=${problems.name}></codebadge-field>
        <div class="buttons">${sends(this.#form, this.act, this.act)}
          <button type="button" class="quiet" @click=${() => this.end(null)}>${say.studio.cancel}</button></div>
      </form></codebadge-task>`;
  }
}

define("codebadge-ask-name", AskName);
