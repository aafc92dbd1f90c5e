/** The patterns of the field, ready to start from: a name comes in, a badge's name, its description and its draft go out. */
import { say } from "../words/patterns";
import type { Draft } from "./pattern_blocks";
import type { Fields } from "./pattern_document";
import { draftOf } from "./pattern_reading";

export type Template = keyof typeof say.templates;

const documents: Record<Template, Fields> = {
  first: {
    earned: { is: "first", where: { kinds: ["issue.closed", "pull_request.merged", "review.given"] } },
  },
  hundreds: {
    earned: { is: "count", at_least: 10, where: { kinds: ["issue.closed"] } },
    levels: [level("bronze", 10), level("silver", 100), level("gold", 1000)],
  },
  streak: { earned: { is: "streak", unit: "days", at_least: 7, freezes: 1, where: {} } },
  owl: { earned: { is: "count", at_least: 10, where: { hours: { from: 22, until: 5 } } } },
  reviewer: {
    earned: { is: "rate", at_least: 20, per: "month", times: 1, where: { kinds: ["review.given"] } },
    repeat: {},
  },
  bugs: { earned: { is: "count", at_least: 10, where: { kinds: ["issue.closed"], labels: ["bug"] } } },
  documentation: {
    earned: {
      is: "any",
      of: [
        {
          is: "count",
          at_least: 5,
          where: { kinds: ["issue.closed", "pull_request.merged"], labels: ["documentation"] },
        },
        { is: "count", at_least: 5, where: { paths: ["docs/"] } },
      ],
    },
  },
  polyglot: { earned: { is: "distinct", of: "projects", at_least: 3, where: {} } },
  founder: {
    earned: {
      is: "all",
      of: [
        { is: "member", days: 365 },
        { is: "first", where: {} },
      ],
    },
  },
  week: top("week"),
  month: top("month"),
  year: top("year"),
};

export const templates = Object.keys(documents) as Template[];

/** Blocks of its own each time. */
export function start(template: Template): Draft {
  return draftOf({ version: 1, ...documents[template] });
}

function level(name: keyof typeof say.levels.names, at_least: number): Fields {
  return { name: say.levels.names[name], at_least };
}

function top(period: string): Fields {
  return { earned: { is: "top", period, places: 1, board: "organization" }, repeat: {} };
}
