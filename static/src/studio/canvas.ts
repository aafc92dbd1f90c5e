/**
 * `<codebadge-canvas .store .live>`: the drawing, on which one draws with pointers and keys. `live` tells others where
 * one's pointer is.
 */
import { html, nothing, svg } from "lit";
import { define, Piece, sheets } from "../pieces/piece";
import { say } from "../words/studio_canvas";
import own from "./canvas.css?inline";
import { others } from "./canvas_people";
import { field } from "./canvas_writing";
import * as commands from "./commands";
import { addText, mayAdd } from "./commands_add";
import { paste } from "./commands_copy";
import { picture } from "./draw";
import { SIDE } from "./drawing";
import { pressed } from "./keys";
import { bringFont, watch } from "./library";
import type { Live } from "./live";
import { Nudge } from "./nudge";
import type { Point } from "./outline";
import { Pointers } from "./pointers";
import { GRID } from "./snap";
import { put } from "./steps";
import type { Store, ToolName } from "./store";
import type { Desk, Tool } from "./tool";
import { IconTool, ShapeTool, TextTool } from "./tool_add";
import { DropperTool, HandTool, ZoomTool } from "./tool_look";
import { NodesTool } from "./tool_nodes";
import { EraserTool, PencilTool } from "./tool_pencil";
import { SelectTool } from "./tool_select";
import { isFit, unitsAt } from "./view";
import { Watching } from "./watching";

const PASTE_MS = 60;

class Canvas extends Piece implements Desk {
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
  #isLeaving = false;
  #pasting: ReturnType<typeof setTimeout> | undefined;
  #unwatch: () => void = () => undefined;
  readonly #pointers = new Pointers(this);
  readonly #nudge = new Nudge(() => this.store);
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
    clearTimeout(this.#pasting);
  }

  get stage(): HTMLElement {
    return this.renderRoot.querySelector(".stage") as HTMLElement;
  }

  tool(): Tool {
    this.#tools ??= {
      select: new SelectTool(this),
      nodes: new NodesTool(this),
      shape: new ShapeTool(this),
      pencil: new PencilTool(this),
      eraser: new EraserTool(this),
      text: new TextTool(this, false),
      arc: new TextTool(this, true),
      icon: new IconTool(this),
      dropper: new DropperTool(this),
      hand: new HandTool(this),
      zoom: new ZoomTool(this),
    };
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
        @pointercancel=${this.#pointers.cancel} @keydown=${this.#key} @keyup=${this.#keyUp} @paste=${this.#pasted} @focusout=${() => this.#nudge.end()}
        @dragstart=${(event: Event) => event.preventDefault()}>
      <svg class="paper" data-theme=${store.theme} viewBox=${view} preserveAspectRatio="none" aria-hidden="true">
        ${this.#ground()}${picture(store.drawing, look, written?.id ?? null)}${this.#edge(store)}
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

  #ground() {
    const square = svg`<rect class="light" width=${SIDE} height=${SIDE}></rect>`;
    const lines = Array.from({ length: SIDE / GRID - 1 }, (_, at) => (at + 1) * GRID);
    const grid = lines.map((at) => `M${at} 0V${SIDE}M0 ${at}H${SIDE}`).join("");
    return svg`<defs><pattern id="checker" width="32" height="32" patternUnits="userSpaceOnUse"><path class="dark" d="M0 0H16V32H32V16H0Z"></path></pattern></defs>
      ${square}<rect fill="url(#checker)" width=${SIDE} height=${SIDE}></rect>
      ${this.store.grid ? svg`<path class="grid" d=${grid} vector-effect="non-scaling-stroke"></path>` : nothing}`;
  }

  /** What lies outside will not be in the picture. */
  #edge({ zoom }: Store) {
    const far = 20_000;
    return svg`<path class="outside" fill-rule="evenodd" d="M${-far} ${-far}H${far}V${far}H${-far}ZM0 0H${SIDE}V${SIDE}H0Z"></path>
      <rect class="edge" width=${SIDE} height=${SIDE} stroke-width=${1 / zoom}></rect>`;
  }

  readonly #down = (event: PointerEvent): void => {
    if (this.writing !== null && !(event.target instanceof HTMLTextAreaElement))
      this.renderRoot.querySelector("textarea")?.blur();
    this.#pointers.down(event);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === " ") this.isSpace = true;
    const isStopped = event.key === "Escape" && this.#pointers.stop();
    if (!event.key.startsWith("Arrow")) this.#nudge.end();
    const isOut = this.#isLeaving && event.key === "Tab";
    this.#isLeaving = false;
    if (isOut) return;
    const isTaken =
      isStopped ||
      this.#opens(event) ||
      this.tool().key?.(event) ||
      this.#nudge.press(event) ||
      pressed(this.store, event);
    if (isTaken) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === " ") event.preventDefault();
    else if (event.key === "Escape")
      this.#isLeaving = true; // nothing was left to leave but the canvas itself
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v")
      this.#pasting = setTimeout(() => paste(this.store), PASTE_MS); // where no paste event comes
  };

  readonly #keyUp = (event: KeyboardEvent): void => {
    if (event.key === " ") this.isSpace = false;
    if (event.key.startsWith("Arrow")) this.#nudge.end();
  };

  /** Enter: the words of a text, the points of a path, what is in a group. */
  #opens(event: KeyboardEvent): boolean {
    if (event.key !== "Enter" || this.store.tool !== "select") return false;
    const [only, other] = this.store.pickedLayers();
    if (!only || other) return false;
    if (only.kind === "text") this.write(only.id);
    else if (only.kind === "path") this.store.show({ tool: "nodes", said: say.tools.nodes });
    else if (only.kind === "group") this.store.show({ inside: only.id, said: say.entered(only.name) });
    return true;
  }

  readonly #pasted = (event: ClipboardEvent): void => {
    if (event.target instanceof HTMLTextAreaElement) return;
    clearTimeout(this.#pasting);
    event.preventDefault();
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const before = this.store.waiting.length;
    paste(this.store, text);
    if (this.store.waiting.length > before || !text.trim()) return;
    if (/^\s*(<\?xml[^>]*>\s*)?<svg/i.test(text)) this.store.tell("pasted", text);
    else if (!text.includes('"codebadge"') && mayAdd(this.store, 1))
      addText(this.store, undefined, false, text.trim().slice(0, 300));
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
    if (wasFit) commands.fit(store);
    this.requestUpdate();
  }
}

define("codebadge-canvas", Canvas);
