/** A number of seconds comes in; how many are left goes out, told to its host each second until there are none. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

const SECOND_MS = 1_000;

export class Ticking implements ReactiveController {
  left = 0;
  #until = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  start(seconds: number): void {
    this.#until = Date.now() + seconds * SECOND_MS;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), SECOND_MS);
    this.#tick();
  }

  /** By the clock: timers sleep while a tab is in the background. */
  #tick(): void {
    this.left = Math.max(0, Math.ceil((this.#until - Date.now()) / SECOND_MS));
    if (this.left === 0) clearInterval(this.#timer);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
