/** `<codebadge-season>`: a dialog in which a season is made or changed; fires `codebadge-saved`. */
import { html, LitElement, nothing } from "lit";
import { of, patch, post } from "../account/api";
import { Form, type Values } from "../account/form";
import { today } from "../live/visits";
import type { Season } from "../live/wire_boards";
import "../pieces/field";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say as admin } from "../words/admin";
import { say as words } from "../words/seasons";
import { dayOf } from "../words/times";
import "./dialog";
import { check, stateOf } from "./season_days";

const say = words.seasons;

class SeasonDialog extends LitElement {
  static override properties = { org: {}, season: { attribute: false }, days: { state: true } };
  declare org: string;
  declare season: Season | null;
  /** As they are typed. */
  declare days: { starts_on: string; ends_on: string } | null;
  readonly #form = new Form(this, { check, send: (values, key) => this.#send(values, key) });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { season } = this;
    const { problems, submit, mended, isBusy } = this.#form;
    const isClosed = season !== null && stateOf(season, today()) === "closed";
    const days = this.days ?? { starts_on: season?.starts_on ?? "", ends_on: season?.ends_on ?? "" };
    return html`<codebadge-task .label=${season ? say.edit(season.name) : say.create} @close=${this.#close}>
      <form class="form" novalidate @submit=${submit} @input=${this.#onInput(mended)}>${this.#form.summary()}
        <codebadge-field name="name" maxlength="200" required .label=${say.nameLabel} .value=${season?.name ?? ""} .error=${problems.name}></codebadge-field>
        ${
          isClosed
            ? html`<p class="muted">${say.closedHint}</p><input type="hidden" name="starts_on" value=${days.starts_on} />
              <input type="hidden" name="ends_on" value=${days.ends_on} />`
            : html`<div class="pair"><codebadge-field name="starts_on" type="date" required .label=${say.from} .value=${days.starts_on}
                .error=${problems.starts_on}></codebadge-field>
              <codebadge-field name="ends_on" type="date" required .label=${say.until} .value=${days.ends_on}
                .error=${problems.ends_on}></codebadge-field></div>${effect(days.starts_on, days.ends_on)}`
        }
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${season ? admin.common.save : say.create}</button>
          <button type="button" class="quiet" @click=${this.#close}>${admin.common.cancel}</button></div>
      </form></codebadge-task>`;
  }

  #onInput(mended: (event: Event) => void) {
    return (event: Event) => {
      mended(event);
      const { starts_on, ends_on } = Object.fromEntries(
        new FormData(event.currentTarget as HTMLFormElement),
      ) as Record<string, string>;
      this.days = { starts_on: starts_on ?? "", ends_on: ends_on ?? "" };
    };
  }

  async #send({ name = "", starts_on, ends_on }: Values, key: string): Promise<void> {
    const { season } = this;
    if (season) {
      const days = starts_on !== season.starts_on || ends_on !== season.ends_on;
      await patch(of(this.org, `/seasons/${season.id}`), { name, ...(days && { starts_on, ends_on }) });
    } else await post(of(this.org, "/seasons"), { name, starts_on, ends_on }, { key });
    this.#close();
    this.dispatchEvent(new CustomEvent("codebadge-saved"));
    toast(season ? say.saved(name) : say.created(name));
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };
}

function effect(first: string, last: string) {
  const isWhole = first !== "" && last !== "" && first <= last;
  return html`<div class="effect"><p><strong>${say.effect}</strong></p>
    <p>${isWhole ? say.effectDates(dayOf(first), dayOf(last)) : say.effectNone}</p>
    ${isWhole && first < today() ? html`<p>${say.effectPast}</p>` : nothing}</div>`;
}

define("codebadge-season", SeasonDialog);
