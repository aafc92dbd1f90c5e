/**
 * `<codebadge-canvas .store .live>`: the drawing, on which one draws with pointers and keys. `live` tells others where
 * one's pointer is.
 */
import { html, nothing } from "lit";
import { define, Piece, sheets } from "../pieces/piece";
import { say } from "../words/studio_canvas";
import own from "./canvas.css?inline";
import { edge, ground } from "./canvas_ground";
import { CanvasKeys, type Keyed } from "./canvas_keys";
import { Pasting } from "./canvas_pasting";
import { others } from "./canvas_people";
import { toolsOn } from "./canvas_tools";
import { field } from "./canvas_writing";
import { picture } from "./draw";
import { bringFont, watch } from "./library";
import type { Live } from "./live";
import type { Point } from "./outline";
import { Pointers } from "./pointers";
import { put } from "./steps";
import type { Store, ToolName } from "./store";
import type { Desk, Tool } from "./tool";
import { isFit, fit as showAll, unitsAt } from "./view";
import { Watching } from "./watching";

class Canvas extends Piece implements Keyed {
  static override styles = sheets(own);
  static override properties = {
    store: { attribute: false },
    live: { attribute: false },
    writing: { state: true },
  };
  declare store: Store;
  declare live: Live | null;
  declare writing: string | null;
  isSpace = false;
  desk: Desk = this;
  #tools: Record<ToolName, Tool> | null = null;
  #at: Point | null = null;
  #isSized = false;
  #unwatch: () => void = () => undefined;
  readonly #pointers = new Pointers(this);
  readonly #keys = new CanvasKeys(this);
  readonly #pasting = new Pasting(() => this.store);
  readonly #sized = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.live = null;
    this.writing = null;
    new Watching(this, () => this.store, ["change", "pointed"]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    bringFont();
    this.#unwatch = watch(() => this.requestUpdate());
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
    this.#sized.disconnect();
    this.#pasting.drop();
  }

  get stage(): HTMLElement {
    return this.renderRoot.querySelector(".stage") as HTMLElement;
  }

  tool(): Tool {
    this.#tools ??= toolsOn(this);
    return this.#tools[this.store.tool];
  }

  /** The canvas gets the keys. */
  override focus(): void {
    this.stage?.focus({ preventScroll: true });
  }

  write(id: string): void {
    if (this.store.mayShape && this.store.layer(id)?.kind === "text") this.writing = id;
  }

  redraw(): void {
    this.requestUpdate();
  }

  stop(): boolean {
    return this.#pointers.stop();
  }

  pasteSoon(): void {
    this.#pasting.soon();
  }

  pointed(at: Point): void {
    this.#at = at;
    this.live?.point(...at);
  }

  protected override render() {
    const { store } = this;
    if (!store) return nothing;
    const { width, height } = store.room;
    const [left, top] = unitsAt(store, [0, 0]);
    const view = `${left} ${top} ${width / store.zoom} ${height / store.zoom}`;
    const look = { given: store.given, level: store.level, theme: store.theme, picked: store.picked };
    const written = this.writing === null ? undefined : store.layer(this.writing);
    return html`<div class="stage" role="application" tabindex="0" aria-label=${store.drawing.title || store.design?.name || say.label}
        aria-roledescription=${say.description} aria-describedby="how" data-tool=${store.tool}
        @pointerdown=${this.#down} @pointermove=${this.#pointers.move} @pointerup=${this.#pointers.up}
        @pointercancel=${this.#pointers.cancel} @keydown=${this.#keys.down} @keyup=${this.#keys.up} @paste=${this.#pasting.now} @focusout=${this.#keys.end}
        @dragstart=${(event: Event) => event.preventDefault()}>
      <svg class="paper" data-theme=${store.theme} viewBox=${view} preserveAspectRatio="none" aria-hidden="true">
        ${ground(store.grid)}${picture(store.drawing, look, written?.id ?? null)}${edge(store.zoom)}
      </svg>
      <svg class="over" data-theme=${store.theme} aria-hidden="true">${(written ? null : this.tool().shown?.()) ?? nothing}${others(store)}</svg>
      ${written?.kind === "text" ? field(store, written, this.#written) : nothing}
    </div>
    <p id="how" class="unseen">${say.how}</p>
    <p class="unseen" role="status" aria-live="polite">${store.said}</p>`;
  }

  protected override firstUpdated(): void {
    // Listeners for wheels are passive unless they say otherwise.
    this.stage?.addEventListener("wheel", this.#pointers.wheel, { passive: false });
    this.#measure();
  }

  protected override updated(): void {
    if (this.#at) this.live?.point(...this.#at);
  }

  readonly #down = (event: PointerEvent): void => {
    if (this.writing !== null && !(event.target instanceof HTMLTextAreaElement))
      this.renderRoot.querySelector("textarea")?.blur();
    this.#pointers.down(event);
  };

  readonly #written = (): void => {
    const layer = this.writing === null ? undefined : this.store.layer(this.writing);
    this.writing = null;
    // Words that are none cannot be found again.
    if (layer?.kind === "text" && !layer.text.trim())
      this.store.change([{ ...put(layer), set: null }], say.removed(1, say.kinds.text));
    this.focus();
  };

  #measure(): void {
    const { width, height } = this.getBoundingClientRect();
    if (!this.store || !width || !height) return;
    const { store } = this;
    // All of it stays seen when the window changes, unless somebody looks nearer.
    const wasFit = !this.#isSized || isFit(store);
    this.#isSized = true;
    store.room = { width, height };
    if (wasFit) showAll(store);
    this.requestUpdate();
  }
}

define("codebadge-canvas", Canvas);
