/**
 * `<codebadge-share-dialog .place=${…} .design=${…}>`: shares a design (null: the whole studio) with one contributor, and
 * shows who has it. Fires `close`; the page takes it away.
 */
import { html, LitElement, nothing } from "lit";
import { Form, type Problems, sends, type Values } from "../account/form";
import type { Place } from "../account/session";
import { type Offer, type Sent, shareRoles, shareWith } from "../account/shares";
import { isEmail } from "../account/special";
import "../admin/dialog";
import "../pieces/field";
import type { Field } from "../pieces/field";
import { define } from "../pieces/piece";
import { say as words } from "../words/shares";
import "./share_dialog.css";
import { outcome } from "./share_outcome";
import "./share_table";
import type { ShareTable } from "./share_table";

const say = words.shares;
const NAME = /^@?[a-z\d](?:[a-z\d-]{0,38})(?:_[a-z\d]{1,20})?$/i;

class ShareDialog extends LitElement {
  static override properties = {
    place: { attribute: false },
    design: { attribute: false },
    way: { state: true },
    sent: { state: true },
  };
  declare place: Pick<Place, "slug">;
  declare design: { id: number; name: string } | null;
  declare way: "email" | "github";
  declare sent: Sent | null;
  readonly #form = new Form(this, {
    check: (values) => this.#check(values),
    send: (values, key) => this.#send(values, key),
    field: ({ code }) => (["not_contributor", "invalid", "taken"].includes(code) ? "address" : null),
  });

  constructor() {
    super();
    Object.assign(this, { way: "email", sent: null, design: null });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    return html`<codebadge-task wide .label=${this.design ? say.of(this.design.name) : say.ofStudio} @close=${this.#close}>
      ${this.#fields()}<div role="status">${this.sent ? outcome(this.sent) : nothing}</div>
      <section class="shares"><h3>${say.list}</h3>
        <codebadge-share-table brief .org=${this.place.slug} .design=${this.design?.id ?? null}
          @codebadge-sent=${this.#onSent}></codebadge-share-table></section></codebadge-task>`;
  }

  #fields() {
    const { problems, submit, mended } = this.#form;
    const isMail = this.way === "email";
    return html`<form class="form wide" novalidate @submit=${submit} @input=${mended} @change=${this.#onWay}>${this.#form.summary()}
      <div class="pair"><codebadge-field name="way" type="select" .label=${say.wayLabel} .value=${this.way}
          .options=${Object.entries(say.way)}></codebadge-field>
        <codebadge-field name="address" required autocomplete="off" .maxlength=${100} .type=${isMail ? "email" : "text"}
          .label=${isMail ? say.email : say.github} .error=${problems.address}></codebadge-field></div>
      <p class="hint">${isMail ? say.emailHint : say.githubHint}</p>
      <div class="pair"><codebadge-field name="role" type="select" .label=${say.role} .value=${"edit"}
          .options=${shareRoles.map((role) => [role, say.roles[role] ?? role] as const)}></codebadge-field>
        <codebadge-field name="days" type="select" .label=${say.days} .value=${"14"} .options=${say.daysChoices}></codebadge-field></div>
      <p class="hint">${say.daysHint}</p>
      <codebadge-field name="note" type="textarea" rows="2" .maxlength=${500} optional .label=${say.note}
        .hint=${say.noteHint} .error=${problems.note}></codebadge-field>
      <div class="buttons">${sends(this.#form, say.act, say.acting)}</div></form>`;
  }

  #check({ address = "" }: Values): Problems {
    if (this.way === "email") return isEmail(address) ? {} : { address: say.emailWrong };
    return NAME.test(address) ? {} : { address: say.githubWrong };
  }

  async #send({ address = "", role = "view", note = "", days = "14" }: Values, key: string): Promise<void> {
    const offer: Offer = {
      design: this.design?.id ?? null,
      role,
      note,
      days: Number(days),
      [this.way]: address,
    };
    this.sent = await shareWith(this.place.slug, offer, key);
    for (const field of this.querySelectorAll<Field>("codebadge-field:is([name=address], [name=note])"))
      field.value = "";
    await this.querySelector<ShareTable>("codebadge-share-table")?.now();
  }

  readonly #onWay = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    if (name === "way") this.way = value as "email" | "github";
  };

  readonly #onSent = ({ detail }: CustomEvent<Sent>): void => {
    this.sent = detail;
  };

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };
}

define("codebadge-share-dialog", ShareDialog);
