/** Steps that the server tells come in, perhaps with a gap between them; the store hears them in their order. */
import type { Store } from "./store";
import type { Talk } from "./talk";
import type { StepCard } from "./wire";

export class Hearing {
  /** After a gap they wait for what is missing. */
  readonly #ahead = new Map<number, StepCard>();

  constructor(
    private readonly store: Store,
    private readonly talk: Talk,
  ) {}

  hear(step: StepCard): void {
    this.#ahead.set(step.seq, step);
    this.inOrder();
    if (this.#ahead.size && this.talk.isOpen) this.await(step.seq);
  }

  inOrder(): void {
    const { store } = this;
    for (const seq of this.#ahead.keys()) if (seq <= store.seq) this.#ahead.delete(seq);
    for (let next = this.#ahead.get(store.seq + 1); next; next = this.#ahead.get(store.seq + 1)) {
      this.#ahead.delete(next.seq);
      store.hear(next);
    }
  }

  /** Usually it is heard of at once; else what is missing is asked for. */
  await(seq: number): void {
    if (seq > this.store.seq) this.talk.catchUpLater(() => this.store.seq < seq);
  }
}
