/** `confirm(…)`: a deed that cannot be undone comes in; yes with its reason, or null, goes out. The button says the deed. */
import { html, LitElement, nothing, render } from "lit";
import { Form, type Values } from "../account/form";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import "./dialog";

export interface Deed {
  title: string;
  /** What follows from it. */
  text: string;
  /** The button's words: “Take from 12 people”. */
  act: string;
  /** A reason is asked for, of at least so many letters. */
  why?: { label: string; hint: string; least: number };
  /** Words that must be typed, so that it is not done by a slip. */
  type?: string;
  /** Nothing is lost by it, so the button is not red. */
  harmless?: boolean;
}

/** The reason (empty when none was asked for), or null for no. */
export function confirm(deed: Deed): Promise<string | null> {
  return new Promise((decide) => {
    const place = document.createElement("div");
    document.body.append(place);
    const end = (reason: string | null) => {
      render(nothing, place);
      place.remove();
      decide(reason);
    };
    render(html`<codebadge-confirm .deed=${deed} .end=${end}></codebadge-confirm>`, place);
  });
}

class Confirm extends LitElement {
  static override properties = { deed: { attribute: false }, end: { attribute: false } };
  declare deed: Deed;
  declare end: (reason: string | null) => void;
  readonly #form = new Form(this, {
    check: (values) => this.#check(values),
    send: async ({ why }) => this.end(why ?? ""),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { title, text, act, why, type, harmless } = this.deed;
    const { problems, submit, mended } = this.#form;
    return html`<codebadge-task .label=${title} @close=${() => this.end(null)}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <p>${text}</p>
        ${
          why
            ? html`<codebadge-field name="why" type="textarea" rows="2" maxlength="500" .label=${why.label} .hint=${why.hint}
              .error=${problems.why} ?optional=${why.least === 0}></codebadge-field>`
            : nothing
        }
        ${
          type
            ? html`<codebadge-field name="typed" autocomplete="off" .label=${say.common.typeToConfirm(type)}
              .error=${problems.typed}></codebadge-field>`
            : nothing
        }
        <div class="buttons"><button class=${harmless ? "primary" : "danger"}>${act}</button>
          <button type="button" class="quiet" @click=${() => this.end(null)}>${say.common.cancel}</button></div>
      </form></codebadge-task>`;
  }

  #check({ why = "", typed = "" }: Values): Record<string, string> {
    const problems: Record<string, string> = {};
    if (this.deed.why && why.length < this.deed.why.least)
      problems.why = say.common.reasonShort(this.deed.why.least);
    if (this.deed.type && typed !== this.deed.type) problems.typed = say.common.typedWrong(this.deed.type);
    return problems;
  }
}

define("codebadge-confirm", Confirm);
