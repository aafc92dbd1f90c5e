/** A pattern's document comes in, blocks to be edited go out, and the other way; nothing is lost on the way and back. */
import { say } from "../words/patterns";
import { type Fields, isFields, type Json, type Node, type Pattern, Unreadable } from "./pattern_document";
import { type Field, type FilterName, fields, filterNames, filters, type Is, isGroup, lessened, levelled, repeated, working } from "./pattern_fields";

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
export function valueOf({ values }: Block, field: Field): string {
  return values[field.name] ?? field.usual;
}

/** Raises Unreadable for what no block can show. */
export function draftOf(given: unknown): Draft {
  if (!isFields(given)) throw new Unreadable("earned", say.json.object);
  if ("pattern" in given) return draftOf(upgraded(given));
  known(given, ["version", "earned", "levels", "revoke", "repeat", "requires", "since"], "");
  const { levels, repeat, requires, since, revoke } = given;
  const earned = blockOf(given.earned, "earned");
  if (!isNothing(levels) && !levelled.has(earned.is)) throw new Unreadable("levels", say.levels.cannot);
  if (repeat && !repeated.has(earned.is)) throw new Unreadable("repeat", say.rest.repeatCannot);
  return {
    earned,
    levels: list(levels, "levels").map((one, at) => levelOf(one, `levels.${at}`)),
    revoke: revoke !== false,
    repeat: repeat ? repeatOf(repeat) : null,
    requires: list(requires, "requires").map(text),
    since: text(since ?? ""),
  };
}

/** The form of the first release: so many of one kind of work. */
function upgraded({ kind, at_least }: Fields): Fields {
  return { version: 1, earned: { is: "count", at_least: at_least ?? 1, where: { kinds: [kind ?? ""] } } };
}

function blockOf(given: Json | undefined, path: string): Block {
  if (!isFields(given)) throw new Unreadable(path, say.json.object);
  const is = given.is;
  if (typeof is !== "string" || !(is in fields)) throw new Unreadable(`${path}.is`, say.json.unknownKind(text(is)));
  const kind = is as Is;
  if (isGroup(kind)) return groupOf(kind, given, path);
  const own = fields[kind].map(({ name }) => name);
  const more = [...(working.has(kind) ? ["where"] : []), ...(lessened.has(kind) ? ["minus"] : [])];
  known(given, ["is", ...own, ...more], path);
  return block(kind, {
    values: valuesOf(given, fields[kind]),
    where: filtersOf(given.where, `${path}.where`),
    minus: list(given.minus, `${path}.minus`).map((one, at) => minusOf(one, `${path}.minus.${at}`)),
  });
}

function groupOf(is: Is, given: Fields, path: string): Block {
  known(given, ["is", "of", ...fields[is].map(({ name }) => name)], path);
  const children =
    is === "not"
      ? [blockOf(given.of, `${path}.of`)]
      : list(given.of, `${path}.of`).map((one, at) => blockOf(one, `${path}.of.${at}`));
  return block(is, { values: valuesOf(given, fields[is]), children });
}

function valuesOf(given: Fields, all: readonly Field[]): Record<string, string> {
  const there = all.filter(({ name }) => given[name] !== undefined && given[name] !== null);
  return Object.fromEntries(there.map(({ name }) => [name, text(given[name])]));
}

function filtersOf(given: Json | undefined, path: string): Filters {
  if (given === undefined || given === null) return {};
  if (!isFields(given)) throw new Unreadable(path, say.json.object);
  known(given, filterNames, path);
  const there = filterNames.filter((name) => !isNothing(given[name]));
  return Object.fromEntries(there.map((name) => [name, readFilter(name, given[name] as Json, `${path}.${name}`)]));
}

function isNothing(given: Json | undefined): boolean {
  return given === undefined || given === null || (Array.isArray(given) && given.length === 0);
}

function readFilter(name: FilterName, given: Json, path: string): string[] {
  const { type } = filters[name];
  if (type === "hours") {
    if (!isFields(given)) throw new Unreadable(path, say.json.object);
    known(given, ["from", "until"], path);
    return [text(given.from), text(given.until)];
  }
  if (type === "yes" || type === "whole") return [text(given)];
  return list(given, path).map(text);
}

