/** A piece that opens something over the page comes in; it is told of each press beside it, so that it can close it. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

export class Elsewhere implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost & EventTarget,
    private readonly told: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("pointerdown", this.#onPress);
  }

  hostDisconnected(): void {
    document.removeEventListener("pointerdown", this.#onPress);
  }

  readonly #onPress = (event: Event): void => {
    if (!event.composedPath().includes(this.host)) this.told();
  };
}
