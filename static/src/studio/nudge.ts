/** Arrow keys come in, as long as they are held; what is picked moves along, and is one step when they are let go. */
import { say } from "../words/studio_canvas";
import { movable, shifted } from "./commands_change";
import type { Layer } from "./drawing";
import { nameOf } from "./names";
import type { Point } from "./outline";
import type { Store } from "./store";

const ways: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** How far an arrow key pushes: with Shift by 10, with Alt by a tenth; null: it is none, or for somebody else. */
export function pushOf({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): Point | null {
  const way = ways[key];
  if (!way || ctrlKey || metaKey) return null;
  const by = shiftKey ? 10 : altKey ? 0.1 : 1;
  return [way[0] * by, way[1] * by];
}

export class Nudge {
  #some: Layer[] | null = null;
  #far: [number, number] = [0, 0];

  constructor(private readonly store: () => Store) {}

  /** Whether it took the key. */
  press(event: KeyboardEvent): boolean {
    const by = pushOf(event);
    const store = this.store();
    if (!by || !store.mayShape) return false;
    this.#some ??= movable(store);
    if (!this.#some.length) {
      this.#some = null;
      return false;
    }
    const [x, y] = this.#far;
    this.#far = [Math.round((x + by[0]) * 10) / 10, Math.round((y + by[1]) * 10) / 10];
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
