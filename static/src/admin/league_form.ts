/** `/admin/leagues/new`: a name and sections come in, one in each line; a league goes out. */
import { html, nothing } from "lit";
import { post } from "../account/api";
import { Form, type Values } from "../account/form";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import { AdminPage, go, heading } from "./page";
import type { League } from "./wire";

export const ways = (["person", "moderator", "work"] as const).map(
  (who) => [who, say.leagues.who[who] ?? who] as const,
);

class LeagueForm extends AdminPage {
  readonly #form = new Form(this, {
    check: ({ name }) => (name ? {} : { name: say.leagues.nameMissing }),
    send: (values, key) => this.#send(values, key),
  });

  protected override render() {
    const { problems, submit, mended, isBusy } = this.#form;
    const words = say.leagues.fields;
    return html`${heading(say.leagues.create, "", { href: "/admin/leagues", label: say.leagues.title })}
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" maxlength="200" required .label=${words.name} .error=${problems.name}></codebadge-field>
        <codebadge-field name="description" type="textarea" rows="2" maxlength="2000" optional .label=${words.description}
          .error=${problems.description}></codebadge-field>
        <codebadge-field name="who" type="select" .label=${words.who} value="person" .options=${ways}></codebadge-field>
        <codebadge-field name="sections" type="textarea" rows="5" optional .label=${words.sections} .hint=${words.sectionsHint}
          .error=${problems.sections}></codebadge-field>
        <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${say.leagues.create}</button>
          <a class="button quiet" href="/admin/leagues">${say.common.cancel}</a></div></form>`;
  }

  async #send({ name, description, who, sections = "" }: Values, key: string): Promise<void> {
    const named = sections
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    const body = { name, description, who, sections: named.map((section) => ({ name: section })) };
    const { league } = await post<{ league: League }>(this.at("/leagues"), body, { key });
    toast(say.leagues.created(league.name));
    go(`/admin/leagues/${league.id}`);
  }
}

define("codebadge-admin-league-form", LeagueForm);
