/**
 * `<codebadge-connect-choices .org .connection .words>`: what an access reaches comes in; one of it, searched for and
 * chosen, goes out as `codebadge-chosen`. With `types`, a name that is not in the list can be typed in full.
 */
import { html, LitElement, nothing } from "lit";
import { Asked } from "../account/asked";
import { Form, sends, type Values } from "../account/form";
import { projectIn } from "../account/hooks";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say } from "../words/connect";
import { say as sources } from "../words/sources";
import { matching, typedIn } from "./connect_searching";
import { problem } from "./problem";
import { readChoices } from "./source_rest";
import { waiting } from "./table";
import type { Choice } from "./wire_sources";

/** `remote` null: its id is not known, only the name that was typed. */
export interface Chosen {
  remote: string | null;
  name: string;
}

const SHOWN = 40;
const TYPED = "typed";

class Choices extends LitElement {
  static override properties = {
    org: {},
    connection: { type: Number },
    provider: {},
    types: { type: Boolean },
    chosen: { attribute: false },
    text: { state: true },
    picked: { state: true },
  };
  declare org: string;
  declare connection: number;
  declare provider: "github" | "trello";
  declare types: boolean;
  /** What was chosen the last time. */
  declare chosen: Chosen | null;
  declare text: string;
  declare picked: string;
  readonly #choices = new Asked(this, () => readChoices(this.org, this.connection));
  readonly #form = new Form(this, {
    check: (values) => (this.#chosenIn(values) ? {} : { search: this.#words.missing }),
    send: async (values) => {
      this.dispatchEvent(new CustomEvent("codebadge-chosen", { detail: this.#chosenIn(values) }));
    },
  });

  constructor() {
    super();
    Object.assign(this, { text: "", picked: "", chosen: null });
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.picked = this.chosen?.remote ?? (this.chosen ? TYPED : "");
    this.text = this.chosen && !this.chosen.remote ? this.chosen.name : "";
    void this.#choices.now();
  }

  get #words() {
    return this.provider === "github" ? say.github : say.trello;
  }

  protected override render() {
    const { value, refusal, now, isSlow } = this.#choices;
    if (!value && refusal && !this.types) return problem(refusal, now);
    if (!value && !refusal)
      return html`${waiting()}${isSlow ? html`<p class="muted" role="status">${say.steps.asking(sources.providers[this.provider] ?? "")}</p>` : nothing}`;
    return html`${refusal ? problem(refusal, now) : nothing}${this.#fields(value?.choices ?? [])}`;
  }

  #fields(all: Choice[]) {
    const words = this.#words;
    const found = matching(all, this.text);
    const typed = this.types ? typedIn(this.text, all) : null;
    return html`<form class="form" novalidate @submit=${this.#form.submit} @input=${this.#onInput}>${this.#form.summary()}
      <codebadge-field name="search" autocomplete="off" maxlength="300" .label=${words.search} .hint=${words.searchHint} .value=${this.text}
        .error=${this.#form.problems.search}></codebadge-field>
      <fieldset class="choices long"><legend class="unseen">${words.list}</legend>
        ${all.length === 0 ? html`<p class="muted">${words.none}</p>` : nothing}
        ${typed ? this.#row(TYPED, say.github.typed(typed), "", false) : nothing}
        ${found.slice(0, SHOWN).map((one) => this.#row(one.id, one.name, this.#about(one), one.connected))}
        ${found.length > SHOWN ? html`<p class="muted small">${say.steps.more(found.length - SHOWN)}</p>` : nothing}</fieldset>
      <div class="buttons">${sends(this.#form, say.steps.next, say.steps.busy)}</div></form>`;
  }

  #row(value: string, name: string, about: string, isOff: boolean) {
    return html`<label class="choice-row"><input type="radio" name="choice" value=${value} ?disabled=${isOff}
      .checked=${value === this.picked} @change=${() => this.#pick(value)} /><span><bdi>${name}</bdi> <span class="muted small">${about}</span></span></label>`;
  }

  #about({ connected, private: isPrivate, may_hook }: Choice): string {
    const words = this.#words;
    const mayNot = !connected && !may_hook && this.provider === "github" ? say.github.mayNot : "";
    return [connected && words.connected, isPrivate && words.private, mayNot].filter(Boolean).join(", ");
  }

  readonly #onInput = (event: Event): void => {
    this.#form.mended(event);
    const field = event.target as HTMLInputElement;
    if (field.name !== "search") return;
    this.text = field.value;
    const typed = this.types && typedIn(this.text, this.#choices.value?.choices ?? []);
    if (typed) this.picked = TYPED;
    else if (this.picked === TYPED) this.picked = "";
  };

  #pick(value: string): void {
    this.picked = value;
  }

  #chosenIn({ search = "" }: Values): Chosen | null {
    const all = this.#choices.value?.choices ?? [];
    if (this.picked === TYPED) {
      const name = projectIn(search);
      return name ? { remote: null, name } : null;
    }
    const one = all.find(({ id, connected }) => id === this.picked && !connected);
    return one ? { remote: one.id, name: one.name } : null;
  }
}

define("codebadge-connect-choices", Choices);
