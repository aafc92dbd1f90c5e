/** `/admin/people/{id}`: one account: name, role, how they sign in, whether they are shown, and erasing. */
import { html, nothing } from "lit";
import { get, patch, post, put, remove } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Values } from "../account/form";
import { type Identity, isAtLeast, type Role, roles } from "../account/session";
import { face } from "../pieces/face";
import { here } from "../pieces/here";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import { blocking } from "./blocking";
import { confirm } from "./confirm";
import { AdminPage, go, heading, unseen, when } from "./page";
import { bareLogin } from "./person_form";
import { problem } from "./problem";
import { attempt, said } from "./said";
import { waiting } from "./table";
import type { AdminPerson } from "./wire";

interface Account {
  person: AdminPerson;
}

class PersonPage extends AdminPage {
  static override properties = { ...AdminPage.properties, role: { state: true } };
  /** As chosen, before it is saved. */
  declare role: Role | null;
  readonly #account = new Asked(
    this,
    async () => (await get<Account>(this.at(`/people/${this.rest}/account`))).person,
  );
  readonly #naming = new Form(this, { send: (values) => this.#rename(values) });
  readonly #ranking = new Form(this, { send: (values) => this.#changeRole(values) });
  readonly #adding = new Form(this, {
    check: ({ identity }) => (identity ? {} : { identity: say.persons.fields.one }),
    send: (values, key) => this.#add(values, key),
    field: () => "identity",
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#account.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#account;
    const above = { href: "/admin/people", label: say.persons.title };
    if (!value)
      return refusal ? html`${heading(say.persons.title, "", above)}${problem(refusal, now)}` : waiting();
    const title = html`<span class="lead large">${face(value)}<bdi>${value.name}</bdi></span>`;
    return html`${heading(title, value.hidden ? nothing : html`<a class="button" href=${here(`/people/${value.id}`)}>${say.persons.public}</a>`, above)}
      ${this.#facts(value)}
      <div class="panels">${this.#name(value)}${this.#role(value)}${this.#identities(value)}${blocking(value, this.at(`/people/${value.id}`), this.#account.now)}${this.#visibility(value)}</div>`;
  }

  #facts({ points, badges, joined_at, signed_in_at, left_at }: AdminPerson) {
    return html`<dl class="facts figures"><div><dt>${say.persons.points}</dt><dd>${figure(points)}</dd></div>
      <div><dt>${say.persons.badges}</dt><dd>${figure(badges)}</dd></div>
      <div><dt>${say.persons.joined}</dt><dd>${when(joined_at)}</dd></div>
      <div><dt>${say.persons.signedIn}</dt><dd>${when(signed_in_at, say.persons.neverSignedIn)}</dd></div>
      ${left_at ? html`<div><dt>${say.persons.left}</dt><dd>${when(left_at)}</dd></div>` : nothing}</dl>`;
  }

  #name({ name }: AdminPerson) {
    const { problems, submit, mended } = this.#naming;
    return html`<section class="sheet"><h2>${say.persons.account}</h2>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#naming.summary()}
        <codebadge-field name="name" maxlength="200" .label=${say.persons.rename} .value=${name} .error=${problems.name}></codebadge-field>
        <div class="buttons"><button>${say.common.save}</button></div></form></section>`;
  }

  async #rename({ name = "" }: Values): Promise<void> {
    await patch(this.at(`/people/${this.rest}`), { name });
    toast(say.persons.renamed(name));
    await this.#account.now();
  }

  #role({ name, role }: AdminPerson) {
    if (!isAtLeast(this.place.role, role))
      return html`<section class="sheet"><h2>${say.persons.role}</h2><p>${say.roles[role]}</p>
        <p class="muted">${say.persons.roleTooHigh(name)}</p></section>`;
    const given = roles.filter((one) => (one !== "owner" && isAtLeast(this.place.role, one)) || one === role);
    const { problems, submit, mended } = this.#ranking;
    const chosen = this.role ?? role;
    const choose = (event: Event) => {
      const { name: field, value } = event.target as HTMLSelectElement;
      if (field === "role") this.role = value as Role;
    };
    return html`<section class="sheet"><h2>${say.persons.role}</h2>
      <form class="form" novalidate @submit=${submit} @input=${mended} @change=${choose}>${this.#ranking.summary()}
        <codebadge-field name="role" type="select" .label=${say.persons.role} .value=${chosen} .hint=${say.persons.effects[chosen]}
          .options=${given.map((one) => [one, say.roles[one] ?? one] as const)} .error=${problems.role}></codebadge-field>
        <div class="buttons"><button>${say.persons.changeRole}</button></div></form></section>`;
  }

  async #changeRole({ role }: Values): Promise<void> {
    const person = this.#account.value as AdminPerson;
    const set = async (to: string) => {
      await put(this.at(`/people/${person.id}/role`), { role: to });
      this.role = null;
      await this.#account.now();
      return say.persons.roleChanged(person.name, say.roles[to] ?? to);
    };
    if (role && role !== person.role) said(await set(role), () => set(person.role));
  }

  #identities({ identities, name }: AdminPerson) {
    const { problems, submit, mended } = this.#adding;
    return html`<section class="sheet"><h2>${say.persons.identities}</h2>
      ${identities.length ? nothing : html`<p class="muted">${say.persons.identitiesNone}</p>`}
      <ul class="items">${identities.map(
        (identity) => html`<li><span><bdi>${identity.login}</bdi> <span class="muted small">${
          say.persons.providers[identity.provider] ?? identity.provider
        }${identity.proven ? "" : `, ${say.persons.unproven}`}</span></span>
          <button @click=${() => this.#removeIdentity(identity, name)}>${say.persons.detach}${unseen(identity.login)}</button></li>`,
      )}</ul>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#adding.summary()}
        <codebadge-field name="identity" maxlength="320" .label=${say.persons.identityText} .error=${problems.identity}></codebadge-field>
        <div class="buttons"><button>${say.persons.addIdentity}</button></div></form></section>`;
  }

  async #add({ identity = "" }: Values, key: string): Promise<void> {
    const body = /.@/.test(identity) ? { email: identity } : { github: bareLogin(identity) };
    await post(this.at(`/people/${this.rest}/identities`), body, { key });
    toast(say.persons.identityAdded(identity));
    const field = this.querySelector<HTMLInputElement>("#field-identity");
    if (field) field.value = "";
    await this.#account.now();
  }

  async #removeIdentity({ id, login }: Identity, name: string): Promise<void> {
    const { identityRemoveTitle, identityRemoveText, identityRemove, identityRemoved } = say.persons;
    const deed = {
      title: identityRemoveTitle(login),
      text: identityRemoveText(name),
      act: identityRemove(login),
    };
    if ((await confirm(deed)) === null) return;
    const done = await attempt(async () => {
      await remove(this.at(`/people/${this.rest}/identities/${id}`));
      return identityRemoved(login);
    });
    if (done) await this.#account.now();
  }

  #visibility(person: AdminPerson) {
    const { hidden } = person;
    return html`<section class="sheet"><h2>${say.persons.visibility}</h2>
      <p>${hidden ? say.persons.isHidden : say.persons.isShown}</p>
      <div class="buttons"><button @click=${() => this.#hide(person, !hidden)}>${hidden ? say.persons.show : say.persons.hide}</button>
        <button class="danger" @click=${() => this.#erase(person)}>${say.persons.erase}</button></div></section>`;
  }

  async #hide({ id, name }: AdminPerson, hidden: boolean): Promise<void> {
    const set = async (to: boolean) => {
      await put(this.at(`/people/${id}/hidden`), { hidden: to });
      await this.#account.now();
      return to ? say.persons.hid(name) : say.persons.shown(name);
    };
    try {
      said(await set(hidden), () => set(!hidden));
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  async #erase({ id, name }: AdminPerson): Promise<void> {
    const why = { label: say.persons.roleWhy, hint: "", least: 0 };
    const deed = {
      title: say.persons.eraseTitle(name),
      text: say.persons.eraseText,
      act: say.persons.eraseAct(name),
      type: name,
      why,
    };
    const reason = await confirm(deed);
    if (reason === null) return;
    const done = await attempt(async () => {
      await post(this.at(`/people/${id}/erase`), { confirm: name, ...(reason && { why: reason }) });
      return say.persons.erased;
    });
    if (done) go("/admin/people");
  }
}

define("codebadge-admin-person", PersonPage);
