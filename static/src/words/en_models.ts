/** English for the admin's pages about estimates and their models; models.ts chooses the language. */
import { some } from "./en_counts";

const lessons = (count: number) => some(count, "lesson", "lessons");

export const models = {
  title: "Estimates",
  intro:
    "Each project has a model that learns from issues whose worth people said. What it is unsure of waits here for your word.",
  projects: "Projects",
  project: "Project",
  open: "Open issues",
  lessons: "Lessons",
  noProjects: "No project is connected yet.",
  noProjectsNext: "Connect one; its closed issues with a points label are the first lessons.",
  connect: "Connect a project",
  public: "As everybody sees it",
  toTariff: "Who says what an issue is worth",
  unused: "The model is not among the sources of this project’s tariff, so it gives no points.",
  noLessons: "No lessons yet.",
  noLessonsNext: "Close issues with a points label, or import lessons below.",
  record: "The model’s record",
  facts: {
    state: "State",
    waiting: "Waiting lessons",
    held: "Held lessons",
    forgotten: "Forgotten lessons",
    learnt: "Learnt last",
    version: "Version",
    never: "never",
  },
  sizes: {
    past: "Past issues",
    words: "Words known",
    places: "Places of words",
    features: "Features",
  } as Record<string, string>,
};

export const controls = {
  title: "Controls",
  freeze: "Freeze",
  freezeHint: "While it is frozen it learns nothing; new issues are still estimated.",
  thaw: "Let it learn again",
  frozen: (project: string) => `The model of ${project} is frozen: lessons wait.`,
  thawed: (project: string) => `The model of ${project} learns again.`,
  retrain: "Retrain…",
  retrainTitle: (project: string) => `Retrain the model of ${project}?`,
  retrainText: (count: number) =>
    `It begins anew from what the other projects know by now and learns its ${lessons(count)} again, in their order. Closed issues from before that have none yet become lessons too. Estimates follow as it learns.`,
  retrainAct: (count: number) => `Retrain from ${lessons(count)}`,
  retrained: "It is being retrained.",
  reset: "Reset…",
  resetTitle: (project: string) => `Reset the model of ${project}?`,
  resetText: (count: number) =>
    `Its ${lessons(count)} count no more, and open issues are estimated from the other projects alone. The lessons stay in the list, and retraining can bring them back. Points that were given stay.`,
  resetAct: (count: number) => `Begin anew without ${lessons(count)}`,
  resetDone: "It begins anew.",
  why: "Why",
  whyHint: "For the audit trail.",
  export: "Export its lessons",
  exportHint: "JSON Lines, one lesson on each line. Another Codebadge can import them.",
};

export const importing = {
  title: "Import lessons",
  hint: "JSON Lines with key, title, text, labels, points and closed_at on each line; 5 MB and 5,000 lines at most. Known keys are left out.",
  file: "File",
  act: "Import",
  busy: "Importing…",
  missing: "Choose a file.",
  large: "This file is larger than 5 MB. Split it.",
  done: (added: number, known: number) =>
    known
      ? `${lessons(added)} added; ${known.toLocaleString("en")} known already.`
      : `${lessons(added)} added.`,
};

