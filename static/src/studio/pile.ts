/** What the server has, own steps and what is dragged come in, one upon the other; the drawing as it is seen goes out. */
import { emptyDrawing } from "./drawing_whole";
import { type Change, folded, type State } from "./steps";

/** Changes on their way to the server, under a name of their own. */
export interface Sent {
  client: string;
  changes: Change[];
  /** Something new, which can be undone; no undo. */
  isDeed: boolean;
}

export class Pile {
  /** Own steps that the server has not acknowledged. */
  waiting: Sent[] = [];
  #base: State = { drawing: emptyDrawing(), given: {} };
  #settled: State = this.#base;
  #now: State = this.#base;
  #dragged: Change[] = [];

  /** What the server has. */
  get base(): State {
    return this.#base;
  }

  /** With own steps. */
  get settled(): State {
    return this.#settled;
  }

  /** And with what is being dragged. */
  get now(): State {
    return this.#now;
  }

  get isDragging(): boolean {
    return this.#dragged.length > 0;
  }

  drag(changes: Change[]): void {
    this.#dragged = changes;
    this.#top();
  }

  /** What was dragged goes out, and lies here no longer. */
  lift(): Change[] {
    const changes = this.#dragged;
    this.drag([]);
    return changes;
  }

  add(sent: Sent): void {
    this.waiting = [...this.waiting, sent];
    this.#settled = folded(this.#settled, sent.changes);
    this.#top();
  }

  /** A step that will not come. */
  remove(client: string): void {
    this.#forget(client);
    this.#settle();
  }

  /** The server's whole design. */
  lay(base: State): void {
    this.#base = base;
    this.#settle();
  }

  /** The server's next step, one's own or another's. */
  hear(client: string, changes: Change[]): void {
    // One's own next step in its turn: what is seen has it already.
    const isExpected = this.waiting[0]?.client === client;
    this.#forget(client);
    this.#base = folded(this.#base, changes);
    if (!isExpected) this.#settle();
  }

  #forget(client: string): void {
    this.waiting = this.waiting.filter((sent) => sent.client !== client);
  }

  #settle(): void {
    this.#settled = folded(
      this.#base,
      this.waiting.flatMap(({ changes }) => changes),
    );
    this.#top();
  }

  #top(): void {
    this.#now = this.#dragged.length ? folded(this.#settled, this.#dragged) : this.#settled;
  }
}
