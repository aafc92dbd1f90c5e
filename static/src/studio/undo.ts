/** One's own steps and the steps of others come in; what takes one's last step back goes out, without what others own. */
import type { Layer } from "./drawing";
import { below, type Change, gone, put, type State } from "./steps";

interface Deed {
  back: Change[];
  words: string;
  at: number;
}

/** Own steps without end; for each thing it is remembered when somebody else changed it last. */
export class History {
  #done: Deed[] = [];
  #undone: Deed[] = [];
  #clock = 0;
  readonly #others = new Map<string, number>();

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** One's own step, before it is applied. */
  did(before: State, changes: Change[], words: string): void {
    this.#done.push({ back: inverse(before, changes), words, at: ++this.#clock });
    this.#undone = [];
  }

  /** Somebody else's step, before it is applied. */
  heard(before: State, changes: Change[]): void {
    const now = ++this.#clock;
    for (const target of targets(before, changes)) this.#others.set(target, now);
  }

  /** The changes that take the last own step back, perhaps none because others own all of it by now; null: no step. */
  undo(now: State): { changes: Change[]; words: string } | null {
    return this.#turn(this.#done, this.#undone, now);
  }

  redo(now: State): { changes: Change[]; words: string } | null {
    return this.#turn(this.#undone, this.#done, now);
  }

  /** A refused step never was. */
  forget(): void {
    this.#done.pop();
  }

  #turn(from: Deed[], to: Deed[], now: State): { changes: Change[]; words: string } | null {
    const deed = from.pop();
    if (!deed) return null;
    const changes = this.#mine(deed, now);
    if (changes.length) to.push({ back: inverse(now, changes), words: deed.words, at: ++this.#clock });
    return { changes, words: deed.words };
  }

  #mine({ back, at }: Deed, now: State): Change[] {
    const isTheirs = (target: string) => (this.#others.get(target) ?? 0) > at;
    return back.flatMap((change) => {
      if (change.on.startsWith("*")) return kept(change, isTheirs);
      // What others put into a group of ours keeps the group.
      const lost = change.set ? [] : below(now.drawing.layers, change.on);
      return [change.on, ...lost.map(({ id }) => id)].some(isTheirs) ? [] : [change];
    });
  }
}

/** What changes touch: layers' ids, `*.title` and the like, `*given.name`. */
function targets(before: State, changes: Change[]): Set<string> {
  return new Set(
    changes.flatMap(({ on, set }) => {
      if (on.startsWith("*")) return Object.keys(set ?? {}).map((name) => `${on}.${name}`);
      return set ? [on] : [on, ...below(before.drawing.layers, on).map(({ id }) => id)];
    }),
  );
}

/** Changes that lead back to the state before: what was there again, groups first, then away with what was not. */
export function inverse(before: State, changes: Change[]): Change[] {
  const back: Change[] = [];
  const touched = [...targets(before, changes)].filter((target) => !target.startsWith("*"));
  const { layers } = before.drawing;
  const was = layers.filter(({ id }) => touched.includes(id));
  const ranked = was.map((layer) => ({ layer, depth: depth(layers, layer) }));
  ranked.sort((one, other) => one.depth - other.depth);
  back.push(...ranked.map(({ layer }) => put(layer)));
  back.push(...touched.filter((id) => !was.some((layer) => layer.id === id)).map(gone));
  for (const { on, set } of changes)
    if (on.startsWith("*")) back.unshift({ on, set: former(before, on, Object.keys(set ?? {})) });
  return back;
}

function former({ drawing, given }: State, on: string, names: string[]): Record<string, unknown> {
  const values: Record<string, unknown> = on === "*" ? { ...drawing } : given;
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

function depth(layers: Layer[], { group }: Layer): number {
  const above = layers.find(({ id }) => id === group);
  return above ? 1 + depth(layers, above) : 0;
}

function kept({ on, set }: Change, isTheirs: (target: string) => boolean): Change[] {
  const left = Object.entries(set ?? {}).filter(([name]) => !isTheirs(`${on}.${name}`));
  return left.length ? [{ on, set: Object.fromEntries(left) }] : [];
}
