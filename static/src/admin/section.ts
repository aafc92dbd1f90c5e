/** `<codebadge-section>`: a dialog in which a section is made or changed; fires `codebadge-saved`. */
import { html, LitElement, nothing } from "lit";
import { of, patch, post } from "../account/api";
import { Form, type Problems, type Values } from "../account/form";
import "../pieces/field";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import "./dialog";
import type { Matches, Section } from "./wire";

type Way = "" | "label" | "list";

const ways: readonly (readonly [Way, string])[] = [
  ["", say.leagues.matchNone],
  ["label", say.leagues.matchLabel],
  ["list", say.leagues.matchList],
];

class SectionDialog extends LitElement {
  static override properties = {
    org: {},
    league: { type: Number },
    section: { attribute: false },
    way: { state: true },
  };
  declare org: string;
  declare league: number;
  declare section: Section | null;
  declare way: Way | undefined;
  readonly #form = new Form(this, { check, send: (values, key) => this.#send(values, key) });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { section } = this;
    const { problems, submit, mended, isBusy } = this.#form;
    const words = say.leagues;
    const way = this.way ?? (section?.matches?.label ? "label" : section?.matches?.list ? "list" : "");
    return html`<codebadge-task .label=${section ? words.sectionEdit(section.name) : words.addSection} @close=${this.#close}>
      <form class="form" novalidate @submit=${submit} @input=${mended} @change=${this.#onWay}>${this.#form.summary()}
        <codebadge-field name="section_name" maxlength="200" .label=${words.fields.name} .value=${section?.name ?? ""}
          .error=${problems.section_name}></codebadge-field>
        <codebadge-field name="section_description" type="textarea" rows="2" maxlength="2000" optional
          .label=${words.fields.description} .value=${section?.description ?? ""}></codebadge-field>
        <codebadge-field name="way" type="select" .label=${words.matches} .value=${way} .options=${ways}></codebadge-field>
        ${
          way
            ? html`<codebadge-field name="text" maxlength="100" .label=${words.matchText} .hint=${words.matchTextHint}
              .value=${section?.matches?.label ?? section?.matches?.list ?? ""} .error=${problems.text}></codebadge-field>`
            : nothing
        }
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${
          section ? say.common.save : words.addSection
        }</button><button type="button" class="quiet" @click=${this.#close}>${say.common.cancel}</button></div>
      </form></codebadge-task>`;
  }

  readonly #onWay = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    if (name === "way") this.way = value as Way;
  };

  async #send(
    { section_name: name = "", section_description: description = "", way, text = "" }: Values,
    key: string,
  ): Promise<void> {
    const kept = this.section?.matches?.project;
    const matches: Matches | null = way ? { [way]: text, ...(kept && { project: kept }) } : null;
    const body = { name, description, matches };
    if (this.section) await patch(of(this.org, `/sections/${this.section.id}`), body);
    else await post(of(this.org, `/leagues/${this.league}/sections`), body, { key });
    this.#close();
    this.dispatchEvent(new CustomEvent("codebadge-saved"));
    toast(this.section ? say.leagues.sectionSaved(name) : say.leagues.sectionAdded(name));
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };
}

function check({ section_name, way, text }: Values): Problems {
  return {
    ...(!section_name && { section_name: say.leagues.nameMissing }),
    ...(way && !text && { text: say.leagues.matchMissing }),
  };
}

define("codebadge-section", SectionDialog);
