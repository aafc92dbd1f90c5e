/** `/admin/review`: what looks like farming, with its evidence; an admin decides, and may decide otherwise later. */
import { html, nothing } from "lit";
import { post } from "../account/api";
import { personLink } from "../pieces/person_link";
import { define } from "../pieces/piece";
import { say } from "../words/queues";
import { when } from "./page";
import { Queue } from "./queue";
import { attempt } from "./said";
import type { Flag, Verdict } from "./wire_queues";

const words = say.flags;

class Flags extends Queue<Flag> {
  protected override readonly words = words;
  protected override readonly list = "flags";

  protected override card(flag: Flag) {
    const { id, kind, people, state, note, decided_by, decided_at, found_at } = flag;
    const isOpen = state === "open" || this.open === id;
    return html`<h2>${words.kinds[kind] ?? kind} <span class="muted small">${when(found_at)}</span></h2>
      <p>${people.map((person, at) => html`${at ? " · " : ""}<a href="/admin/people/${person.id}"><bdi>${person.name}</bdi></a>`)}</p>
      <p>${flag.words}</p>
      <details><summary>${words.evidence(flag.evidence.length, flag.count)}</summary><ul class="plain">${flag.evidence.map(
        ({ text, url, at }) =>
          html`<li>${url ? html`<a href=${url} rel="noopener">${text}</a>` : text} <span class="muted small">${when(at)}</span></li>`,
      )}</ul></details>
      ${state === "open" ? nothing : html`<p class="muted">${words.decided(words.states[state] ?? state, decided_by ?? "")} ${when(decided_at)}${note ? html`: ${note}` : nothing}</p>`}
      ${isOpen ? this.#form(flag) : html`<button @click=${() => this.#again(id)}>${words.again}</button>`}
      ${state === "confirmed" ? html`<p class="hint">${words.nextStep} ${people.map((person) => personLink(person))}</p>` : nothing}`;
  }

  #form({ id, note }: Flag) {
    return html`<form class="form" @submit=${(event: Event) => event.preventDefault()}>
      <codebadge-field name="note" maxlength="500" optional .label=${words.note} .hint=${words.noteHint} .value=${note ?? ""}></codebadge-field>
      <div class="buttons"><button type="button" @click=${(event: Event) => this.#decide(id, "cleared", event)}>${words.clear}</button>
        <button type="button" @click=${(event: Event) => this.#decide(id, "confirmed", event)}>${words.confirm}</button></div></form>`;
  }

  #again(id: number): void {
    this.open = id;
  }

  async #decide(id: number, state: Verdict, event: Event): Promise<void> {
    const note = this.typed(event, "note");
    await attempt(async () => {
      const { flag } = await post<{ flag: Flag }>(this.at(`/flags/${id}/decide`), { state, note });
      this.decided(flag);
      return words[state];
    });
  }
}

define("codebadge-admin-flags", Flags);
