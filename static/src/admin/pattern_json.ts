/** `<codebadge-pattern-json .draft=${…}>`: a pattern as text, for those who want it. Fires `codebadge-pattern`, null for none. */
import { html, LitElement, nothing } from "lit";
import { define } from "../pieces/piece";
import { say } from "../words/patterns";
import type { Draft } from "./pattern_blocks";
import { textOf, Unreadable, type Wrongs } from "./pattern_document";
import { draftOf } from "./pattern_reading";
import { documentOf } from "./pattern_writing";

class PatternJson extends LitElement {
  static override properties = {
    draft: { attribute: false },
    wrongs: { attribute: false },
    broken: { state: true },
  };
  declare draft: Draft;
  declare wrongs: Wrongs;
  /** Why the text is no pattern. */
  declare broken: string;
  #text: string | null = null;

  protected override createRenderRoot() {
    return this;
  }

  get isBroken(): boolean {
    return Boolean(this.broken);
  }

  override focus(): void {
    this.querySelector("textarea")?.focus();
  }

  protected override render() {
    this.#text ??= textOf(documentOf(this.draft));
    const wrongs = this.broken ? [] : Object.entries(this.wrongs);
    const isWrong = this.broken || wrongs.length;
    return html`<div class="json"><label for="field-json">${say.json.label}</label><p class="hint" id="field-json-hint">${say.json.hint}</p>
      <textarea id="field-json" class="code" rows="22" spellcheck="false" autocapitalize="none" autocomplete="off" aria-invalid=${isWrong ? "true" : nothing}
        aria-describedby="field-json-hint field-json-error" .value=${this.#text} @input=${this.#onInput}></textarea>
      <div id="field-json-error" role="status">${this.broken ? this.#brokenView() : wrongs.map(([path, words]) => html`<p class="error">${say.json.at(path, words)}</p>`)}</div></div>`;
  }

  #brokenView() {
    return html`<p class="error">${this.broken}</p><p class="muted small">${say.json.stay}</p>
      <button type="button" @click=${this.#throwAway}>${say.json.away}</button>`;
  }

  readonly #onInput = (event: Event): void => {
    this.#text = (event.target as HTMLTextAreaElement).value;
    const draft = this.#read(this.#text);
    this.dispatchEvent(new CustomEvent("codebadge-pattern", { detail: draft }));
  };

  #read(text: string): Draft | null {
    this.broken = "";
    try {
      return draftOf(JSON.parse(text));
    } catch (error) {
      if (error instanceof SyntaxError) this.broken = say.json.broken(error.message);
      else if (error instanceof Unreadable) this.broken = say.json.at(error.path, error.message);
      else throw error;
      return null;
    }
  }

  readonly #throwAway = (): void => {
    this.#text = null;
    this.broken = "";
    this.dispatchEvent(new CustomEvent("codebadge-pattern", { detail: this.draft }));
    this.focus();
  };
}

define("codebadge-pattern-json", PatternJson);
