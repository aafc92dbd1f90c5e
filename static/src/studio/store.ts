/** What people do to a design comes in, their own and others' steps; what is to be shown goes out, with a `change` event. */
import type { Refusal } from "../live/wire";
import { wholeDrawing } from "./drawing_whole";
import { Known } from "./known";
import type { Change } from "./steps";
import { History } from "./undo";
import type { DesignWhole, StepCard } from "./wire";

export type { Condition } from "./known";
export { type Pens, type ToolName, tools } from "./shown";
export { Watching } from "./watching";

/**
 * A design as it is seen: what the server has, then own steps that it has not acknowledged, then what is being dragged.
 * Events: `change` after anything, `pointed` for others' cursors alone, `sent` when there is something to send;
 * `comment`, `version` and `stepped` pass on what the server tells (CustomEvent.detail).
 */
export class Store extends Known {
  readonly studio: string;
  readonly #history = new History();
  readonly #expected = new Map<string, string>();
  #count = 0;

  /** `studio`: some letters of chance, which no other open studio has. */
  constructor(studio: string) {
    super();
    this.studio = studio;
  }

  get canUndo(): boolean {
    return this.mayDraw && this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.mayDraw && this.#history.canRedo;
  }

  /** Applied now, sent, and can be undone; `words` say what was done. */
  change(changes: Change[], words: string): void {
    if (!this.mayDraw || !changes.length) return;
    this.pile.lift();
    this.#do(changes, words);
  }

  /** While something is dragged: shown here alone; each call replaces the one before. */
  live(changes: Change[]): void {
    if (!this.mayDraw) return;
    this.pile.drag(changes);
    this.renew();
  }

  /** What was dragged becomes one step. */
  settle(words: string): void {
    const changes = this.pile.lift();
    if (changes.length) this.#do(changes, words);
  }

  /** What was dragged was not meant. */
  drop(): void {
    if (!this.isDragging) return;
    this.pile.lift();
    this.renew();
  }

  undo(): void {
    if (this.mayDraw) this.#turn(this.#history.undo(this.pile.settled));
  }

  redo(): void {
    if (this.mayDraw) this.#turn(this.#history.redo(this.pile.settled));
  }

  /** The server's whole design. */
  open(design: DesignWhole, seq = design.seq): void {
    this.design = design;
    this.pile.lay({ drawing: wholeDrawing(design.drawing), given: design.given ?? {} });
    this.seq = seq;
    this.renew();
  }

  /** The server is asked to make a step for oneself: it can be undone, as one's own can. Empty words: it makes none. */
  expect(client: string, words: string): void {
    if (words) this.#expected.set(client, words);
    else this.#expected.delete(client);
  }

  /** A step that the server tells of, one's own or another's, in the order of `seq`. */
  hear(step: StepCard): void {
    if (step.seq <= this.seq) return;
    const words = this.#expected.get(step.client);
    this.#expected.delete(step.client);
    if (words) this.#history.did(this.pile.base, step.changes, words);
    else if (!step.client.startsWith(`${this.studio}-`)) this.#history.heard(this.pile.base, step.changes);
    this.pile.hear(step.client, step.changes);
    this.seq = step.seq;
    this.renew();
    this.dispatchEvent(new CustomEvent("stepped", { detail: step }));
  }

  /** A step that the server will never take. */
  refuse(client: string, trouble: Refusal): void {
    const last = this.waiting.at(-1);
    if (last?.client === client && last.isDeed) this.#history.forget();
    this.trouble = trouble;
    this.pile.remove(client);
    this.renew();
  }

  #do(changes: Change[], words: string): void {
    this.#history.did(this.pile.settled, changes, words);
    this.#send(changes, true);
    this.say(words);
  }

  #turn(turned: { changes: Change[] } | null): void {
    this.pile.lift();
    if (turned?.changes.length) this.#send(turned.changes, false);
    else this.renew();
  }

  #send(changes: Change[], isDeed: boolean): void {
    const client = `${this.studio}-${++this.#count}`;
    this.pile.add({ client, changes, isDeed });
    this.renew();
    this.tell("sent");
  }
}
