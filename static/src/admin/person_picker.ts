/** `<codebadge-person-picker>`: letters come in, the people whose name begins like that go out; fires `codebadge-pick` with one of them. */
import { html, LitElement, nothing } from "lit";
import { get, of } from "../account/api";
import { tell } from "../account/form";
import type { Person, Refusal } from "../live/wire";
import { face } from "../pieces/face";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import { refusalOf } from "./problem";

const PAUSE_MS = 150;
const SHOWN = 8;

class PersonPicker extends LitElement {
  static override properties = {
    name: {},
    org: {},
    label: {},
    hint: {},
    wrong: {},
    picked: { attribute: false },
    found: { state: true },
    at: { state: true },
    refusal: { state: true },
  };
  declare name: string;
  declare org: string;
  declare label: string;
  declare hint: string;
  /** What is wrong with the choice. */
  declare wrong: string;
  declare picked: Person | null;
  /** Null: the list is closed. */
  declare found: Person[] | null;
  declare at: number;
  declare refusal: Refusal | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor() {
    super();
    Object.assign(this, { picked: null, found: null, at: -1, refusal: null, hint: "", wrong: "" });
  }

  get #id(): string {
    return `field-${this.name}`;
  }

  protected override createRenderRoot() {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    const name = this.#id;
    const isOpen = this.found !== null && this.found.length > 0;
    return html`<label for=${name}>${this.label}</label>
      ${this.hint ? html`<p class="hint" id="${name}-hint">${this.hint}</p>` : nothing}
      <div class="picker">
        ${this.picked ? face(this.picked) : nothing}
        <input id=${name} role="combobox" type="text" autocomplete="off" spellcheck="false" maxlength="100"
          aria-autocomplete="list" aria-expanded=${isOpen} aria-controls="${name}-list"
          aria-activedescendant=${isOpen && this.at >= 0 ? `${name}-${this.at}` : nothing}
          aria-describedby=${[this.hint && `${name}-hint`, `${name}-said`].filter(Boolean).join(" ")}
          aria-invalid=${this.wrong ? "true" : nothing} ?data-picked=${this.picked !== null}
          @input=${this.#onInput} @keydown=${this.#onKey} @blur=${this.#onBlur} @click=${this.#onInput} />
        <input type="hidden" name=${this.name} .value=${String(this.picked?.id ?? "")} />
        <ul id="${name}-list" role="listbox" aria-label=${this.label} ?hidden=${!isOpen}>${(this.found ?? []).map(this.#option)}</ul>
      </div>
      <p class="picker-said" id="${name}-said" role="status">${this.#said()}</p>`;
  }

  readonly #option = (person: Person, index: number) =>
    html`<li role="option" id="${this.#id}-${index}" aria-selected=${index === this.at}
      @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.#pick(person)}>
      ${face(person)}<span><bdi>${person.name}</bdi>${person.login ? html` <span class="muted small"><bdi>@${person.login}</bdi></span>` : nothing}</span></li>`;

  #said(): unknown {
    if (this.refusal) return html`<span class="error">${tell(this.refusal)}</span>`;
    if (this.found?.length === 0) return say.picker.nobody(this.#input.value.trim());
    if (this.found) return html`<span class="unseen">${say.picker.found(this.found.length)}</span>`;
    return this.wrong ? html`<span class="error">${this.wrong}</span>` : nothing;
  }

  get #input(): HTMLInputElement {
    return this.querySelector("[role=combobox]") as HTMLInputElement;
  }

  override focus(): void {
    this.#input?.focus();
  }

  readonly #onInput = (event: Event): void => {
    if (event.type === "click" && (this.found || this.picked)) return;
    if (this.picked) this.#tell(null);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#find(this.#input.value.trim()), PAUSE_MS);
  };

  async #find(text: string): Promise<void> {
    const asked = ++this.#asked;
    const query = new URLSearchParams({ search: text, limit: String(SHOWN) });
    try {
      const { people } = await get<{ people: Person[] }>(of(this.org, `/people?${query}`));
      if (asked !== this.#asked) return;
      Object.assign(this, { found: people, at: people.length ? 0 : -1, refusal: null });
    } catch (error) {
      if (asked === this.#asked) Object.assign(this, { found: null, refusal: refusalOf(error) });
    }
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const count = this.found?.length ?? 0;
    const person = this.found?.[this.at];
    if (event.key === "Escape" && this.found) {
      // The list closes, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      this.#shut();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      this.updateComplete.then(() =>
        this.querySelector(`#${this.#id}-${this.at}`)?.scrollIntoView({ block: "nearest" }),
      );
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      void this.#find(this.#input.value.trim());
    } else if (event.key === "Enter" && person) {
      event.preventDefault();
      this.#pick(person);
    }
  };

  /** Who leaves the field with one name in full has chosen it. */
  readonly #onBlur = (): void => {
    const typed = this.#input.value.trim().toLowerCase().replace(/^@/, "");
    const whole = this.found?.filter(({ name, login }) =>
      [name, login].some((one) => one?.toLowerCase() === typed),
    );
    if (typed && whole?.length === 1 && whole[0]) this.#pick(whole[0]);
    else this.#shut();
  };

  #pick(person: Person): void {
    this.#input.value = person.name;
    this.#tell(person);
    this.#shut();
  }

  #shut(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    Object.assign(this, { found: null, at: -1 });
  }

  #tell(person: Person | null): void {
    this.picked = person;
    this.dispatchEvent(new CustomEvent("codebadge-pick", { detail: person }));
  }
}

define("codebadge-person-picker", PersonPicker);
