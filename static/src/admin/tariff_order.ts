/** `<codebadge-tariff-order .chosen=${["human", "tariff"]}>`: who is asked, in order; `codebadge-order` tells another. */
import { html, LitElement, nothing } from "lit";
import { define } from "../pieces/piece";
import { say } from "../words/tariff";
import { down, up } from "./icons";
import { type Source, sources } from "./wire_tariff";

const words = say.sources;

class Order extends LitElement {
  static override properties = { chosen: { attribute: false }, said: { state: true } };
  declare chosen: readonly Source[];
  /** What was done, for who does not see it. */
  declare said: string | undefined;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const others = sources.filter((one) => !this.chosen.includes(one));
    return html`<ol class="items numbered" aria-label=${words.order}>${this.chosen.map((one, at) => this.#line(one, at))}</ol>
      ${others.map((one) => html`<button type="button" data-ask=${one} @click=${() => this.#ask(one)}>${words.ask(words.names[one] ?? one)}</button>`)}
      <p class="unseen" role="status">${this.said ?? ""}</p>`;
  }

  #line(one: Source, at: number) {
    const name = words.names[one] ?? one;
    const isNeverAsked = this.chosen.slice(0, at).includes("tariff");
    return html`<li><span><strong>${name}</strong> <span class="muted small">${isNeverAsked ? words.never : words.hints[one]}</span></span>
      <span class="buttons">${this.#mover(one, at, -1)}${this.#mover(one, at, 1)}${
        this.chosen.length > 1
          ? html`<button type="button" class="quiet" @click=${() => this.#leaveOut(one)}>${say.take}<span class="unseen"> ${say.takeOf(name)}</span></button>`
          : nothing
      }</span></li>`;
  }

  #mover(one: Source, at: number, step: 1 | -1) {
    const label = (step < 0 ? words.up : words.down)(words.names[one] ?? one);
    const isLast = at + step < 0 || at + step >= this.chosen.length;
    return html`<button type="button" class="square" data-move="${step}-${one}" ?disabled=${isLast} aria-label=${label} title=${label}
      @click=${() => this.#move(one, at, step)}>${step < 0 ? up : down}</button>`;
  }

  async #move(one: Source, at: number, step: number): Promise<void> {
    const others = this.chosen.filter((other) => other !== one);
    await this.#tell(
      others.toSpliced(at + step, 0, one),
      words.moved(words.names[one] ?? one, at + step + 1),
    );
    // The button that was pressed went along; at an end it can do no more, and its twin is next.
    this.#focus(`[data-move="${step}-${one}"]`, `[data-move="${-step}-${one}"]`);
  }

  async #ask(one: Source): Promise<void> {
    // The tariff always has an answer: whoever stood behind it would never be asked.
    const last = this.chosen.indexOf("tariff");
    const at = last < 0 ? this.chosen.length : last;
    await this.#tell(this.chosen.toSpliced(at, 0, one), words.moved(words.names[one] ?? one, at + 1));
    this.#focus(`[data-move="-1-${one}"]`, `[data-move="1-${one}"]`);
  }

  async #leaveOut(one: Source): Promise<void> {
    const left = this.chosen.filter((other) => other !== one);
    await this.#tell(left, words.left(words.names[one] ?? one));
    this.#focus(`[data-ask="${one}"]`);
  }

  async #tell(chosen: readonly Source[], said: string): Promise<void> {
    this.dispatchEvent(new CustomEvent("codebadge-order", { detail: chosen }));
    Object.assign(this, { chosen, said });
    await this.updateComplete;
  }

  #focus(...wanted: string[]): void {
    const buttons = wanted.map((one) => this.querySelector<HTMLButtonElement>(one));
    buttons.find((button) => button && !button.disabled)?.focus();
  }
}

define("codebadge-tariff-order", Order);
