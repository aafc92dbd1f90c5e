/** `<codebadge-refusals org="lumen" .person=${7}>`: work that counted for nothing, and why. Fires `codebadge-why` with an id. */
import { html, LitElement, nothing } from "lit";
import { of } from "../account/api";
import { part, Rows } from "../admin/rows";
import type { RefusedDeed } from "../live/wire_why";
import { say as board } from "../words/board";
import { say as words } from "../words/boards";
import { outward } from "./outward";
import { define } from "./piece";
import "./time";

const say = words.refusals;

/** Drawn into the page itself. Nothing stands there for who has no such work, nor while it is not known. */
class Refusals extends LitElement {
  static override properties = { org: {}, person: { type: Number } };
  declare org: string;
  declare person: number;
  readonly #refusals = new Rows<RefusedDeed>(this, async (cursor) => {
    const path = of(this.org, `/people/${this.person}/refusals`);
    const { body, next } = await part<{ refusals: RefusedDeed[] }>(path, cursor);
    return { rows: body.refusals, next };
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { rows, next, isAsking } = this.#refusals;
    if (rows.length === 0) return nothing;
    return html`<section><h2>${say.title}</h2><p class="muted">${say.hint}</p>
      <ol class="ledger">${rows.map((one) => this.#line(one))}</ol>
      ${next ? html`<button ?disabled=${isAsking} @click=${this.#refusals.more}>${isAsking ? board.loadingMore : say.more}</button>` : nothing}</section>`;
  }

  #line({ id, words: told, work, project, at }: RefusedDeed) {
    const ask = () => this.dispatchEvent(new CustomEvent("codebadge-why", { detail: id }));
    return html`<li data-refusal=${id}><div><p>${outward(work.text, work.url)}</p><p>${told}</p>
        <p class="muted small"><bdi>${project.name}</bdi> · <codebadge-time at=${at}></codebadge-time></p></div>
      <button class="quiet" @click=${ask}>${words.why.ask}<span class="unseen"> ${words.why.of(work.text)}</span></button></li>`;
  }
}

define("codebadge-refusals", Refusals);
