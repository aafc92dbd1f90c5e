/** Whom one follows in an organisation: asked once for each page, changed here, told to all that show it. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { isPassing, Refused } from "../live/rest";
import type { Person } from "../live/wire";
import { get, of, put, remove } from "./api";

class Followed {
  static readonly #all = new Map<string, Followed>();
  ids: ReadonlySet<number> | null = null;
  readonly watchers = new Set<() => void>();
  #asked: Promise<void> | null = null;

  static in(org: string): Followed {
    const known = Followed.#all.get(org) ?? new Followed(org);
    Followed.#all.set(org, known);
    return known;
  }

  constructor(private readonly org: string) {}

  /** Nobody is followed as long as it is not known: a board is worth more than this. */
  ask(): void {
    this.#asked ??= this.#read().catch((error) => {
      if (!(error instanceof Refused)) throw error;
      if (isPassing(error.refusal)) this.#asked = null;
    });
  }

  async #read(): Promise<void> {
    const { people } = await get<{ people: Person[] }>(of(this.org, "/following"), { stay: true });
    this.#take(new Set(people.map(({ id }) => id)));
  }

  /** Raises Refused. */
  async set(person: number, isFollowed: boolean): Promise<void> {
    const path = of(this.org, `/following/${person}`);
    await (isFollowed ? put(path, {}) : remove(path));
    const ids = new Set(this.ids);
    if (isFollowed) ids.add(person);
    else ids.delete(person);
    this.#take(ids);
  }

  #take(ids: ReadonlySet<number>): void {
    this.ids = ids;
    for (const tell of this.watchers) tell();
  }
}

/** For a piece or page that is drawn again when one follows somebody or no longer does. */
export class Following implements ReactiveController {
  #followed: Followed | null = null;
  readonly #tell = () => this.host.requestUpdate();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Only for somebody who is signed in. */
  in(org: string): void {
    if (this.#followed === Followed.in(org)) return;
    this.hostDisconnected();
    this.#followed = Followed.in(org);
    this.hostConnected();
  }

  /** Null as long as it is not known. */
  get ids(): ReadonlySet<number> | null {
    return this.#followed?.ids ?? null;
  }

  set(person: number, isFollowed: boolean): Promise<void> {
    return this.#followed?.set(person, isFollowed) ?? Promise.resolve();
  }

  hostConnected(): void {
    this.#followed?.watchers.add(this.#tell);
    this.#followed?.ask();
  }

  hostDisconnected(): void {
    this.#followed?.watchers.delete(this.#tell);
  }
}
