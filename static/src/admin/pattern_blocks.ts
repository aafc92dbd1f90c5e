/** What a pattern is while somebody makes it: blocks with what stands in their inputs. Read and written by its neighbours. */
import { type Field, type FilterName, fields, type Is } from "./pattern_fields";

/** What stands in its inputs, of every kind: who changes the kind and back finds the words again. */
export interface Block {
  key: number;
  is: Is;
  values: Record<string, string>;
  where: Filters;
  minus: Minus[];
  children: Block[];
}

/** A filter that is there holds what stands in its inputs, in their order. */
export type Filters = Partial<Record<FilterName, readonly string[]>>;

export interface Minus {
  key: number;
  each: string;
  where: Filters;
}

export interface Level {
  key: number;
  name: string;
  at_least: string;
}

export interface Draft {
  earned: Block;
  levels: Level[];
  revoke: boolean;
  repeat: { cool_down_days: string; limit: string } | null;
  requires: string[];
  since: string;
}

let last = 0;
export const newKey = (): number => ++last;

export function block(is: Is, given: Partial<Omit<Block, "key" | "is">> = {}): Block {
  return { key: newKey(), is, values: {}, where: {}, minus: [], children: [], ...given };
}

export function draft(earned: Block, given: Partial<Draft> = {}): Draft {
  return { earned, levels: [], revoke: true, repeat: null, requires: [], since: "", ...given };
}

/** What stands in a field, or what usually does. */
export function inputOf({ values }: Block, field: Field): string {
  return values[field.name] ?? field.usual;
}

/** The fields of a block as it is now. */
export function fieldsOf(one: Block): readonly Field[] {
  const all = fields[one.is];
  return all.filter(
    ({ only }) => !only || all.some((other) => other.name === only[0] && inputOf(one, other) === only[1]),
  );
}
