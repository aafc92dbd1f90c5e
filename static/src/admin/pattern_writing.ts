/** Blocks come in; the document that /v1 takes goes out. */
import { type Block, type Draft, type Filters, fieldsOf, inputOf } from "./pattern_blocks";
import type { Fields, Json, Node, Pattern } from "./pattern_document";
import {
  type Field,
  type FilterName,
  filterNames,
  filters,
  isGroup,
  lessened,
  levelled,
  repeated,
  working,
} from "./pattern_fields";

/** What nobody changed from the usual is left out, so is what does not go with the kind of block that it is now. */
export function documentOf({ earned, levels, revoke, repeat, requires, since }: Draft): Pattern {
  const inLevels = levels.length > 0 && levelled.has(earned.is);
  return {
    version: 1,
    earned: inLevels ? unnumbered(nodeOf(earned)) : nodeOf(earned),
    ...(inLevels && {
      levels: levels.map(({ name, at_least }) => ({ name: name.trim(), at_least: number(at_least) })),
    }),
    ...(!revoke && { revoke }),
    ...(repeat &&
      repeated.has(earned.is) && {
        repeat: {
          cool_down_days: number(repeat.cool_down_days || "0"),
          limit: repeat.limit ? number(repeat.limit) : null,
        },
      }),
    ...(requires.length > 0 && { requires: requires.map(number) }),
    ...(since && { since }),
  };
}

/** Levels say the number. */
function unnumbered({ at_least: _, ...node }: Node): Node {
  return node as Node;
}

function nodeOf(one: Block): Node {
  const written = fieldsOf(one)
    .map((field) => [field.name, write(field, inputOf(one, field))] as const)
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
