/** A badge's pattern comes in; the choice of how it is earned, the editor and the preview go out, with what is wrong for the form. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import type { Problems } from "../account/form";
import type { Place } from "../account/session";
import { say } from "../words/patterns";
import { block, type Draft, draft } from "./pattern_blocks";
import { controlOf, textOf, type Wrongs, wrongIn } from "./pattern_document";
import { type Known, nothingKnown } from "./pattern_editing";
import "./pattern_editor";
import "./pattern_preview";
import { isPatient, withTitle, wrongsOf } from "./pattern_problems";
import { draftOf } from "./pattern_reading";
import type { Template } from "./pattern_templates";
import { plainText } from "./pattern_tried";
import { documentOf } from "./pattern_writing";

export class BadgePattern implements ReactiveController {
  /** Work earns it; else it is given. */
  isUsed = false;
  #draft: Draft = draft(block("count", { where: { kinds: ["issue.closed"] } }));
  #before = "";
  /** The JSON is none right now. */
  #isBroken = false;
  /** What the server finds wrong. */
  #told: Wrongs = {};
  /** It was to be saved once, so that what is left to choose is said too. */
  #isSent = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onTemplate: (template: Template) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** As it is kept now. */
  take(pattern: object): void {
    this.#draft = draftOf(pattern);
    this.#before = plainText(pattern);
    this.#use(true);
  }

  get document(): object | null {
    return this.isUsed ? documentOf(this.#draft) : null;
  }

  get isChanged(): boolean {
    return plainText(this.document) !== this.#before;
  }

  fields(known: Known | null) {
    const { how, ways } = say.editor;
    const options = [["", ways.hand] as const, ["pattern", ways.pattern] as const];
    return html`<codebadge-field name="way" type="select" .label=${how} .value=${this.isUsed ? "pattern" : ""} .options=${options}
        @change=${this.#onWay}></codebadge-field>${this.isUsed ? this.#editor(known ?? nothingKnown) : nothing}`;
  }

  #editor(known: Known) {
    return html`<section class="pattern" aria-label=${say.editor.title}><p class="hint">${say.editor.intro}</p>
      <codebadge-pattern-editor .draft=${this.#draft} .known=${known} .wrongs=${this.#shownWrongs} @codebadge-pattern=${this.#onPattern}
        @codebadge-template=${({ detail }: CustomEvent<Template>) => this.onTemplate(detail)}></codebadge-pattern-editor>
      <input type="hidden" name="pattern" .value=${textOf(documentOf(this.#draft))} /></section>`;
  }

  inWords(place: Place, badge: number | null) {
    if (!this.isUsed) return nothing;
    const wrongs = Object.values(wrongsOf(this.#draft));
    const isReady = !this.#isBroken && wrongs.length === 0;
    return html`<codebadge-pattern-preview class="effect" .place=${place} .draft=${this.#draft} .badge=${badge} ?ready=${isReady}
      ?incomplete=${!this.#isBroken && wrongs.every(isPatient)} @codebadge-wrongs=${this.#onWrongs}></codebadge-pattern-preview>`;
  }

  /** By the names of the controls, so that the form's summary leads to each. */
  problems(): Problems {
    if (!this.isUsed) return {};
    this.#isSent = true;
    this.host.requestUpdate();
    if (this.#isBroken) return { json: say.wrong.problem };
    const all = Object.entries(this.#wrongs);
    return Object.fromEntries(all.map(([path, words]) => [controlOf(path), withTitle(path, words)]));
  }

  /** The control that a refusal is about, which is told at its block too. */
  placeIn(message: string): string | null {
    const wrongs = this.isUsed ? wrongIn(message) : null;
    const [path] = Object.keys(wrongs ?? {});
    if (!wrongs || !path || !/^(earned|levels|repeat|requires|since)\b/.test(path)) return null;
    this.#told = wrongs;
    this.host.requestUpdate();
    return controlOf(path);
  }

  get #wrongs(): Wrongs {
    return { ...this.#told, ...wrongsOf(this.#draft) };
  }

  get #shownWrongs(): Wrongs {
    if (this.#isSent) return this.#wrongs;
    return Object.fromEntries(Object.entries(this.#wrongs).filter(([, words]) => !isPatient(words)));
  }

  #use(isUsed: boolean): void {
    this.isUsed = isUsed;
    this.host.requestUpdate();
  }

  readonly #onWay = (event: Event): void =>
    this.#use((event.target as HTMLSelectElement).value === "pattern");

  readonly #onPattern = ({ detail }: CustomEvent<Draft | null>): void => {
    this.#isBroken = detail === null;
    this.#told = {};
    if (detail) this.#draft = detail;
    this.host.requestUpdate();
  };

  readonly #onWrongs = ({ detail }: CustomEvent<Wrongs>): void => {
    this.#told = detail;
    this.host.requestUpdate();
  };
}
