/** Arrow keys come in, as long as they are held; what is picked moves along, and is one step when they are let go. */
import { say } from "../words/studio_canvas";
import { movable, shifted } from "./commands_change";
import type { Layer } from "./drawing";
import { nameOf } from "./names";
import type { Store } from "./store";

const ways: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class Nudge {
  #some: Layer[] | null = null;
  #far: [number, number] = [0, 0];

  constructor(private readonly store: () => Store) {}

  /** Whether it took the key. With Shift by 10, with Alt by a tenth. */
  press(event: KeyboardEvent): boolean {
    const way = ways[event.key];
    const store = this.store();
    if (!way || event.ctrlKey || event.metaKey || !store.mayShape) return false;
    this.#some ??= movable(store);
    if (!this.#some.length) {
      this.#some = null;
      return false;
    }
    const by = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
    const [x, y] = this.#far;
    this.#far = [Math.round((x + way[0] * by) * 10) / 10, Math.round((y + way[1] * by) * 10) / 10];
    store.live(shifted(store, this.#some, ...this.#far));
    return true;
  }

  /** A key was let go, or the canvas lost the keys. */
  end(): void {
    const some = this.#some;
    if (!some) return;
    const [dx, dy] = this.#far;
    this.#some = null;
    this.#far = [0, 0];
    this.store().settle(say.moved(some.length, nameOf(some[0]), dx, dy));
  }
}
