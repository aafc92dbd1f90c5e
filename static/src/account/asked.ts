/** A question to /v1 comes in; its answer, or why there is none, goes out for a page to draw. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { isPassing, Refused } from "../live/rest";
import type { Refusal } from "../live/wire";
import { SLOW_MS } from "./session";

const AGAIN_MS = 4_000;
const AGAIN_MAX_MS = 60_000;

export class Asked<T> implements ReactiveController {
  value: T | null = null;
  refusal: Refusal | null = null;
  isAsking = false;
  /** It takes long enough that the page should say so. */
  isSlow = false;
  #turn = 0;
  #pause = AGAIN_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly question: () => Promise<T>,
  ) {
    host.addController(this);
  }

  /** What is there already stays until something newer has come; the answer to an older question is dropped. */
  readonly now = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.isAsking = true;
    const slow = setTimeout(() => this.#mark(), SLOW_MS);
    this.host.requestUpdate();
    try {
      const value = await this.question();
      if (turn === this.#turn) this.set(value);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.#refuse(error.refusal);
    } finally {
      clearTimeout(slow);
      if (turn === this.#turn) this.#end();
    }
  };

  /** An answer that came with something else, such as a change. */
  set(value: T): void {
    this.value = value;
    this.refusal = null;
    this.#pause = AGAIN_MS;
    this.host.requestUpdate();
  }

  #refuse(refusal: Refusal): void {
    this.refusal = refusal;
    if (!isPassing(refusal)) return;
    this.#timer = setTimeout(this.now, this.#pause);
    this.#pause = Math.min(AGAIN_MAX_MS, this.#pause * 2);
  }

  #mark(): void {
    this.isSlow = true;
    this.host.requestUpdate();
  }

  #end(): void {
    this.isAsking = false;
    this.isSlow = false;
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }
}
