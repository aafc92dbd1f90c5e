/** `<codebadge-refusals org="lumen" .person=${7}>`: work that counted for nothing, and why. Fires `codebadge-why` with an id. */
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { Refused, read } from "../live/rest";
import type { RefusedDeed } from "../live/wire_why";
import { say as board } from "../words/board";
import { say as words } from "../words/boards";
import { outward } from "./outward";
import { define } from "./piece";
import "./time";

const say = words.refusals;

interface Part {
  refusals: RefusedDeed[];
  next?: string | null;
}

/** Drawn into the page itself. Nothing stands there for who has no such work, nor while it is not known. */
class Refusals extends LitElement {
  static override properties = {
    org: {},
    server: {},
    person: { type: Number },
    shown: { state: true },
    status: { state: true },
  };
  declare org: string;
  declare server: string;
  declare person: number;
  declare shown: RefusedDeed[];
  declare status: "idle" | "loading" | "failed";
  #next: string | null = null;

  constructor() {
    super();
    Object.assign(this, { shown: [], status: "idle" });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("person") && !changed.has("org")) return;
    Object.assign(this, { shown: [] });
    this.#next = null;
    void this.#more();
  }

  readonly #more = async (): Promise<void> => {
    this.status = "loading";
    const query = new URLSearchParams(this.#next ? { cursor: this.#next } : {});
    try {
      const path = `/people/${this.person}/refusals?${query}`;
      const { refusals, next } = await read<Part>(this.server, this.org, path);
      this.shown = [...this.shown, ...refusals];
      this.#next = next ?? null;
      this.status = "idle";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.status = "failed";
    }
  };

  protected override render() {
    if (this.shown.length === 0) return nothing;
    return html`<section><h2>${say.title}</h2><p class="muted">${say.hint}</p>
      <ol class="ledger">${this.shown.map((one) => this.#line(one))}</ol>${this.#button()}</section>`;
  }

  #line({ id, words: told, work, project, at }: RefusedDeed) {
    const ask = () => this.dispatchEvent(new CustomEvent("codebadge-why", { detail: id }));
    const place = typeof project === "string" ? project : project?.name;
    return html`<li data-refusal=${id}><div><p>${work ? outward(work.title, work.url) : nothing}</p><p>${told}</p>
        <p class="muted small">${place ? html`<bdi>${place}</bdi> · ` : nothing}<codebadge-time at=${at}></codebadge-time></p></div>
      <button class="quiet" @click=${ask}>${words.why.ask}<span class="unseen"> ${words.why.of(work?.title ?? told)}</span></button></li>`;
  }

  #button() {
    if (!this.#next) return nothing;
    const label = { idle: say.more, loading: board.loadingMore, failed: board.moreFailed };
    return html`<button ?disabled=${this.status === "loading"} @click=${this.#more}>${label[this.status]}</button>`;
  }
}

define("codebadge-refusals", Refusals);
