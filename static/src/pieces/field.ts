/**
 * `<codebadge-field name="email" label="E-mail" .error=${…}>`: a label, a hint, an input, what is wrong with it.
 * It is drawn into the document itself, so that it belongs to the form around it and browsers fill it in.
 */
import { html, LitElement, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { say } from "../words/account";
import { define } from "./piece";

export type Option = readonly [value: string, label: string];

export class Field extends LitElement {
  static override properties = {
    name: {},
    label: {},
    hint: {},
    error: {},
    /** Of an input; or `select` (with `options`), `textarea`, `checkbox`. */
    type: {},
    value: {},
    autocomplete: {},
    inputmode: {},
    maxlength: { type: Number },
    least: {},
    most: {},
    rows: { type: Number },
    placeholder: {},
    /** Said behind the label. */
    optional: { type: Boolean },
    required: { type: Boolean },
    disabled: { type: Boolean },
    /** For `codebadge-field`s whose page has a heading that says it: the label is heard, not seen. */
    unseen: { type: Boolean },
    options: { attribute: false },
    suggestions: { attribute: false },
  };
  declare name: string;
  declare label: string;
  declare hint: string;
  declare error: string | undefined;
  declare type: string;
  declare value: string;
  declare autocomplete: string;
  declare inputmode: string;
  declare maxlength: number;
  declare least: string;
  declare most: string;
  declare rows: number;
  declare placeholder: string;
  declare optional: boolean;
  declare required: boolean;
  declare disabled: boolean;
  declare unseen: boolean;
  declare options: readonly Option[];
  /** What the browser offers while one types. */
  declare suggestions: readonly string[];

  protected override createRenderRoot() {
    return this;
  }

  override focus(): void {
    this.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }

  protected override render() {
    if (this.type === "checkbox") return this.#checkbox();
    return html`<label for=${this.#id} class=${this.unseen ? "unseen" : ""}>${this.label}${
      this.optional ? html` <span class="muted">${say.form.optional}</span>` : nothing
    }</label>
      ${this.#hint()}${this.#problem()}${this.#control()}`;
  }

  get #id(): string {
    return `field-${this.name}`;
  }

  #hint() {
    return this.hint ? html`<p class="hint" id="${this.#id}-hint">${this.hint}</p>` : nothing;
  }

  #problem() {
    if (!this.error) return nothing;
    return html`<p class="error" id="${this.#id}-error"><span class="unseen">${say.form.error}</span> ${this.error}</p>`;
  }

  #control() {
    const described = [this.hint && `${this.#id}-hint`, this.error && `${this.#id}-error`]
      .filter(Boolean)
      .join(" ");
    const invalid = this.error ? "true" : nothing;
    if (this.type === "select")
      return html`<select id=${this.#id} name=${this.name} aria-describedby=${described || nothing}
        aria-invalid=${invalid} ?disabled=${this.disabled} @change=${this.#keep}>${(this.options ?? []).map(
          ([value, label]) =>
            html`<option value=${value} ?selected=${value === this.value}>${label}</option>`,
        )}</select>`;
    if (this.type === "textarea")
      return html`<textarea id=${this.#id} name=${this.name} rows=${this.rows ?? 3} aria-describedby=${described || nothing}
        aria-invalid=${invalid} aria-required=${this.required ? "true" : nothing} ?disabled=${this.disabled}
        maxlength=${this.maxlength ?? nothing} placeholder=${this.placeholder ?? nothing}
        .value=${this.value ?? ""} @input=${this.#keep}></textarea>`;
    return html`<input id=${this.#id} name=${this.name} type=${this.type ?? "text"} aria-describedby=${described || nothing}
        aria-invalid=${invalid} aria-required=${this.required ? "true" : nothing} ?disabled=${this.disabled}
        autocomplete=${this.autocomplete ?? "off"} inputmode=${this.inputmode ?? nothing} maxlength=${this.maxlength ?? nothing}
        min=${this.least ?? nothing} max=${this.most ?? nothing} placeholder=${this.placeholder ?? nothing}
        list=${this.suggestions ? `${this.#id}-list` : nothing} spellcheck=${this.#isProse ? nothing : "false"}
        autocapitalize=${this.#isProse ? nothing : "none"} .value=${this.value ?? ""} @input=${this.#keep} />
      ${
        this.suggestions
          ? html`<datalist id="${this.#id}-list">${this.suggestions.map((one) => html`<option value=${one}></option>`)}</datalist>`
          : nothing
      }`;
  }

  #checkbox() {
    return html`<span class="tick"><input id=${this.#id} name=${this.name} type="checkbox" value="yes"
        .checked=${live(this.value === "yes")} ?disabled=${this.disabled} @change=${this.#keep}
        aria-describedby=${this.hint ? `${this.#id}-hint` : nothing} />
      <label for=${this.#id}>${this.label}</label></span>${this.#hint()}`;
  }

  get #isProse(): boolean {
    return this.autocomplete === undefined || ["name", "organization"].includes(this.autocomplete);
  }

  /** The native `input` or `change` event goes on to whoever listens around this field. */
  readonly #keep = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.value = input.type === "checkbox" ? (input.checked ? "yes" : "") : input.value;
  };
}

define("codebadge-field", Field);
