/** A form's fields come in; it is sent once, and what is wrong goes out beside its field and, with focus, above all. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { isPassing, Refused } from "../live/rest";
import type { Refusal } from "../live/wire";
import { say } from "../words/account";
import { newKey } from "./api";

export type Values = Record<string, string>;
/** What is wrong, by the field's name. */
export type Problems = Record<string, string>;

interface What {
  /** What is wrong before anything is sent. */
  check?: (values: Values) => Problems;
  /** `key` goes into the POST: it stays the same while it is not known whether the last attempt was done. */
  send: (values: Values, key: string) => Promise<void>;
  /** The name of the field that the server's refusal is about. */
  field?: (refusal: Refusal) => string | null;
}

type Host = ReactiveControllerHost & HTMLElement;

export class Form implements ReactiveController {
  isBusy = false;
  problems: Problems = {};
  refusal: Refusal | null = null;
  #key = { text: "", of: "" };

  constructor(
    private readonly host: Host,
    private readonly what: What,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** For `@submit` of the form. */
  readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    const form = event.currentTarget as HTMLFormElement;
    const values = valuesOf(form);
    this.#tell(this.what.check?.(values) ?? {}, null);
    if (Object.keys(this.problems).length) return this.#point(form);
    await this.#send(form, values);
  };

  /** What was wrong with this field is being mended. */
  readonly mended = (event: Event): void => {
    const { name } = event.target as HTMLInputElement;
    if (!(name in this.problems)) return;
    const { [name]: _, ...others } = this.problems;
    this.#tell(others, this.refusal);
  };

  /** Draw it above the fields. */
  summary() {
    const named = Object.entries(this.problems);
    if (named.length === 0 && !this.refusal) return nothing;
    if (named.length === 1 && !this.refusal) return nothing; // the field has the focus and says it
    return html`<div class="problems" role="alert" tabindex="-1">
      <p class="what">${say.form.problems}</p>
      <ul>${named.map(([name, words]) => html`<li><a href="#field-${name}" @click=${this.#lead}>${words}</a></li>`)}
        ${this.refusal ? html`<li>${tell(this.refusal)}</li>` : nothing}</ul></div>`;
  }

  async #send(form: HTMLFormElement, values: Values): Promise<void> {
    this.isBusy = true;
    this.host.requestUpdate();
    try {
      await this.what.send(values, this.#keyFor(values));
      this.#key.of = "";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#refuse(error.refusal);
      void this.#point(form);
    } finally {
      this.isBusy = false; // before the field is pointed to: who is fast answers at once
      this.host.requestUpdate();
    }
  }

  /** A deed beside the form, such as another code: what is wrong with it is told in the same place. */
  async attempt(deed: () => Promise<void>): Promise<void> {
    this.#tell({}, null);
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#tell({}, error.refusal);
    }
  }

  #keyFor(values: Values): string {
    const of = JSON.stringify(values);
    if (this.#key.of !== of) this.#key = { text: newKey(), of };
    return this.#key.text;
  }

  #refuse(refusal: Refusal): void {
    if (!isPassing(refusal)) this.#key.of = "";
    const [field, words] = placed(refusal, this.what.field);
    if (field) this.#tell({ [field]: words }, null);
    else this.#tell({}, refusal);
  }

  #tell(problems: Problems, refusal: Refusal | null): void {
    this.problems = problems;
    this.refusal = refusal;
    this.host.requestUpdate();
  }

  async #point(form: HTMLFormElement): Promise<void> {
    await this.host.updateComplete;
    await new Promise(requestAnimationFrame); // the fields draw themselves after their host
    const names = Object.keys(this.problems);
    const only = names.length === 1 && !this.refusal ? form.querySelector(`#field-${names[0]}`) : null;
    const wanted = only ?? form.querySelector(".problems") ?? this.host.querySelector(".problems");
    (wanted as HTMLElement | null)?.focus();
  }

  readonly #lead = (event: Event): void => {
    event.preventDefault();
    const id = (event.currentTarget as HTMLAnchorElement).hash.slice(1);
    document.getElementById(id)?.focus();
  };
}

/** The server names the part of the body that is wrong: “admin.email: it is no address.” */
export function placed(refusal: Refusal, field: What["field"]): [string | null, string] {
  const named = /^([a-z_]+(?:\.\w+)*): (.+)$/s.exec(refusal.message);
  const words = named?.[2] ?? refusal.message;
  const wanted = field?.(refusal) ?? null;
  return [wanted, words.charAt(0).toUpperCase() + words.slice(1)];
}

/** A refusal in a sentence; the server's own words where it gave any. */
export function tell(refusal: Refusal): string {
  return say.refusals[refusal.code] ?? (refusal.message || say.refusals.unavailable || refusal.code);
}

function valuesOf(form: HTMLFormElement): Values {
  const all = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return Object.fromEntries(all.map(([name, text]) => [name, text.trim()]));
}

/** The button that sends a form. It stays where the keyboard is while the form is under way. */
export function sends(form: Form, words: string, busy: string, kind = "primary") {
  return html`<button type="submit" class=${kind} aria-disabled=${form.isBusy ? "true" : nothing}>${
    form.isBusy ? busy : words
  }</button>`;
}
