/** Own steps come in from the store; the server gets one after the other, and again what it has not acknowledged. */
import { isPassing } from "../live/rest";
import type { Hearing } from "./hearing";
import type { Sent } from "./pile";
import type { Store } from "./store";
import type { Talk } from "./talk";

export class Sending {
  #isSending = false;
  /** Acknowledged, and not yet heard of in its order. */
  readonly #acknowledged = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly talk: Talk,
    private readonly hearing: Hearing,
  ) {}

  /** What has no answer stays, and is sent again once the server has said what it has. */
  async all(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        this.store.mark({ state: "saving" });
        if (!(await this.#one(next))) break;
      }
    } finally {
      this.#isSending = false;
    }
    this.settle();
  }

  /** Says whether all is saved, where there is anybody to say so. */
  settle(): void {
    const { store, talk } = this;
    if (!talk.isOpen || talk.isClosed) return;
    const state = store.waiting.length ? "saving" : "live";
    if (store.state !== state) store.mark({ state });
  }

  #next(): Sent | undefined {
    const { waiting } = this.store;
    for (const client of this.#acknowledged)
      if (!waiting.some((sent) => sent.client === client)) this.#acknowledged.delete(client);
    if (!this.talk.isOpen || this.talk.isClosed) return undefined;
    return waiting.find(({ client }) => !this.#acknowledged.has(client));
  }

  /** Whether the next one may follow. */
  async #one({ client, changes }: Sent): Promise<boolean> {
    const told = await this.talk.ask<{ seq: number }>("step", { client, changes });
    if (told === null) this.#stumble();
    else if (told.ok) {
      this.#acknowledged.add(client);
      this.hearing.await(told.seq);
    } else if (told.error.code === "not_found") {
      // The server was another one for a moment, which has nothing open.
      this.talk.openLater();
    } else if (isPassing(told.error)) this.talk.later("send", () => void this.all());
    else this.store.refuse(client, told.error);
    return told !== null && (told.ok || !isPassing(told.error)) && this.talk.isOpen;
  }

  /** The answer did not come: whether the step did, the server will say. */
  #stumble(): void {
    const { store, talk } = this;
    talk.isOpen = false;
    store.mark({ state: "offline" });
    if (talk.hasLine) talk.openLater();
  }
}
