/** `<codebadge-progress>`: a person's way through a league comes in; it is shown, and sections are completed or opened again. */
import { html, LitElement, nothing } from "lit";
import { get, of, post, remove } from "../account/api";
import { Asked } from "../account/asked";
import type { Award } from "../live/wire";
import { define } from "../pieces/piece";
import "../pieces/medal";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import { check } from "./icons";
import { unseen, when } from "./page";
import { problem } from "./problem";
import { attempt, said } from "./said";
import { waiting } from "./table";
import type { Progress } from "./wire";

type Step = Progress["sections"][number];

class ProgressPiece extends LitElement {
  static override properties = {
    org: {},
    league: { type: Number },
    person: { attribute: false },
    mine: { type: Boolean },
    may: { type: Boolean },
  };
  declare org: string;
  declare league: number;
  /** Whose; without one, of whoever is signed in. */
  declare person: number | undefined;
  declare mine: boolean;
  /** Whether sections may be completed here. */
  declare may: boolean;
  readonly #progress = new Asked(this, () =>
    get<Progress>(of(this.org, `/leagues/${this.league}/progress${this.#query()}`)),
  );

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("league") || changed.has("person")) void this.#progress.now();
  }

  #query(): string {
    return this.mine || !this.person ? "" : `?person=${this.person}`;
  }

  protected override render() {
    const { value, refusal, now } = this.#progress;
    if (!value) return refusal ? problem(refusal, now) : waiting();
    const { completed, total, percent, badge } = value;
    const words = say.leagues.of(figure(completed), figure(total), figure(percent));
    return html`<div class="way"><progress max="100" value=${percent} aria-label=${say.leagues.progress}></progress>
        <span class="muted small figures">${words}</span></div>
      ${badge ? this.#badge(badge) : nothing}
      <ol class="items steps">${value.sections.map((step) => this.#step(step, value))}</ol>`;
  }

  #badge({ name, image, earned }: NonNullable<Progress["badge"]>) {
    return html`<p class="lead"><codebadge-medal ?data-faded=${!earned} .badge=${{ image }}></codebadge-medal>
      <span>${earned ? say.leagues.earned(name) : say.leagues.toEarn(name)}</span></p>`;
  }

  #step(step: Step, { person }: Progress) {
    const { name, completed, completed_at } = step;
    return html`<li ?data-done=${completed}><span>${completed ? check : nothing}<bdi>${name}</bdi> <span class="muted small">${
      completed ? when(completed_at) : say.leagues.open
    }</span></span>
      ${this.may ? this.#button(step, person.name) : nothing}</li>`;
  }

  #button(step: Step, person: string) {
    const about = unseen(this.mine ? step.name : `${step.name}, ${person}`);
    if (step.completed)
      return html`<button class="quiet" @click=${() => attempt(() => this.#take(step, person))}>${say.leagues.take}${about}</button>`;
    return html`<button @click=${() => this.#complete(step, person)}>${say.leagues.complete}${about}</button>`;
  }

  async #complete(step: Step, person: string): Promise<void> {
    try {
      const body = this.mine || !this.person ? {} : { person: this.person };
      const path = of(this.org, `/sections/${step.id}/complete`);
      const { award } = await post<{ award: Award | null }>(path, body);
      await this.#again();
      said(this.#completedWords(step.name, person, award), () => this.#take(step, person));
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  #completedWords(section: string, person: string, award: Award | null): string {
    if (award)
      return this.mine
        ? say.leagues.finishedMine(award.badge.name)
        : say.leagues.finishedNow(person, award.badge.name);
    return this.mine ? say.leagues.completedMine(section) : say.leagues.completed(section, person);
  }

  async #take({ id, name }: Step, person: string): Promise<string> {
    await remove(of(this.org, `/sections/${id}/complete${this.#query()}`));
    await this.#again();
    return this.mine ? say.leagues.takenMine(name) : say.leagues.taken(name, person);
  }

  async #again(): Promise<void> {
    await this.#progress.now();
    this.dispatchEvent(new CustomEvent("codebadge-progressed", { bubbles: true }));
  }
}

define("codebadge-progress", ProgressPiece);