function minusOf(given: Json, path: string): Minus {
  if (!isFields(given)) throw new Unreadable(path, say.json.object);
  known(given, ["where", "each"], path);
  return { key: newKey(), each: text(given.each ?? 1), where: filtersOf(given.where, `${path}.where`) };
}

function levelOf(given: Json, path: string): Level {
  if (!isFields(given)) throw new Unreadable(path, say.json.object);
  known(given, ["name", "at_least"], path);
  return { key: newKey(), name: text(given.name), at_least: text(given.at_least) };
}

function repeatOf(given: Json): Draft["repeat"] {
  if (!isFields(given)) throw new Unreadable("repeat", say.json.object);
  known(given, ["cool_down_days", "limit"], "repeat");
  return { cool_down_days: text(given.cool_down_days ?? 0), limit: text(given.limit ?? "") };
}

function known(given: Fields, names: readonly string[], path: string): void {
  const strange = Object.keys(given).find((name) => !names.includes(name));
  if (strange !== undefined) throw new Unreadable(path ? `${path}.${strange}` : strange, say.json.unknownField);
}

function list(given: Json | undefined, path: string): Json[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw new Unreadable(path, say.json.list);
  return given;
}

/** As it stands in an input; yes and no are words there. */
function text(given: Json | undefined): string {
  if (given === true) return "yes";
  if (given === false) return "no";
  if (Array.isArray(given)) return given.map(text).join(", ");
  return given === undefined || given === null ? "" : String(given);
}

/** What nobody changed from the usual is left out, so is what does not go with the kind of block that it is now. */
export function documentOf({ earned, levels, revoke, repeat, requires, since }: Draft): Pattern {
  const inLevels = levels.length > 0 && levelled.has(earned.is);
  return {
    version: 1,
    earned: inLevels ? unnumbered(nodeOf(earned)) : nodeOf(earned),
    ...(inLevels && { levels: levels.map(({ name, at_least }) => ({ name: name.trim(), at_least: number(at_least) })) }),
    ...(!revoke && { revoke }),
    ...(repeat && repeated.has(earned.is) && { repeat: { cool_down_days: number(repeat.cool_down_days || "0"), limit: repeat.limit ? number(repeat.limit) : null } }),
    ...(requires.length > 0 && { requires: requires.map(number) }),
    ...(since && { since }),
  };
}

/** Levels say the number. */
function unnumbered({ at_least: _, ...node }: Node): Node {
  return node as Node;
}

function nodeOf(one: Block): Node {
  const written = fields[one.is]
    .map((field) => [field.name, write(field, valueOf(one, field))] as const)
    .filter(([, value]) => value !== undefined);
  const own = { is: one.is, ...(Object.fromEntries(written) as Fields) };
  if (isGroup(one.is)) return { ...own, of: one.is === "not" ? onlyOf(one) : one.children.map(nodeOf) };
  const where = whereOf(one.where);
  const minus = one.minus.map(({ each, where }) => ({ where: whereOf(where), each: number(each) }));
  return {
    ...own,
    ...(working.has(one.is) && Object.keys(where).length > 0 && { where }),
    ...(lessened.has(one.is) && minus.length > 0 && { minus }),
  };
}

function onlyOf({ children: [only] }: Block): Json {
  return only ? nodeOf(only) : null;
}

function write({ type, usual }: Field, value: string): Json | undefined {
  const mark = value.trim();
  if (type === "tick") return mark === usual ? undefined : mark === "yes";
  if (type === "dates") return mark ? mark.split(/[\s,;]+/).filter(Boolean) : undefined;
  if (type === "whole") return mark === usual && usual === "0" ? undefined : number(mark);
  return type === "league" || type === "badge" ? number(mark) : mark;
}

function whereOf(where: Filters): Fields {
  const there = filterNames.filter((name) => where[name]?.length);
  return Object.fromEntries(there.map((name) => [name, writeFilter(name, where[name] as readonly string[])]));
}

function writeFilter(name: FilterName, values: readonly string[]): Json {
  const [first = "", second = ""] = values;
  const { type } = filters[name];
  if (type === "hours") return { from: number(first), until: number(second) };
  if (type === "yes") return first === "yes";
  if (type === "whole") return number(first);
  return type === "projects" ? values.map(number) : [...values];
}

/** What is no number stays as it was typed: whoever checks it says so. */
function number(value: string): Json {
  return /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
}
