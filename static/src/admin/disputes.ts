/** `/admin/disputes`: what contributors say is wrong; a moderator answers, and the person reads it on their page. */
import { html, nothing } from "lit";
import { post } from "../account/api";
import { define } from "../pieces/piece";
import { say } from "../words/queues";
import { when } from "./page";
import { Queue } from "./queue";
import { attempt } from "./said";
import type { Disputed } from "./wire_queues";

const words = say.disputes;
const SHORTEST = 3;

class Disputes extends Queue<Disputed> {
  static override properties = { ...Queue.properties, short: { state: true } };
  /** The dispute whose answer is too short to be sent. */
  declare short: number | null;
  protected override readonly words = words;
  protected override readonly list = "disputes";

  protected override card(one: Disputed) {
    const { person, about, subject, text, state, answer, answered_by, created_at, answered_at } = one;
    return html`<h2>${words.abouts[about] ?? about} <span class="muted small">${when(created_at)}</span></h2>
      <p>${subject.url ? html`<a href=${subject.url} rel="noopener">${subject.text}</a>` : subject.text}</p>
      <figure><figcaption class="muted small">${words.says(person.name)}</figcaption><blockquote>${text}</blockquote></figure>
      <p><a href="/admin/people/${person.id}">${words.toPerson}</a></p>
      ${
        state === "open"
          ? this.#form(one)
          : html`<p class="muted">${answered_by ? words.answered(words.states[state] ?? state, answered_by) : words.states[state]} ${when(answered_at)}</p>
            ${answer ? html`<blockquote>${answer}</blockquote>` : nothing}`
      }`;
  }

  #form({ id }: Disputed) {
    const wrong = this.short === id ? words.answerShort : "";
    return html`<form class="form" @submit=${(event: Event) => event.preventDefault()}>
      <codebadge-field name="answer" type="textarea" rows="2" maxlength="1000" .label=${words.answer} .hint=${words.answerHint} .error=${wrong}></codebadge-field>
      <div class="buttons"><button type="button" @click=${(event: Event) => this.#answer(id, "accepted", event)}>${words.accept}</button>
        <button type="button" @click=${(event: Event) => this.#answer(id, "declined", event)}>${words.decline}</button></div></form>`;
  }

  async #answer(id: number, state: "accepted" | "declined", event: Event): Promise<void> {
    const answer = this.typed(event, "answer");
    this.short = answer.length < SHORTEST ? id : null;
    if (this.short !== null) return;
    await attempt(async () => {
      const { dispute } = await post<{ dispute: Disputed }>(this.at(`/disputes/${id}/answer`), {
        state,
        answer,
      });
      this.decided(dispute);
      return words[state];
    });
  }
}

define("codebadge-admin-disputes", Disputes);
