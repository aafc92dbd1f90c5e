/** `askTemplateChange(…)`: an own template comes in; its new name and licence are kept, and what it is called now goes out. */
import { html, LitElement, nothing } from "lit";
import { Form, sends } from "../account/form";
import "../admin/dialog";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { changeTemplate } from "./asking";
import type { TemplateCard } from "./cards";
import { asked } from "./dialog_asked";
import { templateFields, templateProblems, templateSaid } from "./template_fields";

const say = words.templates;

/** What it is called now, or null for nothing changed. */
export function askTemplateChange(org: string, template: TemplateCard): Promise<string | null> {
  return asked(
    (end) =>
      html`<codebadge-change-template .org=${org} .template=${template} .end=${end}></codebadge-change-template>`,
  );
}

class ChangeTemplate extends LitElement {
  static override properties = {
    org: {},
    template: { attribute: false },
    end: { attribute: false },
    isOpen: { state: true },
  };
  declare org: string;
  declare template: TemplateCard;
  declare end: (name: string | null) => void;
  declare isOpen: boolean;
  readonly #form = new Form(this, {
    check: templateProblems,
    send: async (values) => {
      const said = templateSaid(values);
      await changeTemplate(this.org, this.template.ref, said);
      this.end(said.name);
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.isOpen = this.template.public;
  }

  protected override render() {
    const { problems, submit, mended } = this.#form;
    const turn = (isOpen: boolean) => {
      this.isOpen = isOpen;
    };
    return html`<codebadge-task .label=${say.title(this.template.name)} @close=${() => this.end(null)}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        ${templateFields(this.template, this.isOpen, problems.name, turn)}
        ${this.template.public && !this.isOpen ? html`<p class="hint" role="status">${say.closing}</p>` : nothing}
        <div class="buttons">${sends(this.#form, say.act, say.act)}
          <button type="button" class="quiet" @click=${() => this.end(null)}>${words.studio.cancel}</button></div>
      </form></codebadge-task>`;
  }
}

define("codebadge-change-template", ChangeTemplate);
