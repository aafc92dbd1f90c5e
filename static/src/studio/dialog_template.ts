/** `askTemplate(…)`: a design comes in; a template made of it, for this organisation or for everybody, is kept. */
import { html, LitElement, nothing } from "lit";
import { Form, sends, type Values } from "../account/form";
import "../admin/dialog";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say as words } from "../words/studio";
import { makeTemplate } from "./asking";
import { asked } from "./dialog_asked";
import type { Parameter } from "./drawing";
import { templateFields, templateProblems, templateSaid } from "./template_fields";

const say = words.template;

export function askTemplate(
  org: string,
  design: number,
  name: string,
  parameters: Parameter[],
): Promise<true | null> {
  return asked(
    (end) =>
      html`<codebadge-save-template .org=${org} .design=${design} .name=${name} .parameters=${parameters} .end=${end}></codebadge-save-template>`,
  );
}

class SaveTemplate extends LitElement {
  static override properties = {
    org: {},
    design: { attribute: false },
    name: {},
    parameters: { attribute: false },
    end: { attribute: false },
    isOpen: { state: true },
  };
  declare org: string;
  declare design: number;
  declare name: string;
  declare parameters: Parameter[];
  declare end: (done: true | null) => void;
  declare isOpen: boolean;
  readonly #form = new Form(this, {
    check: templateProblems,
    send: (values) => this.#send(values),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { problems, submit, mended } = this.#form;
    const turn = (isOpen: boolean) => {
      this.isOpen = isOpen;
    };
    const said = { name: this.name, public: false, licence: null };
    return html`<codebadge-task .label=${say.title} @close=${() => this.end(null)}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <p class="muted">${say.intro}</p>
        <p class="small">${say.parameters(this.parameters.length)}${this.parameters.length ? html`: <bdi>${this.parameters.map(({ label }) => label).join(", ")}</bdi>` : nothing}</p>
        ${templateFields(said, this.isOpen, problems.name, turn)}
        <div class="buttons">${sends(this.#form, say.act, say.act)}
          <button type="button" class="quiet" @click=${() => this.end(null)}>${words.studio.cancel}</button></div>
      </form></codebadge-task>`;
  }

  async #send(values: Values): Promise<void> {
    const said = templateSaid(values);
    await makeTemplate(this.org, { design: this.design, ...said });
    toast(say.done(said.name));
    this.end(true);
  }
}

define("codebadge-save-template", SaveTemplate);
