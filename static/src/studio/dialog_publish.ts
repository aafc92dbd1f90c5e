/** `askPublish(…)`: an open design comes in; a version of it goes out, once its alternative text is there. */
import { html, LitElement, nothing } from "lit";
import { Form, sends, type Values } from "../account/form";
import "../admin/dialog";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { publish } from "./asking";
import { asked } from "./dialog_asked";
import { saved } from "./saved";
import type { Store } from "./store";
import type { VersionCard } from "./wire";

const say = words.publishing;
const LEAST = 3;

/** `why`: what is said of the version without being asked, as where a badge takes it. */
export async function published(org: string, store: Store, why: string): Promise<VersionCard | null> {
  if (!store.drawing.alt.trim()) return askPublish(org, store);
  await saved(store);
  return publish(org, store.design?.id ?? 0, why.slice(0, 200));
}

export function askPublish(org: string, store: Store): Promise<VersionCard | null> {
  return asked(
    (end) => html`<codebadge-publish .org=${org} .store=${store} .end=${end}></codebadge-publish>`,
  );
}

class Publish extends LitElement {
  static override properties = { org: {}, store: { attribute: false }, end: { attribute: false } };
  declare org: string;
  declare store: Store;
  declare end: (version: VersionCard | null) => void;
  readonly #form = new Form(this, {
    check: ({ alt }) => (alt !== undefined && alt.length < LEAST ? { alt: words.preview.altMissing } : {}),
    send: (values) => this.#send(values),
  });
  /** As it was at first: while one types, the field stays. */
  #alt = "";

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#alt = this.store.drawing.alt;
  }

  protected override render() {
    const { problems, submit, mended } = this.#form;
    const first = this.store.design?.version ? "" : say.first;
    return html`<codebadge-task .label=${say.title} @close=${() => this.end(null)}>
      <form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}<p class="muted">${say.intro}</p>
        <codebadge-field name="words" maxlength="200" .label=${say.words} .hint=${say.wordsHint} .value=${first} .error=${problems.words}></codebadge-field>
        ${this.#alt ? nothing : html`<codebadge-field name="alt" type="textarea" rows="2" maxlength="500" .label=${say.alt} .hint=${say.altHint} .error=${problems.alt}></codebadge-field>`}
        <div class="buttons">${sends(this.#form, say.act, say.act)}
          <button type="button" class="quiet" @click=${() => this.end(null)}>${words.studio.cancel}</button></div>
      </form></codebadge-task>`;
  }

  async #send({ words: told = "", alt }: Values): Promise<void> {
    if (alt) this.store.change([{ on: "*", set: { alt } }], words.preview.altStep);
    await saved(this.store);
    this.end(await publish(this.org, this.store.design?.id ?? 0, told));
  }
}

define("codebadge-publish", Publish);
