/** `/admin/teams/{id}`: one team: its name, and who is in it. */
import { html } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { patch, put, remove } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Values } from "../account/form";
import { Refused } from "../live/rest";
import type { Person } from "../live/wire";
import { face } from "../pieces/face";
import { within } from "../pieces/here";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say as admin } from "../words/admin";
import { say as words } from "../words/seasons";
import { confirm } from "./confirm";
import { AdminPage, go, heading, unseen } from "./page";
import "./person_picker";
import { problem } from "./problem";
import { part } from "./rows";
import { attempt, said } from "./said";
import { waiting } from "./table";

const say = words.teams;

export interface Team {
  id: number;
  name: string;
  people: Person[];
}

class TeamPage extends AdminPage {
  static override properties = { ...AdminPage.properties, added: { state: true } };
  /** How many were added here; a picker that has done its work is drawn anew. */
  declare added: number;
  readonly #team = new Asked<Team>(this, () => this.#read());
  readonly #form = new Form(this, {
    check: ({ name }) => (name ? {} : { name: say.nameMissing }),
    send: (values) => this.#rename(values),
  });

  constructor() {
    super();
    this.added = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#team.now();
  }

  async #read(): Promise<Team> {
    let cursor: string | null = null;
    do {
      const page: { body: { teams: Team[] }; next: string | null } = await part(this.at("/teams"), cursor);
      const team = page.body.teams.find(({ id }) => id === Number(this.rest));
      if (team) return team;
      cursor = page.next;
    } while (cursor);
    throw new Refused({ code: "not_found", message: say.unknown });
  }

  protected override render() {
    const { value, refusal, now } = this.#team;
    const above = { href: "/admin/teams", label: say.title };
    if (!value) return refusal ? html`${heading(say.title, "", above)}${problem(refusal, now)}` : waiting();
    const board = within(`/?board=all&team=${value.id}`, this.place.slug);
    return html`${heading(html`<bdi>${value.name}</bdi>`, html`<a class="button" href=${board}>${say.seeBoard}</a>`, above)}
      <div class="beside"><section><h2>${say.people}</h2>${this.#people(value)}</section>
        <section class="sheet">${this.#picker(value)}</section></div>
      ${this.#settings(value)}`;
  }

  #people(team: Team) {
    if (team.people.length === 0)
      return html`<codebadge-empty .what=${say.nobody} .next=${say.nobodyNext}></codebadge-empty>`;
    return html`<ul class="items">${team.people.map(
      (
        person,
      ) => html`<li data-person=${person.id}><span class="lead">${face(person)}<span><bdi>${person.name}</bdi></span></span>
        <button @click=${() => attempt(() => this.#take(team, person))}>${say.take}${unseen(person.name)}</button></li>`,
    )}</ul>`;
  }

  #picker(team: Team) {
    const pick = ({ detail }: CustomEvent<Person | null>) => detail && void this.#add(team, detail);
    return keyed(
      this.added,
      html`<codebadge-person-picker name="who" .org=${this.place.slug} .label=${say.add} .hint=${say.addHint}
        @codebadge-pick=${pick}></codebadge-person-picker>`,
    );
  }

  async #add(team: Team, person: Person): Promise<void> {
    if (team.people.some(({ id }) => id === person.id)) return toast(say.isIn(person.name));
    try {
      await put(this.at(`/teams/${team.id}/people/${person.id}`), {});
      said(say.added(person.name, team.name), () => this.#take(team, person));
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
    await this.#again();
  }

  async #again(): Promise<void> {
    await this.#team.now();
    this.added += 1;
    await this.updateComplete;
    this.querySelector<HTMLElement>("codebadge-person-picker")?.focus();
  }

  async #take(team: Team, person: Person): Promise<string> {
    await remove(this.at(`/teams/${team.id}/people/${person.id}`));
    await this.#team.now();
    return say.taken(person.name, team.name);
  }

  #settings(team: Team) {
    const { problems, submit, mended } = this.#form;
    return html`<section class="sheet"><h2>${say.rename}</h2>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" maxlength="200" .label=${say.nameLabel} .value=${team.name} .error=${problems.name}></codebadge-field>
        <div class="buttons"><button>${admin.common.save}</button>
          <button type="button" class="danger" @click=${() => this.#delete(team)}>${say.deleteTeam}</button></div></form></section>`;
  }

  async #rename({ name = "" }: Values): Promise<void> {
    await patch(this.at(`/teams/${this.rest}`), { name });
    toast(say.renamed(name));
    await this.#team.now();
  }

  async #delete({ id, name, people }: Team): Promise<void> {
    const deed = {
      title: say.deleteTitle(name),
      text: say.deleteText(people.length),
      act: say.deleteAct(name),
    };
    if ((await confirm(deed)) === null) return;
    const done = await attempt(async () => {
      await remove(this.at(`/teams/${id}`));
      return say.deleted(name);
    });
    if (done) go("/admin/teams");
  }
}

define("codebadge-admin-team", TeamPage);
