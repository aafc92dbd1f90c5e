/** A draft comes in; what is wrong with it before anybody else looks at it goes out, by the path into the document. */

import { figure } from "../words/figures";
import { say } from "../words/patterns";
import { type Block, type Draft, type Filters, fieldsOf, inputOf } from "./pattern_blocks";
import type { Wrongs } from "./pattern_document";
import { placed } from "./pattern_edits";
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

const words = say.wrong;

export function wrongsOf(draft: Draft): Wrongs {
  const wrongs: Wrongs = {};
  for (const { block, path } of placed(draft.earned)) Object.assign(wrongs, ofBlock(block, path, draft));
  return { ...wrongs, ...ofLevels(draft), ...ofRest(draft) };
}

/** Nothing is wrong yet: there is something left to choose, which is said when it is to be saved. */
export function isPatient(said: string): boolean {
  return [words.empty, words.choose, words.noneTicked, ...Object.values(words.missing)].includes(said);
}

/** A problem far from its place, with what it is about. */
export function withTitle(path: string, said: string): string {
  const filter = /\.where\.(\w+)/.exec(path)?.[1];
  const title = filter && say.filters[filter]?.title;
  return title ? `${title}: ${said}` : said;
}

function ofBlock(block: Block, path: string, { levels }: Draft): Wrongs {
  if (isGroup(block.is) && block.children.length === 0) return { [path]: words.empty };
  const isReplaced = path === "earned" && levels.length > 0 && levelled.has(block.is);
  const shown = fieldsOf(block).filter(({ name }) => !(isReplaced && name === "at_least"));
  const wrongs = shown.map(
    (field) => [`${path}.${field.name}`, ofField(field, inputOf(block, field))] as const,
  );
  return {
    ...only(wrongs),
    ...(working.has(block.is) && ofFilters(block.where, `${path}.where`)),
    ...(lessened.has(block.is) && ofMinus(block, path)),
  };
}

function ofField(field: Field, value: string): string | null {
  if (field.type === "whole") return ofNumber(value, field.least ?? 0, field.most ?? Number.MAX_SAFE_INTEGER);
  if (field.type === "dates")
    return value
      .split(/[\s,;]+/)
      .filter(Boolean)
      .every(isDay)
      ? null
      : words.dates;
  return value || field.type === "tick" ? null : (words.missing[field.type] ?? words.choose);
}

function isDay(text: string): boolean {
  return /^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text);
}

function ofNumber(value: string, least: number, most: number): string | null {
  const isFine = /^\d{1,15}$/.test(value.trim()) && Number(value) >= least && Number(value) <= most;
  return isFine ? null : words.whole(figure(least), figure(most));
}

function ofFilters(where: Filters, path: string): Wrongs {
  const there = filterNames.filter((name) => where[name]);
  return only(
    there.map((name) => [`${path}.${name}`, ofFilter(name, where[name] as readonly string[])] as const),
  );
}

function ofFilter(name: FilterName, values: readonly string[]): string | null {
  const { type, least = 0, most = 0 } = filters[name];
  if (type === "whole") return ofNumber(values[0] ?? "", least, most);
  if (type === "hours") return values[0] === values[1] ? words.hours : null;
  return values.length === 0 && name !== "kinds" ? words.noneTicked : null;
}

function ofMinus({ minus }: Block, path: string): Wrongs {
  return Object.assign(
    {},
    ...minus.map(({ each, where }, at) => ({
      ...only([[`${path}.minus.${at}.each`, ofNumber(each, 1, 1_000_000)]]),
      ...ofFilters(where, `${path}.minus.${at}.where`),
    })),
  );
}

function ofLevels({ levels, earned }: Draft): Wrongs {
  if (!levelled.has(earned.is)) return {};
  const wrongs: [string, string | null][] = levels.flatMap(({ name, at_least }, at) => {
    const before = Number(levels[at - 1]?.at_least ?? 0);
    const number = ofNumber(at_least, 1, 1_000_000);
    const rises = number === null && Number(at_least) <= before ? words.rising : number;
    return [
      [`levels.${at}.name`, name.trim() ? null : words.levelName],
      [`levels.${at}.at_least`, rises],
    ];
  });
  return { ...only(wrongs), ...(levels.length === 1 && { levels: words.oneLevel }) };
}

function ofRest({ repeat: wanted, since, earned }: Draft): Wrongs {
  const repeat = repeated.has(earned.is) ? wanted : null;
  return only([
    ["repeat.cool_down_days", repeat ? ofNumber(repeat.cool_down_days || "0", 0, 3_660) : null],
    ["repeat.limit", repeat?.limit ? ofNumber(repeat.limit, 2, 1_000) : null],
    ["since", since && !/^\d{4}-\d\d-\d\d$/.test(since) ? words.since : null],
  ]);
}

function only(all: readonly (readonly [string, string | null])[]): Wrongs {
  return Object.fromEntries(all.filter((pair): pair is [string, string] => pair[1] !== null));
}
