/** `<codebadge-editor-head>`: the line above the drawing: what it is called, whether it is saved, who is here, what to do with it. */
import { html, nothing } from "lit";
import type { Place } from "../account/session";
import { isAtLeast } from "../account/session";
import { tint } from "../admin/page";
import { face } from "../pieces/face";
import { define } from "../pieces/piece";
import "../pieces/theme";
import { clock } from "../words/figures";
import { say as words } from "../words/studio";
import type { EditorActs } from "./editor_acts";
import { back } from "./icons_editor";
import "./menu";
import type { Item } from "./menu";
import { Panel } from "./panel";
import { list } from "./ways";
import type { Here } from "./wire";

const say = words.editor;
const FACES = 4;

class EditorHead extends Panel {
  static override properties = {
    ...Panel.properties,
    acts: { attribute: false },
    place: { attribute: false },
  };
  declare acts: EditorActs;
  declare place: Place | undefined;
  #offlineSince: Date | null = null;

  protected override render() {
    const { store, acts } = this;
    const { design, access } = store;
    const isOwn = access === "own";
    return html`<header class="editor-head">
      <a class="back" href=${list()} aria-label=${say.back} title=${say.back}>${back}</a>
      <h1>${isOwn ? html`<button type="button" class="name" title=${say.rename} @click=${acts.rename}><bdi>${design?.name}</bdi></button>` : html`<bdi>${design?.name}</bdi>`}</h1>
      ${this.#state()}
      ${this.#people()}
      <div class="editor-acts">
        ${store.mayDraw && !store.isFree ? html`<button type="button" class="sign" ?disabled=${!store.canUndo} @click=${() => store.undo()}>${say.undo}</button>` : nothing}
        ${isOwn && this.place ? html`<button type="button" class="wide-only" @click=${() => acts.share(this.place as Place)}>${say.share}</button>` : nothing}
        ${this.#mayUse ? html`<button type="button" class="wide-only" @click=${acts.use}>${say.use}</button>` : nothing}
        ${isOwn ? html`<button type="button" class="primary" @click=${acts.publish}>${say.publish}</button>` : nothing}
        <codebadge-theme></codebadge-theme>
        <codebadge-menu .label=${say.menu} .items=${this.#items()}></codebadge-menu></div></header>`;
  }

  /** A badge is changed by who runs the organisation. */
  get #mayUse(): boolean {
    return isAtLeast(this.place?.role, "admin");
  }

  #state() {
    const { state } = this.store;
    if (state !== "offline") this.#offlineSince = null;
    else this.#offlineSince ??= new Date();
    const told =
      state === "offline" ? say.state.offline(clock(this.#offlineSince ?? new Date())) : say.state[state];
    return html`<p class="save-state small" role="status" data-state=${state}><i aria-hidden="true"></i><span>${told}</span></p>`;
  }

  #people() {
    const { people } = this.store;
    if (!people.length) return nothing;
    const names = people.map(({ name }) => name).join(", ");
    return html`<ul class="people" aria-label=${say.here} title=${say.hereMany(names)}>${people.slice(0, FACES).map((one) => this.#face(one))}
      ${people.length > FACES ? html`<li class="small figures">+${people.length - FACES}</li>` : nothing}</ul>`;
  }

  #face({ name, avatar, color, person }: Here) {
    return html`<li ${tint(color)}>${face({ id: person ?? 0, name, avatar, login: null })}<span class="unseen">${name}</span></li>`;
  }

  #items(): Item[] {
    const { store, acts } = this;
    const isOwn = store.access === "own";
    const item = (words: string, act: () => void, is: boolean): Item[] => (is ? [{ words, act }] : []);
    return [
      ...item(say.share, () => void acts.share(this.place as Place), isOwn && this.place !== undefined),
      ...item(say.use, () => void acts.use(), this.#mayUse),
      ...item(say.importing, () => void acts.import(), store.mayShape),
      ...item(say.tracing, () => void acts.trace(), store.mayShape),
      ...item(say.exporting, () => void acts.export(), true),
      ...item(say.template, () => void acts.template(), isOwn && store.isFree),
      ...item(say.rename, () => void acts.rename(), isOwn),
      ...item(say.copy, () => void acts.copy(), isOwn),
    ];
  }
}

define("codebadge-editor-head", EditorHead);
