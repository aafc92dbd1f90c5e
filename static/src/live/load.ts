/** A REST path comes in, what it holds or why not goes out; what may pass is asked again by itself. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { isPassing, Refused, read } from "./rest";
import type { Refusal } from "./wire";

const AGAIN_MS = 4_000;
const AGAIN_MAX_MS = 60_000;

export class Load<T> implements ReactiveController {
  value: T | null = null;
  refusal: Refusal | null = null;
  isAsking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = AGAIN_MS;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly where: () => { server: string; org: string; path: string },
  ) {
    host.addController(this);
  }

  /** What is there already stays until something newer has come. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    this.isAsking = true;
    this.host.requestUpdate();
    const { server, org, path } = this.where();
    try {
      this.value = await read<T>(server, org, path);
      this.refusal = null;
      this.#pause = AGAIN_MS;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refusal = error.refusal;
      if (isPassing(error.refusal)) this.#again();
    }
    this.isAsking = false;
    this.host.requestUpdate();
  }

  #again(): void {
    this.#timer = setTimeout(() => this.now(), this.#pause);
    this.#pause = Math.min(AGAIN_MAX_MS, this.#pause * 2);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
