/** `/admin/teams`: every team with how many people are in it and the way to its board. */
import { html, nothing } from "lit";
import { post } from "../account/api";
import { Form, sends, type Values } from "../account/form";
import { within } from "../pieces/here";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say as admin } from "../words/admin";
import { figure } from "../words/figures";
import { say as words } from "../words/seasons";
import type { Column } from "./arrange";
import "./dialog";
import { AdminPage, go, heading, unseen } from "./page";
import { part, Rows } from "./rows";
import "./table";
import type { Team } from "./team";

const say = words.teams;

class TeamsPage extends AdminPage {
  static override properties = { ...AdminPage.properties, isNew: { state: true } };
  declare isNew: boolean;
  readonly #teams = new Rows<Team>(this, async (cursor) => {
    const { body, next } = await part<{ teams: Team[] }>(this.at("/teams"), cursor);
    return { rows: body.teams, next };
  });
  readonly #form = new Form(this, {
    check: ({ name }) => (name ? {} : { name: say.nameMissing }),
    send: (values, key) => this.#send(values, key),
  });

  protected override render() {
    const create = html`<button class="primary" @click=${() => this.#turn(true)}>${say.create}</button>`;
    return html`${heading(say.title, create)}<p class="muted prose">${say.intro}</p>
      <codebadge-table .label=${say.title} .source=${this.#teams} .columns=${this.#columns()} .key=${({ id }: Team) => id}
        .find=${({ name }: Team) => name}
        .empty=${html`<codebadge-empty .what=${say.empty} .next=${say.emptyNext}></codebadge-empty>`}></codebadge-table>
      ${this.isNew ? this.#dialog() : nothing}`;
  }

  #turn(isNew: boolean): void {
    this.isNew = isNew;
  }

  #dialog() {
    const { problems, submit, mended } = this.#form;
    return html`<codebadge-task .label=${say.create} @close=${() => this.#turn(false)}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" maxlength="200" required .label=${say.nameLabel} .error=${problems.name}></codebadge-field>
        <div class="buttons">${sends(this.#form, say.create, say.create)}
          <button type="button" class="quiet" @click=${() => this.#turn(false)}>${admin.common.cancel}</button></div></form></codebadge-task>`;
  }

  async #send({ name = "" }: Values, key: string): Promise<void> {
    const { team } = await post<{ team: Team }>(this.at("/teams"), { name }, { key });
    toast(say.created(name));
    go(`/admin/teams/${team.id}`);
  }

  #columns(): Column<Team>[] {
    const { slug } = this.place;
    return [
      {
        key: "name",
        title: say.name,
        kind: "lead",
        sort: ({ name }) => name,
        cell: ({ id, name }) => html`<a href="/admin/teams/${id}"><bdi>${name}</bdi></a>`,
      },
      {
        key: "people",
        title: say.people,
        kind: "number",
        sort: ({ people }) => people.length,
        cell: ({ people }) => figure(people.length),
      },
      {
        key: "board",
        title: say.board,
        cell: ({ id, name }) =>
          html`<a href=${within(`/?board=all&team=${id}`, slug)}>${say.seeBoard}${unseen(say.boardOf(name))}</a>`,
      },
    ];
  }
}

define("codebadge-admin-teams", TeamsPage);
