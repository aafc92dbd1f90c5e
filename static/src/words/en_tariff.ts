/** English for the page on which points are decided; tariff.ts chooses the language. */

const figure = (count: number) => count.toLocaleString("en");
const percent = (count: number) => `${count} %`;

export const title = "Points";
export const intro =
  "What work is worth. Beside it you see what a change would mean, before anything is changed.";
export const scope = "For";
export const whole = "The whole organisation";
export const inForce = (version: number) =>
  version === 0 ? "The built-in tariff is in force." : `Tariff ${version} is in force.`;
export const ofWhole =
  "This project follows the whole organisation. Saving here gives it a tariff of its own.";
export const wrong = "A whole number.";
export const most = (count: number) => `At most ${figure(count)}.`;
export const none = "none";
export const add = "Add";
export const take = "Take away";
export const takeOf = (name: string) => `“${name}”`;

export const kinds: Record<string, string> = {
  "issue.closed": "Closing an issue",
  "pull_request.merged": "A merged pull request",
  "review.given": "Giving a review",
  "issue.opened": "Opening an issue",
  "pull_request.opened": "Opening a pull request",
  "pull_request.rejected": "A pull request closed unmerged",
  "push.made": "A push",
  "card.completed": "Completing a card",
  "check_item.completed": "Ticking off a checklist item",
  "contribution.made": "A contribution from elsewhere",
  "star.given": "Giving a star",
};

export const worth = {
  title: "What work is worth",
  hint: "Points for each. 0 or empty: it earns nothing, and still counts for badges.",
};

export const labels = {
  title: "Labels and sizes",
  sum: (count: number, measured: boolean) =>
    `${count === 0 ? "sizes only" : `${figure(count)} ${count === 1 ? "label" : "labels"} and sizes`}${measured ? ", measured by lines" : ""}`,
  hint: "A label on a closed issue or a merged pull request goes before the points above; of several the highest counts. A label like “points: 5” says it itself.",
  label: "Label",
  points: "Points",
  sizes: "Points for a label size/…",
  measured: "A pull request without such a label has the size of its changed lines",
  limit: "Most that a label may say",
  limitHint: "A label worth more is taken for a slip and does not count.",
};

const points = (count: string) => `${count} ${count === "1" ? "point" : "points"}`;

export const sources = {
  title: "Who says what a closed issue is worth",
  hint: "They are asked in this order; the first that has an answer gives the points. What a moderator decides about one issue goes before them all.",
  order: "Who is asked, in order",
  sum: (names: string[]) => names.join(", then ").toLowerCase(),
  names: { human: "People", model: "The model", tariff: "The tariff" } as Record<string, string>,
  hints: {
    human: "a label that speaks of points or of a size",
    model: "an estimate by past issues that people valued",
    tariff: "the points above for closing an issue; it always has an answer",
  } as Record<string, string>,
  never: "never asked: the tariff before it always has an answer",
  ask: (name: string) => `Ask ${name.toLowerCase()}, too`,
  up: (name: string) => `Move “${name}” up`,
  down: (name: string) => `Move “${name}” down`,
  moved: (name: string, place: number) => `“${name}” is number ${place} now.`,
  left: (name: string) => `“${name}” is not asked any more.`,
  estimates: "When the model gives the points",
  trusted:
    "It gives them only while its running error in a project is below that of the plain median; else the median is given.",
  toEstimates: "See how it does",
  scale: "Its points are",
  scales: {
    fibonacci: "1, 2, 3, 5, 8, 13 …",
    ten: "1 to 10",
    sizes: "those of the sizes above (XS, S, M …)",
    free: "any whole number",
  } as Record<string, string>,
  least: "At least",
  most: "At most",
  sure: "It must be sure by, in percent",
  sureHint:
    "The low end of the interval in which 8 of 10 issues lie, by the high end: 2 to 8 points is 25 %. At 0 every estimate is good enough.",
  unsure: "If it is less sure",
  ways: {
    provisional: "Give them, marked provisional",
    baseline: "Give the median of past issues",
    wait: "Wait for a moderator",
  } as Record<string, string>,
  examples: "For example",
  labelled: (count: string) => `An issue with the label “points: ${count}”:`,
  plain: "An issue without such a label:",
  estimated: (given: string, low: string, high: string, sure: string) =>
    `One without, which the model takes for ${given} points, between ${low} and ${high} (${sure} % sure):`,
  by: {
    human: (count) => `${points(count)}, as people said.`,
    model: (count) => `${points(count)} by the model, marked as estimated.`,
    provisional: (count) => `${points(count)} by the model, provisional until a moderator looks.`,
    waiting: () => "no points until a moderator decides.",
    median: (count) => `${points(count)}, the median of past issues.`,
    tariff: (count) => `${points(count)} by the tariff.`,
    nobody: () => "no points until a moderator decides.",
  } as Record<string, (count: string) => string>,
  unpaid: "Closing an issue earns nothing by this tariff, so nobody is asked.",
};

