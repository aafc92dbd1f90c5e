/** Who else is at the design and where they point comes in, for the store; where one points oneself goes out. */
import type { Store } from "./store";
import type { Talk } from "./talk";
import type { Here, Pointer } from "./wire";

/** Between two places of one's own pointer. */
const POINT_MS = 60;
/** So many layers that are picked are told. */
const PICKED = 50;

export class Company {
  /** One's own key among the people who are here. */
  key = "";
  #pointed: Pointer | null = null;
  #pointing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly talk: Talk,
  ) {}

  meet(people: Here[]): void {
    const others = people.filter(({ key }) => key !== this.key);
    const there = new Set(others.map(({ key }) => key));
    this.store.pointers = new Map([...this.store.pointers].filter(([key]) => there.has(key)));
    this.store.mark({ people: others });
    this.store.tell("pointed");
  }

  see({ key, x, y, picked }: Pointer & { key: string }): void {
    if (key === this.key) return;
    this.store.pointers.set(key, { x, y, picked });
    this.store.tell("pointed");
  }

  /** In the drawing's units; the newest place is told some times a second. */
  point(x: number, y: number): void {
    const near = (value: number) => Math.max(-4096, Math.min(4096, Math.round(value)));
    this.#pointed = { x: near(x), y: near(y), picked: [...this.store.picked].slice(0, PICKED) };
    this.#pointing ??= setTimeout(this.#tellPointed, POINT_MS);
  }

  readonly #tellPointed = (): void => {
    this.#pointing = undefined;
    if (this.talk.isOpen && this.#pointed) this.talk.tell("point", this.#pointed);
    this.#pointed = null;
  };

  close(): void {
    clearTimeout(this.#pointing);
  }
}
