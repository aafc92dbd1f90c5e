/** `/admin/people/new`: an e-mail address or a GitHub name, a role and badges come in; an account goes out. */
import { html, nothing } from "lit";
import { get, post } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import { isAtLeast, type Role, roles } from "../account/session";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import { AdminPage, go, heading } from "./page";
import type { AdminPerson, WholeBadge } from "./wire";

class PersonForm extends AdminPage {
  static override properties = { ...AdminPage.properties, role: { state: true } };
  declare role: Role;
  readonly #badges = new Asked(this, async () => {
    return (await get<{ badges: WholeBadge[] }>(this.at("/badges?active=true"))).badges.filter(byHand);
  });
  readonly #form = new Form(this, { check, send: (values, key) => this.#send(values, key), field });

  constructor() {
    super();
    this.role = "contributor";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#badges.now();
  }

  protected override render() {
    const { problems, submit, mended, isBusy } = this.#form;
    const words = say.persons.fields;
    const given = roles.filter((role) => role !== "owner" && isAtLeast(this.place.role, role));
    return html`${heading(say.persons.create, "", { href: "/admin/people", label: say.persons.title })}
      <div class="beside"><form class="form" novalidate @submit=${submit} @input=${mended} @change=${this.#onRole}>${this.#form.summary()}
        <codebadge-field name="email" type="email" maxlength="320" inputmode="email" .label=${words.email} .hint=${words.emailHint}
          .error=${problems.email}></codebadge-field>
        <codebadge-field name="github" maxlength="40" .label=${words.github} .hint=${words.githubHint}
          .error=${problems.github}></codebadge-field>
        <codebadge-field name="name" maxlength="200" optional .label=${words.name} .hint=${words.nameHint}
          .error=${problems.name}></codebadge-field>
        <codebadge-field name="role" type="select" .label=${words.role} value="contributor"
          .options=${given.map((role) => [role, say.roles[role] ?? role] as const)} .error=${problems.role}></codebadge-field>
        ${this.#special()}
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${say.persons.create}</button>
          <a class="button quiet" href="/admin/people">${say.common.cancel}</a></div></form>
        <aside class="effect" aria-label=${say.persons.effect}><p class="muted small">${say.persons.effect}</p>
          <p><strong>${say.roles[this.role]}</strong></p><p>${say.persons.effects[this.role]}</p></aside></div>`;
  }

  #special() {
    const badges = this.#badges.value ?? [];
    return html`<fieldset><legend class="legend">${say.persons.fields.special}</legend>
      ${badges.length ? nothing : html`<p class="hint">${say.persons.fields.noSpecial}</p>`}
      <div class="ticks">${badges.map(
        (badge) => html`<label class="tick"><input type="checkbox" name="badge-${badge.id}" value="yes" />
          <codebadge-medal .badge=${badge}></codebadge-medal><bdi>${badge.name}</bdi></label>`,
      )}</div></fieldset>`;
  }

  readonly #onRole = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    if (name === "role") this.role = value as Role;
  };

  async #send(values: Values, key: string): Promise<void> {
    const { name, email, role } = values;
    const github = bareLogin(values.github);
    const special = Object.keys(values)
      .flatMap((field) => /^badge-(\d+)$/.exec(field)?.[1] ?? [])
      .map(Number);
    const body = { ...(name && { name }), ...(email && { email }), ...(github && { github }), role, special };
    const { person } = await post<{ person: AdminPerson }>(this.at("/people"), body, { key });
    toast(say.persons.created(person.name));
    go(`/admin/people/${person.id}`);
  }
}

/** What is given by hand: no pattern gives it, no league, and no rule. */
function byHand({ pattern, league }: WholeBadge): boolean {
  return !pattern && !league;
}

export function bareLogin(text = ""): string {
  return text.replace(/^(https:\/\/github\.com\/|@)/i, "");
}

export function check({ email = "", github = "" }: Values): Problems {
  const words = say.persons.fields;
  if (!email && !github) return { email: words.one };
  return {
    ...(email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && { email: words.emailWrong }),
    ...(github &&
      !/^[a-z\d](?:[a-z\d-]{0,37}[a-z\d])?$/i.test(bareLogin(github)) && { github: words.githubWrong }),
  };
}

function field({ code, message }: { code: string; message: string }): string | null {
  if (code !== "taken") return null;
  return /github/i.test(message) ? "github" : "email";
}

define("codebadge-admin-person-form", PersonForm);