export const people = {
  title: "Who gets the points",
  issue: "For an issue",
  pull_request: "For a pull request",
  card: "For a card",
  places: ["First", "If nobody is that", "If nobody is that, either", "Else"],
  nobody: "nobody",
  names: {
    assignees: "those who are assigned, or a card's members",
    author: "who opened it",
    closer: "who closed or merged it",
    reviewers: "who reviewed it",
  } as Record<string, string>,
  split: "When there are several",
  ways: { split: "They share the points", full: "Each gets all of them" } as Record<string, string>,
  coAuthors: "Co-authors named in commits are among them",
  sum: (issue: string, pull: string, card: string) =>
    `issues: ${issue}; pull requests: ${pull}; cards: ${card}`,
};

export const disciplines = {
  title: "Disciplines",
  hint: "How one tells what a piece of work was about: by its labels, else by most of its files. For boards, badges and, with other than 100 %, for points.",
  names: {
    design: "Design",
    "front-end": "Front end",
    "back-end": "Back end",
    testing: "Testing",
    documentation: "Documentation",
    community: "Community",
  } as Record<string, string>,
  labels: "Labels",
  paths: "Files",
  percent: "Worth, in percent",
  listHint: "With commas between.",
  pathsHint: "Beginnings such as docs/, endings such as *.md.",
  sum: (other: string[]) => (other.length ? other.join(", ") : "all worth the same"),
  other: (name: string, share: number) => `${name} ${percent(share)}`,
};

export const limits = {
  title: "Limits",
  perDay: "Points a day, at most",
  perWeek: "Points a week, at most",
  capHint: "For each person; empty: no limit.",
  diminishing: "The first, second, third … of a kind in a day, in percent",
  diminishingHint:
    "Such as 100, 50, 25, 0; the last one counts for all that follow. Empty: each is worth the same.",
  coolDowns: "Minutes that must lie between two of a kind",
  coolDownsHint: "Work that follows faster earns nothing. Empty: no pause.",
  sum: (parts: string[]) => (parts.length ? parts.join(", ") : "none"),
  day: (points: number) => `${figure(points)} a day`,
  week: (points: number) => `${figure(points)} a week`,
  less: "less for more of a kind",
  pause: "pauses",
};

export const events = {
  title: "Events",
  hint: "For a time, work is worth more, or less.",
  name: "Name",
  from: "First day",
  until: "Until before",
  percent: "Percent",
  fresh: "Event",
  sum: (count: number) => (count === 0 ? "none" : figure(count)),
};

export const penalties = {
  title: "Penalties",
  hint: "Points taken from the author of such work. A penalty takes at most what was earned in the same week.",
  name: "Name",
  kind: "For",
  label: "With the label",
  points: "Points taken",
  floor: "Of a week's points, at least this much is left",
  fresh: "Penalty",
  sum: (count: number) => (count === 0 ? "none" : figure(count)),
};

export const settling = {
  title: "Settling",
  label: "Days for which points are provisional",
  hint: "They show at once, marked. A revert before then takes them back; reopening or another label begins the days anew. 0: at once for good.",
  sum: (days: number) => (days === 0 ? "at once" : `${days} days`),
};

export const farming = {
  title: "Protection against farming",
  own_review: "No points for a review of one's own work",
  self_closed: "No points for an issue that one opens and closes alone",
  always: "Bots and blocked people never earn; stars and labels put on again earn nothing again.",
  sum: (on: number) => (on === 2 ? "on" : on === 0 ? "off" : "partly on"),
};

export const json = {
  show: "As JSON",
  hide: "As a form",
  label: "The tariff as JSON",
  hint: "docs/tariff.md explains every field.",
  broken: "This is no JSON.",
};

export const effect = {
  title: "What the newest work would earn",
  ask: "Change something and look here at what it would mean.",
  of: (count: string) => `Among ${count} pieces of work. Nothing is changed by looking.`,
  none: "Nobody’s points would differ.",
  person: "Person",
  now: "Now",
  after: "Then",
  rank: (before: string, after: string) => `rank ${before} → ${after}`,
  refused: (count: string) => `${count} deeds count for nothing.`,
  newcomers: (count: string) => `${count} more would go to people who are not known here yet.`,
  samples: "How single pieces would be counted",
  more: (count: string) => (count === "1" ? "and one more person" : `and ${count} more people`),
};

export const apply = {
  title: "Use it",
  why: "Why",
  whyHint: "People read it beside their points.",
  whyShort: "Say why, in 3 characters at least.",
  when: "Counts for",
  ways: {
    now: "work from now on",
    from: "work from a day on",
    everything: "everything there ever was",
  } as Record<string, string>,
  day: "From",
  dayMissing: "Choose a day.",
  now: "Use from now on",
  from: (day: string) => `Count anew from ${day} on`,
  everything: "Count everything anew",
  past: "Points of the past change then, by reversing lines that everybody can read; told as one message.",
  saved: (version: number) => `Tariff ${version} counts from now on.`,
  savedPast: (version: number) => `Tariff ${version} is decided; the past is being counted anew.`,
  counting: "Counting anew:",
  counted: "The past is counted anew.",
};

export const versions = {
  title: "Earlier decisions",
  empty: "Nobody has decided anything yet: the built-in tariff counts.",
  version: (version: number) => `Tariff ${version}`,
  ever: "for everything",
  from: "since",
  by: (name: string) => `by ${name}`,
  use: "Begin with this one",
  used: (version: number) => `Tariff ${version} is in the form. Nothing is changed until you use it.`,
};
