/** `<codebadge-dispute org="lumen" about="entry" .number=${12}>`: an objection of whoever is signed in, and what came of it. */
import { html, LitElement, nothing } from "lit";
import { get, of, post } from "../account/api";
import { Asked } from "../account/asked";
import { Form, sends, tell } from "../account/form";
import { Refused } from "../live/rest";
import type { Dispute, Subject } from "../live/wire_why";
import { waitingFor } from "../pages/waiting";
import { say as account } from "../words/account";
import { say as words } from "../words/boards";
import "./field";
import { define } from "./piece";
import "./time";
import { toast } from "./toast";

const say = words.dispute;
const LEAST = 3;

/** Drawn into the document itself, as its form is. */
class DisputePiece extends LitElement {
  static override properties = { org: {}, about: {}, number: { type: Number }, isOpen: { state: true } };
  declare org: string;
  declare about: Subject | "badge";
  /** The id of what it is about. */
  declare number: number;
  declare isOpen: boolean;
  readonly #mine = new Asked<Dispute | null>(this, () => this.#read());
  readonly #form = new Form(this, {
    check: ({ text = "" }) => (text.length < LEAST ? { text: say.missing } : {}),
    send: ({ text }, key) => this.#send(text ?? "", key),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#mine.now();
  }

  /** The newest about just this; one that was withdrawn may be made again. */
  async #read(): Promise<Dispute | null> {
    const { disputes } = await get<{ disputes: Dispute[] }>(of(this.org, "/disputes?mine=true&limit=100"));
    return disputes.find(({ about, about_id }) => about === this.about && about_id === this.number) ?? null;
  }

  protected override render() {
    const { value, refusal } = this.#mine;
    if (refusal) return waitingFor(this.#mine);
    if (this.#mine.isAsking && value === null) return nothing;
    return html`<section class="dispute" aria-label=${say.title}>${value ? this.#told(value) : nothing}
      ${!value || value.state === "withdrawn" ? this.#begin(value !== null) : nothing}</section>`;
  }

  #told({ id, state, text, answer, answered_by, created_at, answered_at }: Dispute) {
    return html`<p class="state" data-state=${state}><strong>${say.states[state]}</strong></p>
      <p class="muted small">${say.you} · <codebadge-time at=${created_at}></codebadge-time></p>
      <blockquote>${text}</blockquote>
      ${
        answer
          ? html`<p class="muted small">${say.answered(answered_by ?? say.somebody)}${
              answered_at ? html` · <codebadge-time at=${answered_at}></codebadge-time>` : nothing
            }</p><blockquote>${answer}</blockquote>`
          : nothing
      }
      ${state === "open" ? html`<button class="quiet" @click=${() => this.#withdraw(id)}>${say.withdraw}</button>` : nothing}`;
  }

  #begin(isAgain: boolean) {
    if (!this.isOpen)
      return html`<h3>${say.title}</h3><p class="muted small">${say.hint}</p>
        <button @click=${this.#show}>${isAgain ? say.again : say.open}</button>`;
    const { problems, submit, mended } = this.#form;
    return html`<form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
      <codebadge-field name="text" type="textarea" rows="3" maxlength="1000" required .label=${say.text} .hint=${say.textHint}
        .error=${problems.text}></codebadge-field>
      <div class="buttons">${sends(this.#form, say.send, say.sending)}
        <button type="button" class="quiet" @click=${this.#hide}>${account.cancel}</button></div></form>`;
  }

  readonly #show = async (): Promise<void> => {
    this.isOpen = true;
    await this.updateComplete;
    await new Promise(requestAnimationFrame); // the field draws itself after us
    this.querySelector<HTMLElement>("textarea")?.focus();
    this.scrollIntoView({ block: "end" }); // with the button that sends it
  };

  readonly #hide = async (): Promise<void> => {
    this.isOpen = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>("button")?.focus();
  };

  async #send(text: string, key: string): Promise<void> {
    const body = { about: this.about, id: this.number, text };
    const { dispute } = await post<{ dispute: Dispute }>(of(this.org, "/disputes"), body, { key });
    this.isOpen = false;
    this.#mine.set(dispute);
    toast(say.sent);
  }

  async #withdraw(id: number): Promise<void> {
    try {
      const { dispute } = await post<{ dispute: Dispute }>(of(this.org, `/disputes/${id}/withdraw`));
      this.#mine.set(dispute);
      toast(say.withdrawn);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(tell(error.refusal));
      await this.#mine.now();
    }
  }
}

define("codebadge-dispute", DisputePiece);
