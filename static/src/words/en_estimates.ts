/** English for estimates, on the public page and in the pieces; estimates.ts chooses the language. */
import { some } from "./en_counts";

export * from "./en_model";

const tenth = (value: number) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });

export const estimates = {
  documentTitle: "Estimates · Codebadge",
  title: "Estimates",
  intro:
    "What the open issues are worth, from past issues whose worth people decided. Each closed issue teaches the model something, and the others move.",
  project: "Project",
  sort: "Sorted by",
  sorts: { points: "Most points first", unsure: "Least sure first", newest: "Newest first" } as Record<
    string,
    string
  >,
  shown: (count: number, all: number) =>
    count < all
      ? `${count.toLocaleString("en")} of ${some(all, "open issue", "open issues")}`
      : some(all, "open issue", "open issues"),
  issues: "Open issues",
  more: "Show more",
  loading: "Loading…",
  moreFailed: "That did not work. Show more",
  axis: "points, as a ratio: as far from 1 to 2 as from 4 to 8",
  news: (why: string, moved: number) =>
    `${why.charAt(0).toUpperCase()}${why.slice(1)}.${moved ? ` ${some(moved, "estimate", "estimates")} moved.` : ""}`,
  none: "No issue is open here.",
  noneNext: "As soon as one is opened, it stands here with an estimate and the past issues it comes from.",
  noProject: "No project is connected yet.",
  noProjectNext: "Once one is, its open issues stand here with what they are worth.",
  unknownProject: "There is no such project here.",
  unknownProjectNext: "The link may be old or mistyped.",
  toAll: "To the estimates",
  noLessons: "The model has learnt nothing here yet.",
  noLessonsNext: "Close issues with a points label, or import lessons.",
  unused: "Its estimates give no points here: the model is not among the sources of this project’s tariff.",
  toTariff: "Change who says what an issue is worth",
  toAdmin: "Look after this model",
  aboutModel: "The model",
  moreModel: "More about the model",
};

export const estimate = {
  number: (value: number) => tenth(value),
  points: (value: number) => (value === 1 ? "point" : "points"),
  told: (points: number, low: number, high: number) =>
    `${tenth(points)}, between ${tenth(low)} and ${tenth(high)}`,
  sure: (percent: number) => `${percent}\u00a0%\u00a0sure`,
  waiting: "Not estimated yet",
  sources: {
    ruling: "decided by hand",
    label: "by its label",
    field: "as somebody said",
    lines: "by its lines",
    tariff: "by the tariff",
    model: "by the model",
    median: "the plain median",
    waiting: "waits for a moderator",
  } as Record<string, string>,
  reviews: { waiting: "waits for a moderator", provisional: "provisional" } as Record<string, string>,
  moved: (from: number, to: number) => `${tenth(from)} → ${tenth(to)}`,
  because: (why: string) => `because ${why}`,
  fresh: "just estimated",
  opened: "opened",
  closed: "closed",
  closest: (past: number) => `Closest of ${some(past, "past issue", "past issues")}`,
  noClosest: (past: number) =>
    past === 0
      ? "No past issue to compare with."
      : `No close match among ${some(past, "past issue", "past issues")}: the figure rests on all of them.`,
  closestOne: (points: number) => `${tenth(points)} ${points === 1 ? "point" : "points"}`,
  alike: (share: number) => `${Math.round(100 * share)}\u00a0%\u00a0alike`,
  imported: "An imported issue",
};
