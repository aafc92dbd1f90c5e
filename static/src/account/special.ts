/** A special badge being written comes in; what is wrong with it, and the body that /v1 takes, goes out. */
import { say } from "../words/account";
import type { Problems } from "./form";

export const kinds = ["named", "first", "joined-before", "top", "hand"] as const;
export type Kind = (typeof kinds)[number];

export type Rule =
  | { kind: "named"; people: string[] }
  | { kind: "first"; count: number }
  | { kind: "joined-before"; date: string }
  | { kind: "top"; period: string; places: number }
  | { kind: "hand"; stock: number | null };

export interface Special {
  name: string;
  description: string;
  color?: string;
  rule: Rule;
}

/** What stands in the fields, of every kind: who changes the kind and back finds their words again. */
export interface Draft {
  key: number;
  name: string;
  description: string;
  color: string;
  kind: Kind;
  people: string;
  count: string;
  date: string;
  period: string;
  places: string;
  stock: string;
}

let last = 0;

export function draft(given: Partial<Draft> = {}): Draft {
  last += 1;
  const usual = {
    name: "",
    description: "",
    color: "#a3314b",
    kind: "named" as Kind,
    people: "",
    count: "10",
  };
  return { key: last, ...usual, date: "", period: "week", places: "1", stock: "", ...given };
}

/** A badge that exists, to be changed. */
export function draftOf({ name, description, color, rule }: Special): Draft {
  const { kind } = rule;
  const of: { [K in Kind]: (rule: Extract<Rule, { kind: K }>) => Partial<Draft> } = {
    named: ({ people }) => ({ people: (people ?? []).join("\n") }),
    first: ({ count }) => ({ count: String(count) }),
    "joined-before": ({ date }) => ({ date }),
    top: ({ period, places }) => ({ period, places: String(places) }),
    hand: ({ stock }) => ({ stock: stock === null ? "" : String(stock) }),
  };
  const more = (of[kind] as (rule: Rule) => Partial<Draft>)(rule);
  return draft({ name, description, ...(color ? { color } : {}), kind, ...more });
}

/** Ready-made ones, to be changed at will. */
export const presets: Record<string, () => Draft> = {
  founders: () => draft({ ...say.special.presets.founders, kind: "first", count: "10", color: "#8a6a14" }),
  hero: () => draft({ ...say.special.presets.hero, kind: "top", period: "week", color: "#1f4f86" }),
  thanks: () => draft({ ...say.special.presets.thanks, kind: "named", color: "#a3314b" }),
  early: () => draft({ ...say.special.presets.early, kind: "joined-before", color: "#1f6b45" }),
  helper: () => draft({ ...say.special.presets.helper, kind: "hand", stock: "5", color: "#6b3fa0" }),
};

export function fieldName(draft: Draft, field: keyof Draft): string {
  return `special-${draft.key}-${field}`;
}

/** What is wrong, by the names of the fields. */
export function problemsOf(drafts: readonly Draft[]): Problems {
  const found: Problems = {};
  for (const one of drafts) {
    if (!one.name.trim()) found[fieldName(one, "name")] = say.special.wrong.name;
    for (const [field, words] of Object.entries(wrong[one.kind](one)))
      found[fieldName(one, field as keyof Draft)] = words;
  }
  return found;
}

type Wrong = Partial<Record<keyof Draft, string>>;
const wrong: Record<Kind, (draft: Draft) => Wrong> = {
  named: ({ people }) => {
    const all = peopleIn(people);
    const bad = all.find((who) => !isWho(who));
    if (bad) return { people: say.special.wrong.who(bad) };
    return all.length ? {} : { people: say.special.wrong.people };
  },
  first: ({ count }) => (isWhole(count, 10_000) ? {} : { count: say.special.wrong.count }),
  "joined-before": ({ date }) => (/^\d{4}-\d\d-\d\d$/.test(date) ? {} : { date: say.special.wrong.date }),
  top: ({ places }) => (isWhole(places, 100) ? {} : { places: say.special.wrong.places }),
  hand: ({ stock }) =>
    stock.trim() === "" || isWhole(stock, 1_000_000) ? {} : { stock: say.special.wrong.stock },
};

export function specialOf(draft: Draft): Special {
  const { name, description, color } = draft;
  return { name: name.trim(), description: description.trim(), color, rule: rules[draft.kind](draft) };
}

const rules: Record<Kind, (draft: Draft) => Rule> = {
  named: ({ people }) => ({ kind: "named", people: peopleIn(people) }),
  first: ({ count }) => ({ kind: "first", count: Number(count) }),
  "joined-before": ({ date }) => ({ kind: "joined-before", date }),
  top: ({ period, places }) => ({ kind: "top", period, places: Number(places) }),
  hand: ({ stock }) => ({ kind: "hand", stock: stock.trim() ? Number(stock) : null }),
};

/** One in a line, or between commas or spaces, as people paste them. */
export function peopleIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

/** An e-mail address, or a GitHub name with or without its @. */
export function isWho(text: string): boolean {
  return isEmail(text) || isLogin(text);
}

export function isEmail(text: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(text) && text.length <= 254;
}

export function isLogin(text: string): boolean {
  return /^@?[a-z\d][a-z\d_-]{0,38}$/i.test(text);
}

function isWhole(text: string, most: number): boolean {
  return /^\d{1,7}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
}
