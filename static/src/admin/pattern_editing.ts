/** What the blocks of a pattern are drawn from: the draft's tree, what is wrong in it, what there is, and what can be done. */
import type { Block, Filters } from "./pattern_blocks";
import type { Wrongs } from "./pattern_document";
import type { Group } from "./pattern_fields";

export interface Named {
  id: number;
  name: string;
}

/** What can be chosen from in this organisation. */
export interface Known {
  projects: readonly Named[];
  badges: readonly Named[];
  leagues: readonly Named[];
  boards: readonly (readonly [string, string])[];
  labels: readonly string[];
}

export const nothingKnown: Known = { projects: [], badges: [], leagues: [], boards: [], labels: [] };

export interface Editing {
  readonly root: Block;
  readonly known: Known;
  readonly wrongs: Wrongs;
  /** Levels stand in place of the number. */
  readonly inLevels: boolean;
  change(key: number, change: (one: Block) => Block): void;
  combine(key: number, is: Group): void;
  wrap(key: number): void;
  add(group: number): void;
  remove(key: number): void;
  move(key: number, step: -1 | 1): void;
  open(key: number): void;
  /** Says it, with a way back to the filters as they were. */
  dropped(title: string, key: number, before: Block): void;
  /** The keyboard goes to the control of that path, once it is drawn. */
  lead(path: string): void;
}

/** A list of filters, of a block or of what takes away from it. */
export interface Filtering {
  where: Filters;
  path: string;
  change(where: Filters): void;
  drop(title: string, where: Filters): void;
}
