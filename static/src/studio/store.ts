/** What people do to a design comes in, their own and others' steps; what is to be shown goes out, with a `change` event. */
import type { Refusal } from "../live/wire";
import type { Drawing, Given, Layer } from "./drawing";
import { emptyDrawing, wholeDrawing } from "./drawing";
import { inOrder } from "./order";
import { Shown } from "./shown";
import { type Change, folded, type State } from "./steps";
import { History } from "./undo";
import type { Access, DesignWhole, Here, Pointer, StepCard } from "./wire";

export { type Pens, type ToolName, tools } from "./shown";
export { Watching } from "./watching";

export type Condition = "opening" | "live" | "saving" | "offline" | "closed";

/** Changes on their way to the server, under a name of their own. */
export interface Sent {
  client: string;
  changes: Change[];
  /** Something new, which can be undone; no undo. */
  isDeed: boolean;
}

/**
 * A design as it is seen: what the server has, then own steps that it has not acknowledged, then what is being dragged.
 * Events: `change` after anything, `pointed` for others' cursors alone, `sent` when there is something to send;
 * `comment`, `version` and `stepped` pass on what the server tells (CustomEvent.detail).
 */
export class Store extends Shown {
  design: DesignWhole | null = null;
  access: Access = "view";
  people: Here[] = [];
  /** Colours of the organisation. */
  offers: readonly string[] = [];
  pointers: Map<string, Pointer> = new Map();
  state: Condition = "opening";
  trouble: Refusal | null = null;
  /** The last step that the server acknowledged or told. */
  seq = 0;
  waiting: Sent[] = [];
  readonly studio: string;
  /** How large the canvas is, in CSS pixels; it says so itself. */
  room = { width: 512, height: 512 };

  #base: State = { drawing: emptyDrawing(), given: {} };
  #settled: State = this.#base;
  #now: State = this.#base;
  #dragged: Change[] = [];
  #picked: ReadonlySet<string> = new Set();
  #history = new History();
  readonly #expected = new Map<string, string>();
  #count = 0;

  /** `studio`: some letters of chance, which no other open studio has. */
  constructor(studio: string) {
    super();
    this.studio = studio;
  }

  get drawing(): Drawing {
    return this.#now.drawing;
  }

  get given(): Given {
    return this.#now.given;
  }

  get picked(): ReadonlySet<string> {
    return this.#picked;
  }

  get canUndo(): boolean {
    return this.mayDraw && this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.mayDraw && this.#history.canRedo;
  }

  get mayDraw(): boolean {
    return this.state !== "closed" && (this.access === "edit" || this.access === "own");
  }

  /** Whether layers may be changed: not where only a template's values are. */
  get isFree(): boolean {
    return this.design?.free ?? true;
  }

  get mayShape(): boolean {
    return this.mayDraw && this.isFree;
  }

  get isDragging(): boolean {
    return this.#dragged.length > 0;
  }

  /** Applied now, sent, and can be undone; `words` say what was done. */
  change(changes: Change[], words: string): void {
    if (!this.mayDraw || !changes.length) return;
    this.#dragged = [];
    this.#do(changes, words);
  }

  /** While something is dragged: shown here alone; each call replaces the one before. */
  live(changes: Change[]): void {
    if (!this.mayDraw) return;
    this.#dragged = changes;
    this.#show();
  }

  /** What was dragged becomes one step. */
  settle(words: string): void {
    const changes = this.#dragged;
    this.#dragged = [];
    if (changes.length) this.#do(changes, words);
  }

  /** What was dragged was not meant. */
  drop(): void {
    if (!this.#dragged.length) return;
    this.#dragged = [];
    this.#show();
  }

  undo(): void {
    if (this.mayDraw) this.#turn(this.#history.undo(this.#settled));
  }

  redo(): void {
    if (this.mayDraw) this.#turn(this.#history.redo(this.#settled));
  }

  pick(ids: Iterable<string>, add = false): void {
    this.#picked = new Set([...(add ? this.#picked : []), ...ids]);
    this.tell();
  }

  /** All layers in the order in which they are drawn, each group before what it holds. */
  layers(): Layer[] {
    return inOrder(this.drawing.layers);
  }

  layer(id: string): Layer | undefined {
    return this.drawing.layers.find((layer) => layer.id === id);
  }

  pickedLayers(): Layer[] {
    return this.layers().filter(({ id }) => this.#picked.has(id));
  }

  /** The server's whole design. */
  open(design: DesignWhole, seq = design.seq): void {
    this.design = design;
    this.#base = { drawing: wholeDrawing(design.drawing), given: design.given ?? {} };
    this.seq = seq;
    this.#settle();
  }

  /** The server is asked to make a step for oneself: it can be undone, as one's own can. Empty words: it makes none. */
  expect(client: string, words: string): void {
    if (words) this.#expected.set(client, words);
    else this.#expected.delete(client);
  }

  /** A step that the server tells of, one's own or another's, in the order of `seq`. */
  hear(step: StepCard): void {
    if (step.seq <= this.seq) return;
    const isOwn = step.client.startsWith(`${this.studio}-`);
    const words = this.#expected.get(step.client);
    this.#expected.delete(step.client);
    if (words) this.#history.did(this.#base, step.changes, words);
    else if (!isOwn) this.#history.heard(this.#base, step.changes);
    // One's own next step in its turn: what is seen has it already.
    const isExpected = this.waiting[0]?.client === step.client;
    this.waiting = this.waiting.filter(({ client }) => client !== step.client);
    this.#base = folded(this.#base, step.changes);
    this.seq = step.seq;
    if (isExpected) this.#show();
    else this.#settle();
    this.dispatchEvent(new CustomEvent("stepped", { detail: step }));
  }

  /** A step that the server will never take. */
  refuse(client: string, trouble: Refusal): void {
    const last = this.waiting.at(-1);
    if (last?.client === client && last.isDeed) this.#history.forget();
    this.waiting = this.waiting.filter((sent) => sent.client !== client);
    this.trouble = trouble;
    this.#settle();
  }

  /** What the line to the server says of itself or of the others who are here. */
  mark(told: Partial<Pick<Store, "state" | "access" | "people" | "offers" | "trouble" | "design">>): void {
    Object.assign(this, told);
    this.tell();
  }

  #do(changes: Change[], words: string): void {
    this.#history.did(this.#settled, changes, words);
    this.#send(changes, true);
    this.say(words);
  }

  #turn(turned: { changes: Change[] } | null): void {
    this.#dragged = [];
    if (turned?.changes.length) this.#send(turned.changes, false);
    else this.#show();
  }

  #send(changes: Change[], isDeed: boolean): void {
    const client = `${this.studio}-${++this.#count}`;
    this.waiting = [...this.waiting, { client, changes, isDeed }];
    this.#settled = folded(this.#settled, changes);
    this.#show();
    this.tell("sent");
  }

  #settle(): void {
    this.#settled = folded(
      this.#base,
      this.waiting.flatMap(({ changes }) => changes),
    );
    this.#show();
  }

  #show(): void {
    this.#now = this.#dragged.length ? folded(this.#settled, this.#dragged) : this.#settled;
    const there = new Set(this.drawing.layers.map(({ id }) => id));
    if ([...this.#picked].some((id) => !there.has(id)))
      this.#picked = new Set([...this.#picked].filter((id) => there.has(id)));
    if (this.inside && !there.has(this.inside)) this.inside = null;
    this.tell();
  }
}
