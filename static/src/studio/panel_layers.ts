/** `<codebadge-layers .store>`: the layers as a tree, the foremost first: picked, moved by hand or keyboard, hidden, locked, named. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { say as canvas } from "../words/studio_canvas";
import { backward, duplicate, forward, group, hide, lock, remove, rename, ungroup } from "./commands";
import { putBeside, putInto } from "./commands_order";
import type { Layer } from "./drawing";
import * as signs from "./icons_layers";
import { type Row, rowsOf } from "./layer_rows";
import { nameOf } from "./names";
import { Panel } from "./panel";

const say = words.layers;

class Layers extends Panel {
  static override properties = {
    ...Panel.properties,
    folded: { state: true },
    renaming: { state: true },
    over: { state: true },
  };
  declare folded: ReadonlySet<string>;
  declare renaming: string | null;
  /** Where what is dragged would come to lie. */
  declare over: { id: string; where: "front" | "behind" | "into" } | null;
  #dragged: string | null = null;

  constructor() {
    super();
    Object.assign(this, { folded: new Set(), renaming: null, over: null });
  }

  protected override render() {
    const rows = rowsOf(this.store.drawing.layers, this.folded);
    return html`<div class="panel-head"><h2 class="panel-title">${say.title}</h2>${this.#actions()}</div>
      ${
        rows.length
          ? html`<p class="unseen" id="layers-keys">${say.keys}</p><ul class="layers" role="tree" aria-label=${say.title} aria-multiselectable="true"
              aria-describedby="layers-keys" @keydown=${this.#onKey}>${repeat(
                rows,
                ({ layer }) => layer.id,
                (row) => this.#row(row, rows),
              )}</ul>`
          : html`<p class="muted small">${say.empty} ${this.store.mayShape ? say.emptyNext : nothing}</p>`
      }`;
  }

  #actions() {
    const { store } = this;
    const some = store.pickedLayers();
    if (!store.mayShape || !store.drawing.layers.length) return nothing;
    if (!some.length) return html`<div class="signs">${this.#several()}</div>`;
    const isGroup = some.some(({ kind }) => kind === "group");
    const button = (words: string, sign: unknown, act: () => void) =>
      html`<button type="button" class="sign" aria-label=${words} title=${words} @click=${act}>${sign}</button>`;
    return html`<div class="signs">${this.#several()}${isGroup ? button(say.actions.ungroup, signs.ungroup, () => ungroup(store)) : button(say.actions.group, signs.group, () => group(store))}
      ${button(say.actions.duplicate, signs.duplicate, () => duplicate(store))}${button(say.actions.remove, signs.bin, () => remove(store))}</div>`;
  }

  /** On phones the panel lies where the toolbar is. */
  #several() {
    const { store } = this;
    const label = canvas.several;
    return html`<button type="button" class="sign" data-act="several" aria-label=${label} title=${label} aria-pressed=${store.several ? "true" : "false"}
      @click=${() => store.show({ several: !store.several })}>${signs.several}</button>`;
  }

  #row({ layer, depth, isFolded }: Row, rows: Row[]) {
    const { id, kind } = layer;
    const name = nameOf(layer);
    const isPicked = this.store.picked.has(id);
    const isReached = isPicked
      ? rows.find((row) => this.store.picked.has(row.layer.id))?.layer.id === id
      : !this.store.picked.size && rows[0]?.layer.id === id;
    return html`<li role="treeitem" id="layer-${id}" data-layer=${id} data-depth=${Math.min(depth, 6)} aria-label=${name} aria-level=${depth + 1} aria-selected=${isPicked ? "true" : "false"}
      aria-expanded=${kind === "group" ? (isFolded ? "false" : "true") : nothing} tabindex=${isReached ? 0 : -1} ?data-hidden=${layer.hidden}
      data-over=${this.over?.id === id ? this.over.where : nothing} draggable=${this.store.mayShape && this.renaming !== id ? "true" : "false"}
      @click=${(event: MouseEvent) => this.#pick(event, id)} @dblclick=${() => this.#rename(id)} @dragstart=${() => this.#drag(id)} @dragend=${this.#dropped}
      @dragover=${(event: DragEvent) => this.#hover(event, layer)} @drop=${this.#drop}>
      ${kind === "group" ? html`<span class="unfolds" aria-hidden="true" @click=${(event: Event) => this.#fold(event, id)}>${isFolded ? signs.folded : signs.unfolded}</span>` : html`<span class="unfolds"></span>`}
      <span class="kind" aria-hidden="true">${signs.kinds[kind]}</span>
      ${this.renaming === id ? this.#naming(layer) : html`<bdi class="layer-name">${name}</bdi>`}
      ${this.#turn(layer.hidden ? say.show(name) : say.hide(name), layer.hidden ? signs.hidden : signs.seen, layer.hidden, () => hide(this.store, [layer]))}
      ${this.#turn(layer.locked ? say.unlock(name) : say.lock(name), layer.locked ? signs.locked : signs.unlocked, layer.locked, () => lock(this.store, [layer]))}</li>`;
  }

  #turn(words: string, sign: unknown, isOn: boolean, act: () => void) {
    const press = (event: Event) => {
      event.stopPropagation();
      act();
    };
    return html`<button type="button" class="sign" tabindex="-1" aria-label=${words} title=${words} ?data-on=${isOn} ?disabled=${!this.store.mayShape} @click=${press}>${sign}</button>`;
  }

  #naming(layer: Layer) {
    const end = (event: Event) => {
      if (this.renaming !== layer.id) return;
      this.renaming = null;
      rename(this.store, layer.id, (event.target as HTMLInputElement).value.trim());
    };
    const key = (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === "Escape") this.renaming = null;
      if (event.key === "Enter") end(event);
      if (event.key === "Enter" || event.key === "Escape") void this.#focus(layer.id);
    };
    return html`<input class="layer-name" maxlength="80" aria-label=${say.rename(nameOf(layer))} .value=${layer.name} @blur=${end} @keydown=${key} @click=${stop} />`;
  }

  #pick(event: MouseEvent | KeyboardEvent, id: string): void {
    const isMore = event.shiftKey || event.ctrlKey || event.metaKey || this.store.several;
    if (isMore && this.store.picked.has(id))
      this.store.pick([...this.store.picked].filter((one) => one !== id));
    else this.store.pick([id], isMore);
  }

  async #rename(id: string): Promise<void> {
    if (!this.store.mayShape) return;
    this.renaming = id;
    await this.updateComplete;
    this.querySelector<HTMLInputElement>("input.layer-name")?.select();
  }

  #fold(event: Event | null, id: string): void {
    event?.stopPropagation();
    const folded = new Set(this.folded);
    if (!folded.delete(id)) folded.add(id);
    this.folded = folded;
  }

  /** Up is forward: the foremost is the first. */
  #onKey(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-layer]");
    const id = row?.dataset.layer;
    const layer = id && this.store.layer(id);
    if (!row || !id || !layer || event.target !== row) return;
    const act = this.#keys(event, row, layer);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #keys(event: KeyboardEvent, row: HTMLElement, layer: Layer): (() => void) | undefined {
    const { key, altKey, shiftKey } = event;
    const { store } = this;
    const step = (to: Element | null) => () => this.#go(to as HTMLElement | null, shiftKey);
    const reorder = (way: (all: typeof store) => void) => () => {
      store.pick([layer.id]);
      way(store);
      void this.#focus(layer.id);
    };
    const isFolded = this.folded.has(layer.id);
    const table: Record<string, (() => void) | undefined> = {
      ArrowUp: altKey ? reorder(forward) : step(row.previousElementSibling),
      ArrowDown: altKey ? reorder(backward) : step(row.nextElementSibling),
      Home: step(row.parentElement?.firstElementChild ?? null),
      End: step(row.parentElement?.lastElementChild ?? null),
      ArrowLeft: layer.kind === "group" && !isFolded ? () => this.#fold(null, layer.id) : undefined,
      ArrowRight: layer.kind === "group" && isFolded ? () => this.#fold(null, layer.id) : undefined,
      Enter: () => this.#pick(event, layer.id),
      " ": () => this.#pick(event, layer.id),
      F2: () => void this.#rename(layer.id),
    };
    return table[key];
  }

  #go(row: HTMLElement | null, isMore: boolean): void {
    if (!row?.dataset.layer) return;
    this.store.pick([row.dataset.layer], isMore);
    row.focus();
  }

  async #focus(id: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(`#layer-${id}`)?.focus();
  }

  #drag(id: string): void {
    this.#dragged = id;
  }

  #hover(event: DragEvent, layer: Layer): void {
    if (!this.#dragged || this.#dragged === layer.id) return;
    event.preventDefault();
    const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const part = (event.clientY - top) / height;
    const where =
      layer.kind === "group" && part > 0.3 && part < 0.7 ? "into" : part < 0.5 ? "front" : "behind";
    if (this.over?.id !== layer.id || this.over.where !== where) this.over = { id: layer.id, where };
  }

  readonly #drop = (event: Event): void => {
    event.preventDefault();
    const { over } = this;
    if (!this.#dragged || !over) return;
    if (over.where === "into") putInto(this.store, this.#dragged, over.id);
    else putBeside(this.store, this.#dragged, over.id, over.where);
    this.#dropped();
  };

  readonly #dropped = (): void => {
    this.#dragged = null;
    this.over = null;
  };
}

const stop = (event: Event): void => event.stopPropagation();

define("codebadge-layers", Layers);
