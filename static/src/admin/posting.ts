/** `<codebadge-posting .model=${…}>`: whether a project's estimates are told on GitHub, and with which token, which is never shown. Fires `codebadge-model`. */
import { html, LitElement, nothing } from "lit";
import { patch } from "../account/api";
import { Form, type Values } from "../account/form";
import type { ModelCard } from "../live/wire_estimates";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/models";
import { attempt } from "./said";

const words = say.posting;

class Posting extends LitElement {
  static override properties = { model: { attribute: false }, way: { state: true } };
  declare model: ModelCard;
  /** As it is chosen in the form; null: as it is. */
  declare way: string | null;
  readonly #form = new Form(this, {
    check: ({ token, posting }) =>
      posting !== "off" && !token && !this.model.has_token ? { token: words.tokenMissing } : {},
    send: (values) => this.#save(values),
    field: ({ message }) => (/^token\b/.test(message) ? "token" : null),
  });

  constructor() {
    super();
    this.way = null;
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { problems, submit, mended, isBusy } = this.#form;
    const { posting, has_token, postings } = this.model;
    const way = this.way ?? posting;
    const onWay = (event: Event) => {
      this.way = (event.target as HTMLSelectElement).value;
    };
    return html`<section class="sheet"><h2>${words.title}</h2>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="posting" type="select" .label=${words.how} .value=${way} .options=${Object.entries(words.ways)} @change=${onWay}></codebadge-field>
        ${
          way === "off"
            ? nothing
            : html`<codebadge-field name="token" type="password" autocomplete="off" .label=${words.token} .hint=${has_token ? words.tokenKept : words.tokenHint}
              .error=${problems.token}></codebadge-field>`
        }
        <div class="buttons"><button aria-disabled=${isBusy ? "true" : nothing}>${words.save}</button>
          ${posting === "off" && has_token ? html`<button type="button" class="quiet" @click=${() => attempt(() => this.#take())}>${words.take}</button>` : nothing}</div></form>
      ${postings && posting !== "off" ? html`<p class="small figures">${words.health(postings.waiting, postings.sent, postings.failed)} ${postings.last_error ?? ""}</p>` : nothing}</section>`;
  }

  async #save({ posting, token }: Values): Promise<void> {
    await this.#change({ posting, ...(token && { token }) });
    const field = this.querySelector<HTMLElement & { value: string }>("codebadge-field[name=token]");
    if (field) field.value = "";
    this.way = null;
    toast(words.saved);
  }

  async #take(): Promise<string> {
    await this.#change({ token: null });
    return words.taken;
  }

  async #change(wanted: object): Promise<void> {
    const path = `/projects/${this.model.project.id}/model`;
    const { model } = await patch<{ model: ModelCard }>(path, wanted);
    this.dispatchEvent(new CustomEvent("codebadge-model", { detail: model }));
  }
}

define("codebadge-posting", Posting);
