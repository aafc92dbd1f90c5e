/** `confirm(…)`: a deed that cannot be undone comes in; yes with its reason, or null, goes out. The button says the deed. */
import { html, LitElement, nothing, render } from "lit";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import "./dialog";

export interface Deed {
  title: string;
  /** What follows from it. */
  text: string;
  /** The button's words: “Take from 12 people”. */
  act: string;
  /** Whether a reason is asked for, and how many letters it must have. */
  why?: { label: string; hint: string; least: number };
  /** A word that must be typed, so that it is not done by a slip. */
  type?: string;
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

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { title, text, act, why, type } = this.deed;
    return html`<codebadge-task .label=${title} @close=${() => this.end(null)}>
      <form class="stack" @submit=${this.#onSubmit}>
        <p>${text}</p>
        ${
          why
            ? html`<div class="field"><label for="confirm-why">${why.label}</label><p class="hint" id="confirm-why-hint">${why.hint}</p>
              <textarea id="confirm-why" name="why" rows="2" maxlength="500" minlength=${why.least} ?required=${why.least > 0}
                aria-describedby="confirm-why-hint"></textarea></div>`
            : nothing
        }
        ${
          type
            ? html`<div class="field"><label for="confirm-type">${say.common.typeToConfirm(type)}</label>
              <input id="confirm-type" name="type" autocomplete="off" required /></div>`
            : nothing
        }
        <div class="actions"><button class="danger" type="submit">${act}</button>
          <button type="button" @click=${() => this.end(null)}>${say.common.keep}</button></div>
      </form></codebadge-task>`;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const values = new FormData(event.target as HTMLFormElement);
    const typed = this.querySelector<HTMLInputElement>("[name=type]");
    if (typed && typed.value.trim() !== this.deed.type) {
      typed.setCustomValidity(say.common.typedWrong(this.deed.type ?? ""));
      typed.reportValidity();
      typed.addEventListener("input", () => typed.setCustomValidity(""), { once: true });
      return;
    }
    this.end(String(values.get("why") ?? "").trim());
  };
}

define("codebadge-confirm", Confirm);
