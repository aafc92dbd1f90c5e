/** `oneOf(…)`: what there is to choose from and how it looks comes in; a dialog that finds it by its name goes out. */
import { html, LitElement, nothing } from "lit";
import { Asked } from "../account/asked";
import { define } from "../pieces/piece";
import "../studio/dialogs.css";
import { matching } from "./arrange";
import "./dialog";
import "./one_of.css";
import { problem } from "./problem";
import { waiting } from "./table";

export interface Choice<One> {
  title: string;
  /** What the field says in which one types. */
  find: string;
  none: string;
  noMatch: (text: string) => string;
  all: () => Promise<One[]>;
  /** What it is found by. */
  words: (one: One) => string;
  row: (one: One) => unknown;
  isOff?: (one: One) => boolean;
}

/** `above`: what else there is to say, or to choose. */
export function oneOf<One>(choice: Choice<One>, end: (one: One | null) => void, above: unknown = nothing) {
  return html`<codebadge-one-of .choice=${choice} .end=${end} .above=${above}></codebadge-one-of>`;
}

class OneOf extends LitElement {
  static override properties = {
    choice: { attribute: false },
    end: { attribute: false },
    above: { attribute: false },
    wanted: { state: true },
  };
  declare choice: Choice<unknown>;
  declare end: (one: unknown) => void;
  declare above: unknown;
  declare wanted: string;
  readonly #all = new Asked(this, () => this.choice.all());

  constructor() {
    super();
    this.wanted = "";
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#all.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#all;
    return html`<codebadge-task .label=${this.choice.title} @close=${() => this.end(null)}>${this.above}
      ${value ? this.#found(value) : refusal ? problem(refusal, now) : waiting()}</codebadge-task>`;
  }

  #found(all: unknown[]) {
    const { none, find, noMatch, words } = this.choice;
    if (!all.length) return html`<p class="muted">${none}</p>`;
    const shown = matching(all, this.wanted, words);
    return html`<label class="find">${find}<input type="search" autocomplete="off" @input=${this.#type} /></label>
      ${shown.length ? html`<ul class="one-of">${shown.map((one) => this.#row(one))}</ul>` : html`<p class="muted">${noMatch(this.wanted)}</p>`}`;
  }

  readonly #type = (event: Event): void => {
    this.wanted = (event.target as HTMLInputElement).value;
  };

  #row(one: unknown) {
    const { isOff, row } = this.choice;
    return html`<li><button type="button" ?disabled=${isOff?.(one) ?? false} @click=${() => this.end(one)}>${row(one)}</button></li>`;
  }
}

define("codebadge-one-of", OneOf);