export const queue = {
  title: "Waiting for your word",
  show: "Show",
  shows: {
    review: "Closed, waiting or provisional",
    unsure: "Open, least sure first",
    closed: "Closed, newest first",
  } as Record<string, string>,
  empty: {
    review: "Nothing waits.",
    unsure: "No issue is open.",
    closed: "Nothing was given by the model, or decided, yet.",
  } as Record<string, string>,
  emptyNext: {
    review: "Closed issues turn up here whose estimate is not sure enough for the tariff.",
    unsure: "Open issues stand here, those first of which the model knows least.",
    closed: "Issues that were closed with the model’s points can be given others here.",
  } as Record<string, string>,
  accept: (points: number) => `Accept ${points} ${points === 1 ? "point" : "points"}`,
  other: "Another value…",
  otherTitle: (name: string) => `What is ${name} worth?`,
  points: "Points",
  pointsWrong: "Enter a whole number from 0 to 10,000.",
  why: "Why",
  whyHint: "Shown beside the points, and kept in the audit trail.",
  give: "Give these points",
  accepted: (name: string, points: number) =>
    `${name}: the estimate is accepted, ${points} ${points === 1 ? "point" : "points"}.`,
  given: (name: string, points: number) => `${name} is worth ${points} ${points === 1 ? "point" : "points"}.`,
  withdrawn: (name: string) => `${name}: your word is taken back.`,
  withdraw: "Take this back",
  ruled: {
    override: (points: number, by: string) => `${points} ${points === 1 ? "point" : "points"}, said by ${by}`,
    accepted: (points: number, by: string) =>
      `Accepted as ${points} ${points === 1 ? "point" : "points"} by ${by}`,
  },
  somebody: "a moderator",
};

export const taught = {
  title: "Lessons",
  intro:
    "What the model learnt from: issues whose worth a person said. One that is forgotten teaches nothing from then on; the model is made again without it.",
  state: "Show",
  all: "All",
  states: {
    teaches: "Teaches",
    held: "Held",
    forgotten: "Forgotten",
    "before reset": "Before the reset",
  } as Record<string, string>,
  heldHint:
    "Held lessons teach nothing: more than 25 of one day came from one person, which may be a mistake or worse. Let those teach that are right.",
  issue: "Issue",
  points: "Points",
  was: (points: number) => `was ${points}`,
  said: "Estimated before",
  off: (off: number) => `${off.toLocaleString("en", { maximumFractionDigits: 1 })} off`,
  teacher: "Said by",
  sources: {
    label: "label",
    field: "field",
    admin: "by hand",
    accepted: "accepted estimate",
    import: "imported",
    gone: "no value any more",
    forgotten: "forgotten by hand",
    restored: "restored by hand",
  } as Record<string, string>,
  closed: "Closed",
  forget: "Forget",
  restore: "Let it teach",
  forgotten: (count: number) => `${lessons(count)} forgotten.`,
  restored: (count: number) => `${lessons(count)} ${count === 1 ? "teaches" : "teach"} again.`,
  theirs: "Only theirs",
  theirsOf: (name: string) => `: lessons by ${name}`,
  only: (name: string) => `Only what ${name} said.`,
  everybody: "Everybody’s",
  forgetAll: (name: string) => `Forget all that ${name} said…`,
  forgetAllTitle: (name: string) => `Forget all lessons of ${name}?`,
  forgetAllText:
    "They teach nothing from now on, and the model is made again without them. You can restore them one by one.",
  forgetAllAct: (name: string) => `Forget all of ${name}`,
  nobody: "nobody known",
  empty: "There are no lessons yet.",
  emptyNext: "Close issues with a points label, or import lessons.",
  none: "There are none of these.",
};

export const posting = {
  title: "Told on GitHub",
  how: "Estimates of open issues",
  ways: {
    off: "are not told on GitHub",
    comment: "are told in a comment on the issue",
    label: "are told by a label on the issue",
  } as Record<string, string>,
  token: "GitHub token",
  tokenHint: "With leave to write issues. It is kept sealed and never shown again.",
  tokenKept: "One is kept. Enter another to replace it.",
  tokenMissing: "Without a token nothing can be told.",
  take: "Take the kept token away",
  taken: "The token is gone.",
  save: "Save",
  saved: "Saved.",
  health: (waiting: number, sent: number, failed: number) =>
    `${sent.toLocaleString("en")} told, ${waiting.toLocaleString("en")} waiting, ${failed.toLocaleString("en")} failed.`,
};

export const trying = {
  title: "Try it",
  intro: "What would an issue be worth? Nothing of it is kept.",
  issue: "Title",
  titleMissing: "Enter a title.",
  text: "Description",
  labels: "Labels",
  labelsHint: "Parted by commas.",
  act: "Estimate",
  busy: "Estimating…",
  away: "The model does not answer; try again in a moment.",
};
