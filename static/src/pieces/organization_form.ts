/**
 * `<codebadge-organization-form .code=${…}>`: a new organisation, its admin, and its special badges in the same form.
 * Fires `codebadge-created` with the server's answer.
 */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { post } from "../account/api";
import { Form, sends, type Values } from "../account/form";
import { bodyOf, ownZone, problemsIn, slugOf, zoneIn, zones } from "../account/organization";
import type { Session } from "../account/session";
import { type Draft, draft, fieldName, presets } from "../account/special";
import type { Badge, Person, Refusal } from "../live/wire";
import { say } from "../words/account";
import { timeIn } from "../words/times";
import "./field";
import "./organization_form.css";
import { define } from "./piece";
import "./special_fields";
import { toast } from "./toast";

export interface Created {
  organization: { slug: string; name: string; time_zone: string };
  admin: Person;
  badges: Badge[];
  signed_in: boolean;
}

class OrganizationForm extends LitElement {
  static override properties = {
    session: { attribute: false },
    code: {},
    asksCode: { type: Boolean },
    slug: { state: true },
    zone: { state: true },
    drafts: { state: true },
  };
  declare session: Session;
  /** The set-up code of an empty server, from the address; with `asksCode`, typed here. */
  declare code: string;
  declare asksCode: boolean;
  declare slug: string;
  declare zone: string;
  declare drafts: readonly Draft[];
  #isSlugOwn = false;
  #added: number | null = null;
  readonly #zones = zones();
  readonly #form = new Form(this, {
    check: (values) => problemsIn(values, this.drafts, !this.session.sign_in.github),
    send: (values, key) => this.#send(values, key),
    field: (refusal) => this.#fieldOf(refusal),
  });

  constructor() {
    super();
    Object.assign(this, { slug: "", zone: ownZone(), drafts: [] });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override updated(_: PropertyValues): void {
    if (this.#added === null) return;
    const added = this.querySelector(`#special-${this.#added}`);
    this.#added = null;
    requestAnimationFrame(() => added?.querySelector<HTMLElement>("input")?.focus());
  }

  protected override render() {
    return html`<form class="organization" novalidate @submit=${this.#form.submit} @input=${this.#form.mended}>
      ${this.#form.summary()}
      ${this.asksCode ? this.#codeField() : nothing}
      <fieldset class="form"><legend><h2>${say.organization.title}</h2></legend>${this.#fields()}</fieldset>
      <fieldset class="specials"><legend><h2>${say.special.title}</h2></legend>
        <p class="muted">${say.special.intro}</p>
        ${this.#rows()}${this.#presets()}</fieldset>
      <div class="buttons">${sends(this.#form, this.#sends, say.organization.creating)}
        <span class="muted small">${say.organization.after}</span></div>
    </form>`;
  }

  get #sends(): string {
    const { length } = this.drafts;
    return length ? say.organization.createWith(length) : say.organization.create;
  }

  #codeField() {
    return html`<div class="form"><codebadge-field name="set_up_code" required .label=${say.organization.code}
      .hint=${say.organization.codeHint} .error=${this.#form.problems.set_up_code} .value=${this.code ?? ""}
      autocomplete="one-time-code"></codebadge-field></div>`;
  }

  #fields() {
    const { problems } = this.#form;
    const words = say.organization;
    return html`<codebadge-field name="name" required .label=${words.name} .hint=${words.nameHint} .error=${problems.name}
        autocomplete="organization" .maxlength=${200} @input=${this.#onName}></codebadge-field>
      <codebadge-field name="slug" required .label=${words.slug} .hint=${words.slugHint(location.host, this.slug)}
        .error=${problems.slug} .value=${this.slug} autocomplete="off" .maxlength=${60}
        @input=${this.#onSlug}></codebadge-field>
      <codebadge-field name="time_zone" required .label=${words.zone} .hint=${this.#zoneHint()} .error=${problems.time_zone}
        .value=${this.zone} .suggestions=${this.#zones} autocomplete="off" @input=${this.#onZone}></codebadge-field>
      <codebadge-field name="admin" required .label=${words.admin} .hint=${this.#adminHint} .error=${problems.admin}
        .value=${this.session.person?.email ?? ""} autocomplete="email" .maxlength=${254}></codebadge-field>`;
  }

  get #adminHint(): string {
    const words = say.organization;
    return this.session.sign_in.github ? words.adminHint : words.adminHintMailOnly;
  }

  #zoneHint(): string {
    const zone = zoneIn(this.zone);
    return zone ? say.organization.zoneHint(timeIn(zone)) : say.organization.zoneSearch;
  }

  #rows() {
    return html`<ol class="rows">${repeat(
      this.drafts,
      ({ key }) => key,
      (one) => html`<li id="special-${one.key}">
        <div class="row-head"><i class="swatch" .style=${`--swatch: ${one.color}`}></i>
          <h3>${one.name.trim() || say.special.nameless}</h3>
          <button type="button" class="quiet" aria-label=${say.special.removeNamed(one.name.trim() || say.special.nameless)}
            @click=${() => this.#remove(one)}>${say.special.remove}</button></div>
        <codebadge-special-fields .draft=${one} .problems=${this.#form.problems}
          @codebadge-draft=${(event: CustomEvent<Draft>) => this.#change(event.detail)}></codebadge-special-fields>
      </li>`,
    )}</ol>`;
  }

  #presets() {
    const chosen = Object.entries(presets);
    return html`<div class="presets" role="group" aria-label=${say.special.add}>
      <p class="legend">${this.drafts.length ? say.special.addAnother : say.special.add}</p>
      <div class="buttons">${chosen.map(
        ([name, make]) =>
          html`<button type="button" @click=${() => this.#add(make())}>${plus} ${
            say.special.offers[name]
          }</button>`,
      )}<button type="button" @click=${() => this.#add(draft())}>${plus} ${say.special.own}</button></div></div>`;
  }

  #add(one: Draft): void {
    this.drafts = [...this.drafts, one];
    this.#added = one.key;
  }

  #remove(one: Draft): void {
    const before = this.drafts;
    this.drafts = before.filter(({ key }) => key !== one.key);
    this.querySelector<HTMLElement>(".presets button")?.focus();
    toast(say.special.removed(one.name.trim() || say.special.nameless), () => {
      this.drafts = before;
    });
  }

  #change(one: Draft): void {
    this.drafts = this.drafts.map((each) => (each.key === one.key ? one : each));
  }

  readonly #onName = (event: Event): void => {
    if (!this.#isSlugOwn) this.slug = slugOf((event.target as HTMLInputElement).value);
  };

  readonly #onSlug = (event: Event): void => {
    this.slug = (event.target as HTMLInputElement).value.trim();
    this.#isSlugOwn = this.slug !== "";
  };

  readonly #onZone = (event: Event): void => {
    this.zone = (event.target as HTMLInputElement).value;
  };

  async #send(values: Values, key: string): Promise<void> {
    const code = values.set_up_code ?? this.code ?? null;
    const created = await post<Created>("/organizations", bodyOf(values, this.drafts, code), {
      key,
      stay: true,
    });
    this.dispatchEvent(new CustomEvent("codebadge-created", { detail: created }));
  }

  /** The server's names of fields are those of the body. */
  #fieldOf({ code, message }: Refusal): string | null {
    if (code === "not_allowed" && this.session.set_up) {
      this.asksCode = true; // that of the address was wrong
      return "set_up_code";
    }
    const place = /^([a-z_]+)(?:\.(\d+)\.(\w+))?/.exec(message);
    const [, first = "", index, part] = place ?? [];
    const one = index === undefined ? undefined : this.drafts[Number(index)];
    if (first === "special_badges" && one) return fieldName(one, part === "name" ? "name" : "kind");
    if (["name", "slug", "time_zone", "admin"].includes(first) && message.includes(": ")) return first;
    if (code === "taken" && message.includes(this.slug)) return "slug";
    return null;
  }
}

const plus = html`<span aria-hidden="true">+</span>`;

define("codebadge-organization-form", OrganizationForm);
