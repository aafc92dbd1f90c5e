/** `<codebadge-connect-past .name .mode>`: how a source's past shall count is asked; `codebadge-mode` tells each choice; `connect` does it. */
import { html, LitElement } from "lit";
import { Form, sends } from "../account/form";
import { define } from "../pieces/piece";
import { say } from "../words/connect";
import { historyChoice } from "./history_choice";
import type { Mode } from "./wire_sources";

class Past extends LitElement {
  static override properties = { name: {}, mode: {}, connect: { attribute: false } };
  declare name: string;
  declare mode: Mode;
  /** Does it; what it raises is said here. */
  declare connect: (mode: Mode, key: string) => Promise<void>;
  readonly #form = new Form(this, { send: (_, key) => this.connect(this.mode, key) });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    return html`<form class="form wide" novalidate @submit=${this.#form.submit}>${this.#form.summary()}
      ${historyChoice(this.mode, this.#choose)}
      <div class="buttons">${sends(this.#form, say.past.act(this.name), say.past.acting)}</div></form>`;
  }

  readonly #choose = (mode: Mode): void => {
    this.mode = mode;
    this.dispatchEvent(new CustomEvent("codebadge-mode", { detail: mode }));
  };
}

define("codebadge-connect-past", Past);
