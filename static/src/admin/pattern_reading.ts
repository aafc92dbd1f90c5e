/** A pattern's document comes in; blocks to be edited go out. pattern_writing.ts is the way back, on which nothing is lost. */
import { say } from "../words/patterns";
import {
  type Block,
  block,
  type Draft,
  type Filters,
  type Level,
  type Minus,
  newKey,
} from "./pattern_blocks";
import { type Fields, isFields, type Json, Unreadable } from "./pattern_document";
import {
  type Field,
  type FilterName,
  fields,
  filterNames,
  filters,
  type Is,
  isGroup,
  lessened,
  levelled,
  repeated,
  working,
} from "./pattern_fields";

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
  if (typeof is !== "string" || !(is in fields))
    throw new Unreadable(`${path}.is`, say.json.unknownKind(text(is)));
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
  return Object.fromEntries(
    there.map((name) => [name, readFilter(name, given[name] as Json, `${path}.${name}`)]),
  );
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
  if (strange !== undefined)
    throw new Unreadable(path ? `${path}.${strange}` : strange, say.json.unknownField);
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
