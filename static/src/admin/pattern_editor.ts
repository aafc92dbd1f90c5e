/**
 * `<codebadge-pattern-editor .draft=${…} .known=${…} .wrongs=${…}>`: a pattern as blocks, or as JSON for those who want it.
 * Fires `codebadge-pattern` with the draft as it is now; `null` stands for JSON that is no pattern yet.
 */
import { html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { define } from "../pieces/piece";
import { say } from "../words/patterns";
import { type Block, block, type Draft } from "./pattern_blocks";
import { idOf, type Wrongs } from "./pattern_document";
import type { Editing, Known } from "./pattern_editing";
import {
  changed,
  combined,
  found,
  inserted,
  moved,
  opened,
  type Place,
  placed,
  placeOf,
  without,
  wrapped,
} from "./pattern_edits";
import { type Group, isGroup, levelled } from "./pattern_fields";
import "./pattern_json";
import { toast } from "../pieces/toast";
import { restView } from "./pattern_rest";
import { start, type Template, templates } from "./pattern_templates";
import { blockView } from "./pattern_view";
import { said } from "./said";

class PatternEditor extends LitElement {
  static override properties = {
    draft: { attribute: false },
    known: { attribute: false },
    wrongs: { attribute: false },
    asJson: { state: true },
  };
  declare draft: Draft;
  declare known: Known;
  declare wrongs: Wrongs;
  declare asJson: boolean;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    return html`<div class="pattern-parts" @keydown=${closeMenu}><div class="pattern-bar">${this.#views()}${this.#templates()}</div>
      ${this.asJson ? this.#json() : this.#blocks()}</div>`;
  }

  #views() {
    const view = (
      isJson: boolean,
      words: string,
    ) => html`<button type="button" aria-pressed=${isJson === Boolean(this.asJson) ? "true" : "false"}
      @click=${() => this.#show(isJson)}>${words}</button>`;
    return html`<div class="views" role="group" aria-label=${say.editor.views}>${view(false, say.editor.blocks)}${view(true, say.editor.json)}</div>`;
  }

  #show(isJson: boolean): void {
    const json = this.querySelector("codebadge-pattern-json") as (HTMLElement & { isBroken: boolean }) | null;
    if (!isJson && json?.isBroken) json.focus();
    else this.asJson = isJson;
  }

  #templates() {
    return html`<details class="menu"><summary>${say.editor.templates}</summary><div class="menu-list">${templates.map(
      (name) =>
        html`<button type="button" data-template=${name} @click=${(event: Event) => this.#start(event, name)}>${say.templates[name].title}</button>`,
    )}</div></details>`;
  }

  #start(event: Event, name: Template): void {
    (event.currentTarget as Element).closest("details")?.removeAttribute("open");
    const before = this.draft;
    this.asJson = false;
    this.#set(start(name));
    this.dispatchEvent(new CustomEvent("codebadge-template", { detail: name }));
    said(say.editor.replaced(say.templates[name].title), async () => {
      this.#set(before);
      return say.editor.back;
    });
    this.#lead("earned");
  }

  #json() {
    return html`<codebadge-pattern-json .draft=${this.draft} .wrongs=${this.wrongs} @codebadge-pattern=${this.#onJson}></codebadge-pattern-json>`;
  }

  readonly #onJson = (event: CustomEvent<Draft | null>): void => {
    event.stopPropagation();
    if (event.detail) this.#set(event.detail);
    else this.#tell(null);
  };

  #blocks() {
    const { earned } = this.draft;
    return html`<p class="muted">${say.editor.lead}</p>
      ${keyed(earned.key, blockView(earned, "earned", this.#editing()))}
      ${isGroup(earned.is) ? nothing : this.#joins(earned)}
      <h2>${say.editor.more}</h2>${restView(this.draft, { known: this.known, wrongs: this.wrongs, change: (part) => this.#set({ ...this.draft, ...part }), lead: this.#lead })}`;
  }

  #joins({ key }: Block) {
    return html`<div class="buttons joins"><button type="button" class="quiet" @click=${() => this.#combine(key, "all")}>${say.editor.and}</button>
      <button type="button" class="quiet" @click=${() => this.#combine(key, "any")}>${say.editor.or}</button></div>`;
  }

  #editing(): Editing {
    const { earned, levels } = this.draft;
    return {
      root: earned,
      known: this.known,
      wrongs: this.wrongs,
      inLevels: levels.length > 0 && levelled.has(earned.is),
      change: (key, change) => this.#grow(changed(this.draft.earned, key, change)),
      combine: (key, is) => this.#combine(key, is),
      wrap: (key) => this.#wrap(key),
      add: (key) => this.#add(key),
      remove: (key) => this.#remove(key),
      move: (key, step) => this.#move(key, step),
      open: (key) => this.#open(key),
      dropped: (title, key, before) => this.#dropped(title, key, before),
      lead: this.#lead,
    };
  }

  #combine(key: number, is: Group): void {
    const other = block("count");
    this.#grow(combined(this.draft.earned, key, is, other));
    this.#leadTo(other.key);
  }

  #wrap(key: number): void {
    this.#grow(wrapped(this.draft.earned, key, "all"));
    const place = placeOf(this.draft.earned, key);
    if (place) this.#leadTo(place.parent);
  }

  #add(group: number): void {
    const other = block("count");
    const at = found(this.draft.earned, group)?.children.length ?? 0;
    this.#grow(inserted(this.draft.earned, { parent: group, at }, other));
    this.#leadTo(other.key);
  }

  #remove(key: number): void {
    const one = found(this.draft.earned, key);
    const place = placeOf(this.draft.earned, key);
    if (!one || !place) return;
    this.#grow(without(this.draft.earned, key));
    this.#leadNear(place);
    const name = say.kinds[one.is];
    said(say.editor.removed(name), async () => {
      this.#grow(inserted(this.draft.earned, place, one));
      this.#leadTo(one.key);
      return say.editor.restored(name);
    });
  }

  /** To what has taken its place, else to what is before it, else to the button that adds. */
  #leadNear({ parent, at }: Place): void {
    const children = found(this.draft.earned, parent)?.children ?? [];
    const near = children[at] ?? children[at - 1];
    if (near) this.#leadTo(near.key);
    else this.#lead(`${this.#pathOf(parent)}-add`);
  }

  #move(key: number, step: -1 | 1): void {
    const name = say.kinds[found(this.draft.earned, key)?.is ?? "all"];
    this.#grow(moved(this.draft.earned, key, step));
    const at = (placeOf(this.draft.earned, key)?.at ?? 0) + 1;
    toast(say.editor.moved(name, at));
    const which = step < 0 ? "up" : "down";
    void this.#focus(() => this.querySelector<HTMLElement>(`[data-do="${which}-${key}"]`));
  }

  #open(key: number): void {
    const first = found(this.draft.earned, key)?.children[0]?.key;
    this.#grow(opened(this.draft.earned, key));
    if (first) this.#leadTo(first);
  }

  #dropped(title: string, key: number, { where, minus }: Block): void {
    said(say.editor.filterRemoved(title), async () => {
      this.#grow(changed(this.draft.earned, key, (one) => ({ ...one, where, minus })));
      return say.editor.filterBack(title);
    });
  }

  #grow(earned: Block): void {
    this.#set({ ...this.draft, earned });
  }

  #set(draft: Draft): void {
    this.draft = draft;
    this.#tell(draft);
  }

  #tell(detail: Draft | null): void {
    this.dispatchEvent(new CustomEvent("codebadge-pattern", { detail }));
  }

  #pathOf(key: number): string | undefined {
    return placed(this.draft.earned).find(({ block: one }) => one.key === key)?.path;
  }

  #leadTo(key: number): void {
    const path = this.#pathOf(key);
    if (path) this.#lead(path);
  }

  readonly #lead = (path: string): void => {
    void this.#focus(() => {
      const place = document.getElementById(idOf(path));
      const isControl = place?.matches("input, select, button, summary, textarea");
      return isControl
        ? place
        : (place?.querySelector<HTMLElement>("input, select, summary, button") ?? place);
    });
  };

  async #focus(place: () => HTMLElement | null): Promise<void> {
    await this.updateComplete;
    await new Promise(requestAnimationFrame); // what is in a piece of its own is drawn after us
    place()?.focus();
  }
}

/** Escape leads back to the button that opened it. */
function closeMenu(event: KeyboardEvent): void {
  const menu = (event.target as Element).closest("details.menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.removeAttribute("open");
  menu.querySelector("summary")?.focus();
}

define("codebadge-pattern-editor", PatternEditor);
