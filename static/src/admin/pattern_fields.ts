/** What each kind of block can hold, and each filter: one table, from which documents are read, written, checked and drawn. */

export type Leaf =
  | "first"
  | "count"
  | "sum"
  | "distinct"
  | "streak"
  | "within"
  | "rate"
  | "top"
  | "member"
  | "league"
  | "holds"
  | "profile";
export type Group = "all" | "any" | "at_least" | "not";
export type Is = Leaf | Group;

/** `whole`: a number; `choice`: of `options`; `dates`: days of a year or of one; the others are chosen from what there is. */
export interface Field {
  name: string;
  type: "whole" | "choice" | "tick" | "dates" | "league" | "badge" | "board";
  usual: string;
  least?: number;
  most?: number;
  options?: readonly string[];
  /** It is there only while another field has this value. */
  only?: readonly [field: string, value: string];
}

const MOST = 1_000_000;
/** In hours. */
const TEN_YEARS = 87_660;
const atLeast = (usual: string, least = 1): Field => whole("at_least", usual, least, MOST);

/** In the order in which they stand in the block's sentence. */
export const fields: Record<Is, readonly Field[]> = {
  first: [],
  count: [atLeast("10")],
  sum: [atLeast("100")],
  distinct: [atLeast("3"), choice("of", "projects", "days", "kinds", "collaborators")],
  streak: [
    whole("at_least", "7", 2, 3_660),
    choice("unit", "days", "weeks"),
    whole("freezes", "0", 0, 365),
    { name: "weekends", type: "tick", usual: "yes", only: ["unit", "days"] },
    { name: "holidays", type: "dates", usual: "", only: ["unit", "days"] },
  ],
  within: [whole("at_least", "5", 2, 10_000), whole("hours", "24", 1, TEN_YEARS)],
  rate: [
    atLeast("10"),
    choice("per", "week", "month", "quarter", "year", "day"),
    whole("times", "1", 1, 1_000),
  ],
  top: [
    whole("places", "1", 1, 100),
    { name: "board", type: "board", usual: "organization" },
    choice("period", "week", "month", "quarter", "year", "season"),
  ],
  member: [whole("days", "365", 1, 36_525)],
  league: [{ name: "league", type: "league", usual: "" }],
  holds: [{ name: "badge", type: "badge", usual: "" }],
  profile: [choice("fact", "signed_in", "email", "github", "avatar")],
  all: [],
  any: [],
  at_least: [whole("count", "2", 1, 50)],
  not: [],
};

export const groups: readonly Group[] = ["all", "any", "at_least", "not"];
/** As they are offered: what counts work, what looks at a stretch of time, what looks at the person. */
export const leaves: readonly (readonly [string, readonly Leaf[]])[] = [
  ["work", ["count", "first", "sum", "distinct"]],
  ["time", ["streak", "within", "rate"]],
  ["person", ["member", "league", "holds", "profile", "top"]],
];
/** Leaves that look at work, so that it can be said which. */
export const working = new Set<Is>(["first", "count", "sum", "distinct", "streak", "within", "rate"]);
/** Leaves from which other work takes away. */
export const lessened = new Set<Is>(["count", "sum"]);
/** Leaves whose number levels replace, and those that can be earned again. */
export const levelled = new Set<Is>(["count", "sum", "distinct", "streak"]);
export const repeated = new Set<Is>(["count", "sum", "rate", "top"]);

export function isGroup(is: Is): is is Group {
  return (groups as readonly string[]).includes(is);
}

export type FilterName =
  | "kinds"
  | "labels"
  | "projects"
  | "paths"
  | "sizes"
  | "reasons"
  | "hours"
  | "weekdays"
  | "roles"
  | "newcomer"
  | "co_authored"
  | "answered_within_hours"
  | "disciplines";

/** `ticks`: some of `options`; `texts`: words of one's own; `hours`: from and until; `yes`: yes or no. */
export interface Filter {
  type: "ticks" | "projects" | "texts" | "hours" | "yes" | "whole";
  options?: readonly string[];
  least?: number;
  most?: number;
}

export const kinds = [
  "issue.closed",
  "issue.opened",
  "pull_request.merged",
  "pull_request.opened",
  "pull_request.rejected",
  "review.given",
  "push.made",
  "card.completed",
  "check_item.completed",
  "contribution.made",
  "star.given",
  "penalty",
] as const;
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** In the order in which they stand in a document; `kinds` is always offered, the others are added. */
export const filters: Record<FilterName, Filter> = {
  kinds: { type: "ticks", options: kinds },
  projects: { type: "projects" },
  labels: { type: "texts" },
  paths: { type: "texts" },
  disciplines: {
    type: "ticks",
    options: ["design", "front-end", "back-end", "testing", "documentation", "community"],
  },
  sizes: { type: "ticks", options: ["XS", "S", "M", "L", "XL", "XXL"] },
  reasons: {
    type: "ticks",
    options: ["completed", "not_planned", "duplicate", "approved", "changes_requested", "commented"],
  },
  hours: { type: "hours" },
  weekdays: { type: "ticks", options: weekdays },
  roles: { type: "ticks", options: ["contributor", "moderator", "admin", "super_admin", "owner"] },
  newcomer: { type: "yes" },
  co_authored: { type: "yes" },
  answered_within_hours: { type: "whole", least: 1, most: TEN_YEARS },
};
export const filterNames = Object.keys(filters) as FilterName[];

function whole(name: string, usual: string, least: number, most: number): Field {
  return { name, type: "whole", usual, least, most };
}

function choice(name: string, ...options: [string, ...string[]]): Field {
  return { name, type: "choice", usual: options[0], options };
}
