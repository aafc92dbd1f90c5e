/** `<codebadge-lessons .project=${7}>`: what the model learnt from, newest first; what is wrong is forgotten, with Undo. Fires `codebadge-model`. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { post } from "../account/api";
import type { LessonCard, ModelCard, Teacher } from "../live/wire_estimates";
import { outward } from "../pieces/outward";
import { define } from "../pieces/piece";
import { say as common } from "../words/admin";
import { say as estimates } from "../words/estimates";
import { say } from "../words/models";
import type { Column } from "./arrange";
import { confirm } from "./confirm";
import { unseen, when } from "./page";
import { part, Rows } from "./rows";
import { attempt, said } from "./said";
import "./table";

const words = say.taught;
const PAGE = 50;
/** What one restoring takes. */
const MOST = 1_000;

interface Forgotten {
  forgotten: number[];
  model: ModelCard;
}

interface Restored {
  restored: number[];
  model: ModelCard;
}

class Lessons extends LitElement {
  static override properties = {
    project: { type: Number },
    turn: { type: Number },
    state: { state: true },
    teacher: { state: true },
  };
  declare project: number;
  /** Whenever it grows, the list is read anew, as long as nobody has gone on in it. */
  declare turn: number;
  declare state: string;
  /** Whose lessons alone are shown. */
  declare teacher: Teacher | null;
  readonly #lessons = new Rows<LessonCard>(this, async (before) => {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (this.state) query.set("state", this.state);
    if (this.teacher) query.set("teacher", this.teacher.key);
    if (before) query.set("before", before);
    const { body } = await part<{ lessons: LessonCard[]; next: number | null }>(
      `${this.#path}/lessons?${query}`,
      null,
    );
    return { rows: body.lessons, next: body.next === null ? null : String(body.next) };
  });

  constructor() {
    super();
    Object.assign(this, { turn: 0, state: "", teacher: null });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override updated(changed: PropertyValues): void {
    const isNews = changed.has("turn") && changed.get("turn") !== undefined;
    if (isNews && !this.#lessons.isAsking && this.#lessons.rows.length <= PAGE) void this.#lessons.now();
  }

  get #path(): string {
    return `/projects/${this.project}/model`;
  }

  protected override render() {
    return html`<section><h2>${words.title}</h2><p class="muted prose">${words.intro}</p>
      <div class="filters lessons-filters"><label class="choice">${words.state}<select @change=${this.#onState}>
          <option value="">${words.all}</option>${Object.entries(words.states).map(
            ([state, label]) =>
              html`<option value=${state} ?selected=${state === this.state}>${label}</option>`,
          )}</select></label>${this.teacher ? this.#only(this.teacher) : nothing}</div>
      ${this.state === "held" || this.#lessons.rows.some(({ state }) => state === "held") ? html`<p class="effect">${words.heldHint}</p>` : nothing}
      <codebadge-table .label=${words.title} .source=${this.#lessons} .columns=${this.#columns} .key=${keyOf} .empty=${this.#empty()}></codebadge-table></section>`;
  }

  #empty() {
    if (this.state || this.teacher) return html`<p class="muted">${words.none}</p>`;
    return html`<codebadge-empty .what=${words.empty} .next=${words.emptyNext}></codebadge-empty>`;
  }

  #only(teacher: Teacher) {
    return html`<div class="buttons"><span>${words.only(teacher.name)}</span>
      <button type="button" class="quiet" @click=${() => this.#look(null)}>${words.everybody}</button>
      <button type="button" class="danger" @click=${() => this.#forgetAll(teacher)}>${words.forgetAll(teacher.name)}</button></div>`;
  }

  readonly #columns: Column<LessonCard>[] = [
    { key: "issue", title: words.issue, kind: "lead", cell: issueOf },
    { key: "points", title: words.points, kind: "number", cell: pointsOf },
    { key: "said", title: words.said, cell: saidOf },
    { key: "teacher", title: words.teacher, cell: (lesson) => this.#taughtBy(lesson) },
    { key: "closed", title: words.closed, cell: ({ happened_at }) => when(happened_at) },
    { key: "do", title: common.common.actions, kind: "actions", cell: (lesson) => this.#actions(lesson) },
  ];

  #taughtBy({ teacher, source }: LessonCard) {
    const how = html`<span class="muted small">${words.sources[source] ?? source}</span>`;
    if (!teacher) return how;
    const { name } = teacher;
    const isChosen = this.teacher?.key === teacher.key;
    return html`<bdi>${name}</bdi><br />${how}${
      isChosen
        ? nothing
        : html` <button type="button" class="quiet small" @click=${() => this.#look(teacher)}>${words.theirs}<span class="unseen">${words.theirsOf(name)}</span></button>`
    }`;
  }

  #actions({ number, state, title }: LessonCard) {
    if (state === "before reset") return nothing;
    const name = unseen(title);
    return html`<div class="buttons">${
      state === "forgotten"
        ? nothing
        : html`<button type="button" @click=${() => this.#forget([number])}>${words.forget}${name}</button>`
    }${state === "teaches" ? nothing : html`<button type="button" @click=${() => attempt(() => this.#restore([number]))}>${words.restore}${name}</button>`}</div>`;
  }

  readonly #onState = (event: Event): void => {
    this.state = (event.target as HTMLSelectElement).value;
    void this.#lessons.now();
  };

  #look(teacher: Teacher | null): void {
    this.teacher = teacher;
    void this.#lessons.now();
  }

  async #forget(lessons: number[]): Promise<void> {
    await this.#away({ lessons });
  }

  async #forgetAll({ key, name }: Teacher): Promise<void> {
    const { forgetAllTitle, forgetAllText, forgetAllAct } = words;
    const deed = { title: forgetAllTitle(name), text: forgetAllText, act: forgetAllAct(name) };
    if ((await confirm(deed)) !== null) await this.#away({ teacher: key });
  }

  async #away(which: { lessons: number[] } | { teacher: string }): Promise<void> {
    try {
      const { forgotten, model } = await post<Forgotten>(`${this.#path}/lessons/forget`, which);
      this.#changed(model);
      said(words.forgotten(forgotten.length), () => this.#restore(forgotten));
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  async #restore(wanted: number[]): Promise<string> {
    let count = 0;
    for (let at = 0; at < wanted.length; at += MOST) {
      const lessons = wanted.slice(at, at + MOST);
      const { restored, model } = await post<Restored>(`${this.#path}/lessons/restore`, { lessons });
      count += restored.length;
      this.#changed(model);
    }
    return words.restored(count);
  }

  #changed(model: ModelCard): void {
    void this.#lessons.now();
    this.dispatchEvent(new CustomEvent("codebadge-model", { detail: model }));
  }
}

const keyOf = ({ number }: LessonCard) => number;

function issueOf({ title, url, state }: LessonCard) {
  const mark = html`<span class="mark" data-state=${state === "held" ? "waits" : nothing}>${words.states[state] ?? state}</span>`;
  return html`<p>${outward(title, url)}</p>${state === "teaches" ? nothing : mark}`;
}

function pointsOf({ points, was }: LessonCard) {
  return html`${estimates.estimate.number(points)}${was !== points ? html`<br /><span class="muted small">${words.was(was)}</span>` : nothing}`;
}

function saidOf({ said: told, off }: LessonCard) {
  if (!told) return "";
  const { points, low, high } = told;
  return html`<span class="figures">${estimates.estimate.told(points, low, high)}</span>${off === null ? nothing : html`<br /><span class="muted small">${words.off(off)}</span>`}`;
}

define("codebadge-lessons", Lessons);
