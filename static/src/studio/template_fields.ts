/** A template's name and licence, and what was wrong with them, come in; the fields that ask for both go out. */
import { html, nothing } from "lit";
import type { Values } from "../account/form";
import "../pieces/field";
import { say as words } from "../words/studio";

const say = words.template;
const LONGEST = 100;
const FREEST = "CC0-1.0";

export interface TemplateSaid {
  name: string;
  public: boolean;
  licence: string | null;
}

/** `isOpen`: as it is ticked now; `turn` hears of the tick. */
export function templateFields(
  { name, licence }: TemplateSaid,
  isOpen: boolean,
  problem: string | undefined,
  turn: (isOpen: boolean) => void,
) {
  const tick = (event: Event) => turn((event.target as HTMLInputElement).checked);
  return html`<codebadge-field name="name" maxlength=${LONGEST} .label=${say.name} .value=${name.slice(0, LONGEST)} .error=${problem}></codebadge-field>
    <codebadge-field name="public" type="checkbox" .label=${say.open} .value=${isOpen ? "yes" : ""} @change=${tick}></codebadge-field>
    ${isOpen ? html`<codebadge-field name="licence" type="select" .label=${say.licence} .value=${licence ?? FREEST} .options=${Object.entries(words.templates.licences)}></codebadge-field>` : nothing}`;
}

export const templateProblems = ({ name }: Values): Record<string, string> =>
  name ? {} : { name: words.studio.nameMissing };

/** What the fields say; a template that is not public has no licence. */
export function templateSaid({ name = "", public: open, licence }: Values): TemplateSaid {
  const isOpen = open === "yes";
  return { name, public: isOpen, licence: isOpen ? licence || FREEST : null };
}
