/** `/admin/leagues/{id}`: one league: its sections in order, what completes them, its badge, and the progress of a person. */
import { html, nothing } from "lit";
import { get, patch, remove } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Values } from "../account/form";
import type { Person } from "../live/wire";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { toast } from "../pieces/toast";
import { say } from "../words/admin";
import { confirm } from "./confirm";
import { down, up } from "./icons";
import { ways } from "./league_form";
import { AdminPage, go, heading, unseen } from "./page";
import "./person_picker";
import { problem } from "./problem";
import "./progress";
import { attempt } from "./said";
import "./section";
import { waiting } from "./table";
import type { League, Matches, Section } from "./wire";

class LeaguePage extends AdminPage {
  static override properties = { ...AdminPage.properties, editing: { state: true }, person: { state: true } };
  /** The section in the dialog; `new` is none yet. */
  declare editing: Section | "new" | null;
  declare person: Person | null;
  readonly #league = new Asked(
    this,
    async () => (await get<{ league: League }>(this.at(`/leagues/${this.rest}`))).league,
  );
  readonly #form = new Form(this, {
    check: ({ name }) => (name ? {} : { name: say.leagues.nameMissing }),
    send: (values) => this.#save(values),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#league.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#league;
    const above = { href: "/admin/leagues", label: say.leagues.title };
    if (!value)
      return refusal ? html`${heading(say.leagues.title, "", above)}${problem(refusal, now)}` : waiting();
    return html`${heading(html`<bdi>${value.name}</bdi>`, "", above)}<p class="muted prose">${value.description}</p>
      <div class="beside">
        <section><div class="heading"><h2>${say.leagues.sections}</h2>${
          this.may("admin")
            ? html`<button class="primary" @click=${() => this.#edit("new")}>${say.leagues.addSection}</button>`
            : nothing
        }</div>${this.#sections(value)}${this.#badge(value)}</section>
        <section class="sheet">${this.#progress(value)}</section></div>
      ${this.may("admin") ? this.#settings(value) : nothing}
      ${this.editing ? this.#dialog(value, this.editing) : nothing}`;
  }

  #edit(section: Section | "new"): void {
    this.editing = section;
  }

  #sections({ sections }: League) {
    if (sections.length === 0)
      return html`<codebadge-empty .what=${say.leagues.sectionsEmpty} .next=${say.leagues.sectionsEmptyNext}></codebadge-empty>`;
    return html`<ol class="items numbered">${sections.map(
      (
        section,
        at,
      ) => html`<li><span><bdi>${section.name}</bdi> <span class="muted small">${matchWords(section.matches)}</span></span>
        ${this.may("admin") ? this.#sectionButtons(section, at, sections.length) : nothing}</li>`,
    )}</ol>`;
  }

  #sectionButtons(section: Section, at: number, count: number) {
    const { name } = section;
    return html`<span class="buttons">
      <button class="square" data-move="up-${section.id}" ?disabled=${at === 0} aria-label=${say.leagues.moveUp(name)} title=${say.leagues.moveUp(name)}
        @click=${() => this.#move(section, at, -1)}>${up}</button>
      <button class="square" data-move="down-${section.id}" ?disabled=${at === count - 1} aria-label=${say.leagues.moveDown(name)}
        title=${say.leagues.moveDown(name)} @click=${() => this.#move(section, at, 1)}>${down}</button>
      <button @click=${() => this.#edit(section)}>${say.common.edit}${unseen(name)}</button>
      <button class="danger" @click=${() => this.#deleteSection(section)}>${say.common.remove}${unseen(name)}</button></span>`;
  }

  async #move(section: Section, at: number, step: number): Promise<void> {
    const other = this.#league.value?.sections[at + step];
    if (!other) return;
    await attempt(async () => {
      await patch(this.at(`/sections/${section.id}`), { position: other.position });
      await this.#league.now();
      return say.leagues.moved(section.name, at + step + 1);
    });
    await this.updateComplete;
    const again = [step < 0 ? "up" : "down", step < 0 ? "down" : "up"].map((way) =>
      this.querySelector<HTMLButtonElement>(`[data-move="${way}-${section.id}"]`),
    );
    again.find((button) => button && !button.disabled)?.focus();
  }

  async #deleteSection({ id, name }: Section): Promise<void> {
    const { sectionDeleteTitle, sectionDeleteText, sectionDelete, sectionDeleted } = say.leagues;
    const deed = { title: sectionDeleteTitle(name), text: sectionDeleteText, act: sectionDelete(name) };
    if ((await confirm(deed)) === null) return;
    const done = await attempt(async () => {
      await remove(this.at(`/sections/${id}`));
      return sectionDeleted(name);
    });
    if (done) await this.#league.now();
  }

  #badge({ badge }: League) {
    if (badge)
      return html`<p class="effect lead"><codebadge-medal .badge=${badge}></codebadge-medal><span>${say.leagues.badgeOf}
        <a href="/admin/badges/${badge.id}"><bdi>${badge.name}</bdi></a></span></p>`;
    return html`<p class="effect">${say.leagues.badgeNone}
      ${this.may("admin") ? html`<a href="/admin/badges/new?league=${this.rest}">${say.leagues.badgeCreate}</a>` : nothing}</p>`;
  }

  #progress({ id }: League) {
    const pick = ({ detail }: CustomEvent<Person | null>) => {
      this.person = detail;
    };
    return html`<h2>${say.leagues.progress}</h2>
      <codebadge-person-picker name="whose" .org=${this.place.slug} .label=${say.leagues.progressPerson} @codebadge-pick=${pick}></codebadge-person-picker>
      ${
        this.person
          ? html`<codebadge-progress may .org=${this.place.slug} .league=${id} .person=${this.person.id}
              @codebadge-progressed=${this.#league.now}></codebadge-progress>`
          : html`<p class="muted">${say.leagues.progressChoose}</p>`
      }`;
  }

  #settings(league: League) {
    const { problems, submit, mended } = this.#form;
    const words = say.leagues.fields;
    return html`<section class="sheet"><h2>${say.leagues.settings}</h2>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <codebadge-field name="name" maxlength="200" .label=${words.name} .value=${league.name} .error=${problems.name}></codebadge-field>
        <codebadge-field name="description" type="textarea" rows="2" maxlength="2000" optional .label=${words.description}
          .value=${league.description} .error=${problems.description}></codebadge-field>
        <codebadge-field name="who" type="select" .label=${words.who} .value=${league.who} .options=${ways}></codebadge-field>
        <div class="buttons"><button>${say.common.save}</button>
          <button type="button" class="danger" @click=${() => this.#delete(league)}>${say.leagues.delete}</button></div></form></section>`;
  }

  async #save({ name, description, who }: Values): Promise<void> {
    await patch(this.at(`/leagues/${this.rest}`), { name, description, who });
    toast(say.leagues.saved);
    await this.#league.now();
  }

  async #delete({ id, name, people }: League): Promise<void> {
    const { deleteTitle, deleteText, deleteAct, deleted } = say.leagues;
    if (
      (await confirm({ title: deleteTitle(name), text: deleteText(people), act: deleteAct(name) })) === null
    )
      return;
    const done = await attempt(async () => {
      await remove(this.at(`/leagues/${id}`));
      return deleted(name);
    });
    if (done) go("/admin/leagues");
  }

  #dialog(league: League, section: Section | "new") {
    const close = () => {
      this.editing = null;
    };
    return html`<codebadge-section .org=${this.place.slug} .league=${league.id} .section=${section === "new" ? null : section}
      @close=${close} @codebadge-saved=${this.#league.now}></codebadge-section>`;
  }
}

export function matchWords(matches: Matches | null): string {
  if (!matches) return say.leagues.byHand;
  if (matches.label) return say.leagues.byLabel(matches.label);
  return say.leagues.byList(matches.list ?? "");
}

define("codebadge-admin-league", LeaguePage);
