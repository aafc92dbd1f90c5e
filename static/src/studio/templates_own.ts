/** An own template's card comes in; what it says of itself and what an admin can do to it go out, for the beginning's list. */
import { html } from "lit";
import { confirm } from "../admin/confirm";
import { attempt } from "../admin/said";
import { say as words } from "../words/studio";
import { deleteTemplate } from "./asking";
import type { TemplateCard } from "./cards";
import { askTemplateChange } from "./dialog_template_change";
import "./menu";

const say = words.templates;

/** Who may use it, and under which licence. */
export function stateOf(template: TemplateCard): string {
  return template.public && template.licence ? say.public(template.licence) : say.private;
}

/** `changed`: called when the list is another one now. */
export function menuOf(org: string, template: TemplateCard, changed: () => void) {
  const items = [
    { words: say.change, act: () => void change(org, template, changed) },
    { words: say.remove, act: () => void remove(org, template, changed), isDanger: true },
  ];
  return html`<codebadge-menu .label=${say.more(template.name)} .items=${items}></codebadge-menu>`;
}

async function change(org: string, template: TemplateCard, changed: () => void): Promise<void> {
  const name = await askTemplateChange(org, template);
  if (name === null) return;
  await attempt(async () => say.changed(name));
  changed();
}

async function remove(org: string, { ref, name, public: isPublic }: TemplateCard, changed: () => void) {
  const text = isPublic ? say.removeTextPublic : say.removeText;
  if ((await confirm({ title: say.removeTitle(name), text, act: say.removeAct })) === null) return;
  await attempt(async () => {
    await deleteTemplate(org, ref);
    return say.removed(name);
  });
  changed();
}
