/**
 * `<codebadge-my-erasure .me=${…} .places=${…} .points=${…}>`: the way out for good: what follows from it, one's own name
 * to type, and a button that says what it does. Fires `codebadge-erased`.
 */
import { html, LitElement, nothing } from "lit";
import { Form, sends, type Values } from "../account/form";
import { erase } from "../account/me";
import type { Me, Place } from "../account/session";
import { say } from "../words/account";
import { figure } from "../words/figures";
import type { Dialog } from "./dialog";
import "./dialog";
import "./field";
import { define } from "./piece";

class MyErasure extends LitElement {
  static override properties = {
    me: { attribute: false },
    places: { attribute: false },
    points: { attribute: false },
  };
  declare me: Me;
  declare places: readonly Place[];
  /** Of all organisations together. */
  declare points: number;
  readonly #form = new Form(this, {
    check: (values) => this.#checkName(values),
    send: (values, key) => this.#erase(values, key),
    field: ({ code }) => (code === "invalid" ? "confirm" : null),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    if (this.places.length === 0) return nothing;
    const where =
      this.places.length === 1 ? (this.places[0]?.name ?? "") : say.me.eraseAll(this.places.length);
    const points = say.me.points(this.points, figure(this.points));
    return html`<p class="muted small">${say.me.eraseIntro}</p>
      <p><button class="danger" @click=${this.#open}>${say.me.erase(where)}</button></p>
      <codebadge-dialog .label=${say.me.eraseTitle(where)}>
        <form class="form" novalidate @submit=${this.#form.submit} @input=${this.#form.mended}>
          <p>${say.me.eraseText(points)}</p>
          ${this.#form.summary()}
          <codebadge-field name="confirm" required autocomplete="off" .label=${say.me.eraseConfirm(this.me.name)}
            .error=${this.#form.problems.confirm} .maxlength=${200}></codebadge-field>
          <div class="buttons">${sends(this.#form, say.me.eraseDo(points), say.me.erasing, "danger")}
            <button type="button" @click=${this.#close}>${say.me.keep}</button></div>
        </form></codebadge-dialog>`;
  }

  readonly #open = (): void => void this.#dialog?.show();
  readonly #close = (): void => this.#dialog?.close();

  get #dialog(): Dialog | null {
    return this.querySelector<Dialog>("codebadge-dialog");
  }

  #checkName({ confirm = "" }: Values) {
    return confirm === this.me.name.trim() ? {} : { confirm: say.me.eraseWrong(this.me.name) };
  }

  async #erase({ confirm = "" }: Values, key: string): Promise<void> {
    const [first] = this.places;
    if (!first) return;
    await erase(first.slug, this.me.id, confirm, key);
    this.#close();
    this.dispatchEvent(new Event("codebadge-erased"));
  }
}

define("codebadge-my-erasure", MyErasure);
