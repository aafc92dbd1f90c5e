/** `<codebadge-toolbar .store>`: the tools, the shapes, undo and redo, and how the drawing is seen. */
import { html, nothing, svg } from "lit";
import { define, Piece, sheets } from "../pieces/piece";
import { say } from "../words/studio_canvas";
import * as commands from "./commands";
import { several as severalSign } from "./icons_layers";
import {
  fitSign,
  gridSign,
  keysSign,
  minusSign,
  plusSign,
  redoSign,
  snapSign,
  toolSigns,
  undoSign,
} from "./icons_tools";
import { toolKeys } from "./keys";
import "./keys_list";
import { drawn, type ShapeName, shapes } from "./shapes";
import { type Store, type ToolName, tools } from "./store";
import own from "./toolbar.css?inline";
import { across, down, walkedTo } from "./walking";
import { Watching } from "./watching";

/** What somebody who may only look can use. */
const harmless = new Set<ToolName>(["select", "hand", "zoom"]);

class Toolbar extends Piece {
  static override styles = sheets(own);
  static override properties = { store: { attribute: false } };
  declare store: Store;
  #store: Store | null = null;

  constructor() {
    super();
    new Watching(this, () => this.store);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#store?.removeEventListener("keys", this.#keys);
    this.#store = null;
  }

  protected override willUpdate(): void {
    if (this.store === this.#store) return;
    this.#store?.removeEventListener("keys", this.#keys);
    this.store?.addEventListener("keys", this.#keys);
    this.#store = this.store;
  }

  protected override render() {
    const { store } = this;
    if (!store) return nothing;
    return html`<div class="bar" role="toolbar" aria-label=${say.toolbar} @keydown=${walk}>
        <div class="set">${tools.filter((tool) => store.mayShape || harmless.has(tool)).map((tool) => this.#tool(tool))}</div>
        ${store.mayShape ? html`<div class="set">${this.#switch(say.several, severalSign, "several")}</div>` : nothing}
        <div class="set">${this.#edits()}</div>
        <div class="set view">${this.#view()}</div>
      </div>
      ${store.tool === "shape" && store.mayShape ? this.#shapes() : nothing}
      <codebadge-keys></codebadge-keys>`;
  }

  #tool(tool: ToolName) {
    const { store } = this;
    const key = toolKeys[tool].toUpperCase();
    return html`<button type="button" data-tool=${tool} aria-label=${say.tools[tool]} aria-keyshortcuts=${key}
      title="${say.tools[tool]} (${key})" aria-pressed=${store.tool === tool} tabindex=${store.tool === tool ? 0 : -1}
      @click=${() => store.show({ tool, said: say.tools[tool] })}>${toolSigns[tool]}</button>`;
  }

  #edits() {
    const { store } = this;
    if (!store.mayDraw) return nothing;
    return [
      act(say.undo, undoSign, () => store.undo(), "undo", !store.canUndo),
      act(say.redo, redoSign, () => store.redo(), "redo", !store.canRedo),
    ];
  }

  #view() {
    const { store } = this;
    const percent = say.zoomIs(store.zoom * 100);
    return html`${act(say.zoomOut, minusSign, () => commands.zoomBy(store, 0.8))}
      <button type="button" class="percent" tabindex="-1" title=${say.zoomActual} aria-label="${say.zoomActual}, ${percent}"
        @click=${() => commands.actual(store)}>${percent}</button>
      ${act(say.zoomIn, plusSign, () => commands.zoomBy(store, 1.25))}
      ${act(say.zoomFit, fitSign, () => commands.fit(store))}
      ${this.#switch(say.grid, gridSign, "grid")}${this.#switch(say.snap, snapSign, "snap")}
      ${act(say.keys, keysSign, this.#keys, "keys")}`;
  }

  #switch(label: string, sign: unknown, what: "grid" | "snap" | "several") {
    const { store } = this;
    return html`<button type="button" data-act=${what} tabindex="-1" aria-label=${label} title=${label} aria-pressed=${store[what]}
      @click=${() => store.show({ [what]: !store[what] })}>${sign}</button>`;
  }

  #shapes() {
    const { store } = this;
    return html`<div class="shapes" role="radiogroup" aria-label=${say.shapeChoice}>${shapes.map(
      (
        shape,
      ) => html`<button type="button" role="radio" aria-checked=${store.shape === shape} data-shape=${shape}
        aria-label=${say.shapes[shape] ?? shape} title=${say.shapes[shape] ?? shape} @click=${() => this.#choose(shape)}
        @dblclick=${() => commands.addShape(store, shape)}><svg viewBox="-180 -180 360 360" aria-hidden="true">${svg`<path
          fill="currentColor" fill-rule="evenodd" d=${drawn(shape)}></path>`}</svg></button>`,
    )}</div>`;
  }

  /** With the keyboard there is no place to press: Enter on the chosen one puts it into the middle. */
  #choose(shape: ShapeName): void {
    const { store } = this;
    if (store.shape === shape && this.#isByKey) {
      commands.addShape(store, shape);
      store.tool = "select";
    } else store.shape = shape;
  }

  get #isByKey(): boolean {
    return this.shadowRoot?.activeElement?.matches(":focus-visible") ?? false;
  }

  readonly #keys = (): void =>
    (this.renderRoot.querySelector("codebadge-keys") as unknown as { show(): void } | null)?.show();
}

function act(label: string, sign: unknown, run: () => void, name = "", isOff = false) {
  return html`<button type="button" data-act=${name} tabindex="-1" aria-label=${label} title=${label} ?disabled=${isOff}
    @click=${run}>${sign}</button>`;
}

/** One stop for Tab; arrows go from button to button. */
function walk(event: KeyboardEvent): void {
  const bar = event.currentTarget as HTMLElement;
  const all = [...bar.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const next = walkedTo(event, all, { ...across, ...down });
  if (!next) return;
  event.preventDefault();
  next.focus();
}

define("codebadge-toolbar", Toolbar);
