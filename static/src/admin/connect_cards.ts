/** `<codebadge-connect-cards .parts .rule .act>`: a board's parts come in; what they mean goes out, as `codebadge-rule`, once it has sense. */
import { html, LitElement } from "lit";
import { Form, sends } from "../account/form";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say } from "../words/connect";
import { boardFields, problemsOf, tidyRule, usualRule } from "./connect_board";
import type { BoardParts, BoardRule } from "./wire_sources";

class Cards extends LitElement {
  static override properties = {
    parts: { attribute: false },
    rule: { attribute: false },
    act: {},
    save: { attribute: false },
    draft: { state: true },
  };
  declare parts: BoardParts;
  /** As it was decided; null: what is usual is proposed. */
  declare rule: BoardRule | null;
  /** The button's words. */
  declare act: string;
  /** Takes it; what it raises is said here. */
  declare save: (rule: BoardRule) => Promise<void>;
  declare draft: BoardRule;
  readonly #form = new Form(this, {
    check: () => problemsOf(this.draft),
    send: () => this.save(tidyRule(this.draft)),
  });

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.draft = this.rule ?? usualRule(this.parts);
  }

  protected override render() {
    return html`<form class="form wide" novalidate @submit=${this.#form.submit} @input=${this.#form.mended}>${this.#form.summary()}
      ${boardFields({ parts: this.parts, rule: this.draft, problems: this.#form.problems, change: this.#change })}
      <div class="buttons">${sends(this.#form, this.act, say.steps.busy)}</div></form>`;
  }

  readonly #change = (part: Partial<BoardRule>): void => {
    this.draft = { ...this.draft, ...part };
    this.#form.problems = {};
  };
}

define("codebadge-connect-cards", Cards);
