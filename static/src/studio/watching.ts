/** A store comes in; the piece or page that shows it is drawn again after each of its changes. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

type Watched = EventTarget | null | undefined;

/** `store`: the store, or a function that gives it once it is known. `events`: also `pointed`, for others' cursors. */
export class Watching implements ReactiveController {
  #store: Watched = null;
  readonly #again = () => this.host.requestUpdate();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly store: EventTarget | (() => Watched),
    private readonly events: string[] = ["change"],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow(typeof this.store === "function" ? this.store() : this.store);
  }

  hostUpdate(): void {
    this.hostConnected();
  }

  hostDisconnected(): void {
    this.#follow(null);
  }

  #follow(store: Watched): void {
    if (store === this.#store) return;
    for (const event of this.events) {
      this.#store?.removeEventListener(event, this.#again);
      store?.addEventListener(event, this.#again);
    }
    this.#store = store;
  }
}
