/**
 * `<codebadge-chips .label=${…} .values=${…}>`: short texts, each with its button to take it away, and an input for more.
 * Fires `codebadge-chips` with all of them. Drawn into the document itself, as fields are.
 */
import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { say } from "../words/patterns";
import { define } from "./piece";

class Chips extends LitElement {
  static override properties = {
    control: {},
    label: {},
    hint: {},
    values: { attribute: false },
    suggestions: { attribute: false },
    error: {},
  };
  /** The id of the input. */
  declare control: string;
  declare label: string;
  declare hint: string;
  declare values: readonly string[];
  declare suggestions: readonly string[];
  declare error: string | undefined;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const described = [this.hint && `${this.control}-hint`, this.error && `${this.control}-error`]
      .filter(Boolean)
      .join(" ");
    return html`<ul class="chips" aria-label=${this.label}>${repeat(
      this.values,
      (text) => text,
      (
        text,
      ) => html`<li><span class="chip"><bdi>${text}</bdi><button type="button" aria-label=${say.chips.remove(text)}
        title=${say.chips.remove(text)} @click=${() => this.#remove(text)}>×</button></span></li>`,
    )}</ul>
      <span class="chip-input"><input id=${this.control} type="text" autocomplete="off" maxlength="100" spellcheck="false" autocapitalize="none"
        list=${this.suggestions?.length ? `${this.control}-list` : nothing} aria-label=${this.label}
        aria-describedby=${described || nothing} aria-invalid=${this.error ? "true" : nothing}
        @keydown=${this.#onKey} @change=${this.#take} /><button type="button" @click=${this.#take}>${say.chips.add}</button></span>
      ${this.suggestions?.length ? html`<datalist id="${this.control}-list">${this.suggestions.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}
      ${this.hint ? html`<p class="hint" id="${this.control}-hint">${this.hint}</p>` : nothing}`;
  }

  get #input(): HTMLInputElement {
    return this.querySelector("input") as HTMLInputElement;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const last = this.values.at(-1);
    if (event.key === "Enter") {
      event.preventDefault(); // it is no sending of the form around it
      this.#take();
    } else if (event.key === "Backspace" && !this.#input.value && last) this.#remove(last);
  };

  readonly #take = (): void => {
    const text = this.#input.value.trim();
    this.#input.value = "";
    if (text && !this.values.includes(text)) this.#tell([...this.values, text]);
  };

  #remove(text: string): void {
    this.#tell(this.values.filter((one) => one !== text));
    this.#input.focus();
  }

  #tell(values: readonly string[]): void {
    this.values = values;
    this.dispatchEvent(new CustomEvent("codebadge-chips", { detail: values }));
  }
}

define("codebadge-chips", Chips);
