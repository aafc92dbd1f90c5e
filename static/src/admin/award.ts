/** `<codebadge-award .badge=${…}>`: a dialog in which a badge is given to somebody, with a reason; fires `codebadge-awarded`. */
import { html, LitElement, nothing } from "lit";
import { of, post } from "../account/api";
import { Form } from "../account/form";
import type { Place } from "../account/session";
import type { Person } from "../live/wire";
import "../pieces/field";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { say } from "../words/admin";
import "./dialog";
import "./person_picker";
import { said } from "./said";
import type { WholeBadge } from "./wire";

class AwardDialog extends LitElement {
  static override properties = {
    place: { attribute: false },
    badge: { attribute: false },
    path: {},
    person: { state: true },
    reason: { state: true },
  };
  declare place: Place;
  declare badge: WholeBadge;
  /** Where it is asked for, when the badge has a rule; without, as any award. */
  declare path: string | undefined;
  declare person: Person | null;
  declare reason: string;
  readonly #form = new Form(this, {
    check: () => (this.person ? {} : { person: say.picker.choose }),
    send: ({ reason = "" }, key) => this.#send(reason, key),
    field: ({ code }) => (code === "already_held" ? "person" : null),
  });

  constructor() {
    super();
    Object.assign(this, { person: null, reason: "" });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { problems, submit, mended, isBusy } = this.#form;
    return html`<codebadge-task .label=${say.award.title(this.badge.name)} @close=${this.#close}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-person-picker name="person" .org=${this.place.slug} .label=${say.award.person} .hint=${say.award.personHint}
          .wrong=${problems.person ?? ""} @codebadge-pick=${this.#onPick}></codebadge-person-picker>
        <codebadge-field name="reason" type="textarea" rows="2" maxlength="500" optional .label=${say.award.reason}
          .hint=${say.award.reasonHint} .error=${problems.reason} @input=${this.#onReason}></codebadge-field>
        ${this.#preview()}
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${
          isBusy ? say.award.busy : this.person ? say.award.actTo(this.person.name) : say.award.act
        }</button>
          <button type="button" class="quiet" @click=${this.#close}>${say.common.cancel}</button></div>
      </form></codebadge-task>`;
  }

  /** The line as the feed will tell it. */
  #preview() {
    const name = this.person?.name ?? say.award.somebody;
    return html`<figure class="effect"><figcaption class="muted small">${say.award.preview}</figcaption>
      <p><codebadge-medal .badge=${this.badge}></codebadge-medal><span><bdi>${name}</bdi> ${say.award.earned}
        <strong>${this.badge.name}</strong>${!this.reason && this.badge.description ? ":" : ""} ${this.reason || this.badge.description}</span></p></figure>`;
  }

  readonly #onPick = ({ detail }: CustomEvent<Person | null>): void => {
    this.person = detail;
    this.#form.mended({ target: { name: "person" } } as unknown as Event);
  };

  readonly #onReason = (event: Event): void => {
    this.reason = (event.target as HTMLTextAreaElement).value.trim();
  };

  async #send(reason: string, key: string): Promise<void> {
    const person = this.person as Person;
    const who = { person: person.id, reason };
    if (this.path) await post(this.#at(this.path), who, { key });
    else await post(this.#at("/awards"), { ...who, badge: this.badge.id }, { key });
    this.#close();
    this.dispatchEvent(new CustomEvent("codebadge-awarded"));
    said(say.award.done, () => this.#undo(person));
  }

  async #undo({ id, name }: Person): Promise<string> {
    const reason = say.award.undoReason;
    await post(this.#at(`/badges/${this.badge.id}/revoke`), { person: id, reason });
    this.dispatchEvent(new CustomEvent("codebadge-awarded"));
    return say.award.undone(name);
  }

  #at(path: string): string {
    return of(this.place.slug, path);
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };
}

define("codebadge-award", AwardDialog);
