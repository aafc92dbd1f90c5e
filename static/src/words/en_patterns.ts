/** English for the pattern editor, its preview and the list of patterns; patterns.ts chooses the language. */

const people = (count: number) => (count === 1 ? "1 person" : `${count.toLocaleString("en")} people`);
const deeds = (count: number) =>
  count === 1 ? "1 piece of work" : `${count.toLocaleString("en")} pieces of work`;

export const editor = {
  title: "How it is earned",
  intro: "Choose what counts, how much of it, and when. No programming: each block is one condition.",
  how: "Earned by",
  ways: {
    hand: "Hand, or its league",
    pattern: "Work: whoever fulfils a pattern",
  },
  views: "Show as",
  blocks: "Blocks",
  json: "JSON",
  templates: "Start from an example",
  templatesHint: "You can change everything afterwards.",
  replaced: (name: string) => `The pattern is “${name}” now.`,
  back: "It is as it was.",
  /** Before the first block. */
  lead: "Somebody earns it who …",
  kind: "Condition",
  groupKind: "How these conditions belong together",
  and: "… and also",
  or: "… or instead",
  add: "Add a condition",
  group: "Put into a group",
  open: "Take the group away, keep what is in it",
  remove: (name: string) => `Remove “${name}”`,
  removed: (name: string) => `“${name}” was removed.`,
  restored: (name: string) => `“${name}” is back.`,
  up: (name: string) => `Move “${name}” up`,
  down: (name: string) => `Move “${name}” down`,
  moved: (name: string, at: number) => `“${name}” is now number ${at}.`,
  emptyGroup: "There is no condition in this group yet.",
  counts: "What counts",
  any: "any work",
  only: "Only when …",
  addFilter: "Only when …",
  filterRemove: (name: string) => `Remove “${name}”`,
  filterRemoved: (name: string) => `“${name}” no longer matters.`,
  filterBack: (name: string) => `“${name}” matters again.`,
  minus: "What takes away from it",
  minusAdd: "Something takes away",
  minusRemove: "Remove this",
  minusRemoved: "Nothing is taken away for it any more.",
  minusEach: { before: "Take away", after: "for each", label: "How much each takes away" },
  more: "Levels, repeating and more",
};

/** By `is`: what stands in the list, and how the block is called elsewhere. */
export const kinds = {
  count: "did this so many times",
  first: "did this for the first time",
  sum: "earned points with this",
  distinct: "did this in different ways",
  streak: "kept at this",
  within: "did this in a short time",
  rate: "did this again and again",
  member: "has been here for a while",
  league: "completed a league",
  holds: "holds another badge",
  profile: "has this on their profile",
  top: "stood at the top of a board",
  all: "All of these",
  any: "Any one of these",
  at_least: "At least some of these",
  not: "None of this",
};

export const sorts: Record<string, string> = {
  work: "What somebody did",
  time: "When and how often",
  person: "Who somebody is",
};

/** Around each input, so that a block reads as a sentence; `label` is what is heard instead. */
export const fields: Record<string, { before: string; after: string; label: string }> = {
  "count.at_least": { before: "at least", after: "times", label: "How many times" },
  "sum.at_least": { before: "at least", after: "points", label: "How many points" },
  "distinct.at_least": { before: "at least", after: "", label: "How many different ones" },
  "distinct.of": { before: "different", after: "", label: "Different what" },
  "streak.at_least": { before: "for", after: "", label: "How long" },
  "streak.unit": { before: "", after: "in a row,", label: "Days or weeks" },
  "streak.freezes": { before: "of which", after: "may be missed", label: "How many may be missed" },
  "streak.weekends": {
    before: "",
    after: "weekends count like other days",
    label: "Weekends count like other days",
  },
  "streak.holidays": {
    before: "free days",
    after: "",
    label: "Days that may be missed, such as 12-25 or 2026-04-06",
  },
  "within.at_least": { before: "at least", after: "times", label: "How many times" },
  "within.hours": { before: "within", after: "hours", label: "Within how many hours" },
  "rate.at_least": { before: "at least", after: "times", label: "How many times" },
  "rate.per": { before: "in one", after: ",", label: "In how long" },
  "rate.times": { before: "and that", after: "times", label: "In how many such periods" },
  "top.places": { before: "among the first", after: "", label: "How many places count" },
  "top.board": { before: "of", after: "", label: "Which board" },
  "top.period": { before: "when a", after: "ends", label: "Of which period" },
  "member.days": { before: "for at least", after: "days", label: "How many days" },
  "league.league": { before: "", after: "", label: "Which league" },
  "holds.badge": { before: "", after: "", label: "Which badge" },
  "profile.fact": { before: "", after: "", label: "What" },
  "at_least.count": { before: "", after: "of them", label: "How many of them" },
};

export const choices: Record<string, Record<string, string>> = {
  of: { projects: "projects", days: "days", kinds: "kinds of work", collaborators: "people to work with" },
  unit: { days: "days", weeks: "weeks" },
  per: { day: "day", week: "week", month: "month", quarter: "quarter", year: "year" },
  period: { week: "week", month: "month", quarter: "quarter", year: "year", season: "season" },
  fact: {
    signed_in: "signed in once",
    email: "a proven e-mail address",
    github: "a GitHub account",
    avatar: "a picture",
  },
};

export const boards = {
  organization: "the whole organisation",
  choose: "Choose one",
  none: "There is none yet",
};

/** `title` stands before the inputs, `add` in the list of what can be added. */
export const filters: Record<string, { title: string; add: string; hint?: string }> = {
  kinds: { title: "What counts", add: "kind of work" },
  projects: { title: "In the projects", add: "in certain projects" },
  labels: { title: "With one of the labels", add: "with a label", hint: "Type a label and press Enter." },
  paths: {
    title: "In files whose path begins with",
    add: "in certain files",
    hint: "Such as docs/ or src/parser. Pushes tell their files.",
  },
  disciplines: { title: "In the disciplines", add: "in a discipline" },
  sizes: { title: "Of the size", add: "of a certain size" },
  reasons: { title: "With the outcome", add: "with a certain outcome" },
  hours: { title: "At the time of day", add: "at a time of day" },
  weekdays: { title: "On the weekdays", add: "on certain weekdays" },
  roles: { title: "Done by somebody who is", add: "by people of a role" },
  newcomer: { title: "First-time contributor", add: "by or for first-time contributors" },
  co_authored: { title: "Done together", add: "written together with others" },
  answered_within_hours: { title: "Answered quickly", add: "answered within a time" },
};

export const filterChoices: Record<string, Record<string, string>> = {
  kinds: {
    "issue.closed": "issues closed",
    "issue.opened": "issues opened",
    "pull_request.merged": "pull requests merged",
    "pull_request.opened": "pull requests opened",
    "pull_request.rejected": "pull requests closed unmerged",
    "review.given": "reviews given",
    "push.made": "pushes",
    "card.completed": "cards completed",
    "check_item.completed": "checklist items ticked off",
    "contribution.made": "contributions from elsewhere",
    "star.given": "stars given",
    penalty: "penalties of the tariff",
  },
  sizes: { XS: "XS", S: "S", M: "M", L: "L", XL: "XL", XXL: "XXL" },
  reasons: {
    completed: "completed",
    not_planned: "not planned",
    duplicate: "duplicate",
    approved: "review: approved",
    changes_requested: "review: changes asked for",
    commented: "review: comments",
  },
  weekdays: {
    mon: "Monday",
    tue: "Tuesday",
    wed: "Wednesday",
    thu: "Thursday",
    fri: "Friday",
    sat: "Saturday",
    sun: "Sunday",
  },
  roles: {
    contributor: "contributor",
    moderator: "moderator",
    admin: "admin",
    super_admin: "super admin",
    owner: "server owner",
  },
  disciplines: {
    design: "design",
    "front-end": "front end",
    "back-end": "back end",
    testing: "testing",
    documentation: "documentation",
    community: "community",
  },
  newcomer: { yes: "by or for a first-time contributor", no: "by and for people who contributed before" },
  co_authored: { yes: "written together with others", no: "done alone" },
};

export const filterWords = {
  from: "from",
  until: "until",
  hour: (hour: number) => `${String(hour).padStart(2, "0")}:00`,
  hoursLabel: { from: "From which hour", until: "Until which hour" },
  zone: "in the organisation’s time zone",
  within: "within",
  hours: "hours",
  withinLabel: "Within how many hours",
  noProjects: "There are no projects yet.",
};

export const chips = {
  add: "Add",
  remove: (text: string) => `Remove ${text}`,
};

export const levels = {
  title: "Levels",
  use: "In levels, such as bronze, silver and gold",
  useHint: "One badge that grows. Each level is earned once.",
  cannot:
    "Levels go with a single condition that counts: how many times, points, different ones, or days in a row.",
  name: "Level",
  at: "from",
  nameLabel: (at: number) => `Name of level ${at}`,
  atLabel: (at: number) => `From how many: level ${at}`,
  add: "Add a level",
  remove: (name: string) => `Remove the level ${name}`,
  instead: "as many as the levels below say",
  names: { bronze: "Bronze", silver: "Silver", gold: "Gold", platinum: "Platinum", diamond: "Diamond" },
};

export const rest = {
  repeat: "Can be earned again and again",
  repeatHint: "Each time the number is reached once more, or in each further period.",
  repeatCannot:
    "Repeating goes with a single condition that counts times, points, a regular rhythm or places on a board.",
  coolDown: "Days between two of them",
  limit: "At most so many times",
  limitHint: "Empty: without end.",
  requires: "Only for who already holds",
  requiresNone: "no badge: everybody can earn it",
  requiresAdd: "Add a badge",
  since: "Only work since",
  sinceHint: "Empty: all work there has ever been.",
  revoke: "Take it away when it is no longer true",
  revokeHint: "For example when a merged pull request is reverted. Without it, it is kept for ever.",
};

export const json = {
  label: "The pattern as JSON",
  hint: "What you change here changes the blocks, and the other way round. docs/patterns.md explains it.",
  broken: (words: string) => `This is no JSON yet: ${words}`,
  object: "Must be an object.",
  list: "Must be a list.",
  unknownKind: (text: string) => `“${text}” is no kind of condition.`,
  unknownField: "Is not known here.",
  at: (path: string, words: string) => `${path}: ${words}`,
  stay: "The text cannot be shown as blocks yet. Mend it, or throw it away.",
  away: "Throw the text away",
};

export const wrong = {
  problem: "This pattern is not ready yet.",
  whole: (least: string, most: string) => `A whole number from ${least} to ${most}.`,
  empty: "Add at least one condition, or remove this group.",
  choose: "Choose one.",
  missing: { league: "Choose a league.", badge: "Choose a badge.", board: "Choose a board." } as Record<
    string,
    string
  >,
  dates: "Days such as 12-25 (each year) or 2026-04-06.",
  hours: "The two hours must differ.",
  noneTicked: "Choose at least one, or remove this line.",
  levelName: "Give the level a name.",
  rising: "More than the level before.",
  oneLevel: "Two levels or more; for one, leave levels off.",
  since: "A date.",
};

export const preview = {
  title: "In words",
  asking: "Reading the pattern…",
  none: "Nobody earns it by work: it is given by hand, or by its league.",
  wrong: "Some of it does not fit together yet. What is wrong stands at its block.",
  incomplete: "Not complete yet: there is something left to choose.",
  try: "Try it on everybody",
  tryAgain: "Try it again",
  tryHint: "Looks at all the work there has ever been. Nothing is given or taken.",
  stale: "The pattern was changed since. Try it again to see what it means now.",
  gain: (count: number) => `${people(count)} would get it`,
  lose: (count: number) => `${people(count)} would lose it`,
  noneLose: "Nobody would lose it",
  looked: (count: number, work: number) => `Looked at ${people(count)} and ${deeds(work)}.`,
  nobody: "Nobody has done that yet. It can still be earned from now on.",
  samples: "Among them",
  losing: "Would lose it",
  leaves: "What each condition found",
  leaf: "Condition",
  deeds: "Work",
  people: "People",
  estimate: "How much work it makes",
  evidence: "Evidence",
  level: (name: string) => `as ${name}`,
  failed: "This went wrong.",
  stopped: "You stopped it before the end.",
};

export const giving = {
  title: "For work of the past",
  intro: "The badge is earned by new work at once. Who did it before gets it with their next work, or now:",
  act: (count: number) => `Give it now to the ${people(count)} who earned it before`,
  actUnknown: "Give it now to those who earned it before",
  actNobody: "Nobody earned it before",
  see: "See who earned it before",
  who: "Who they are, with the evidence",
  confirmTitle: (badge: string) => `Give “${badge}” for work of the past?`,
  confirmText:
    "Each award is dated on the day when it was earned. Everybody hears of it in one quiet message, not in a flood. You can undo it afterwards.",
  confirmAct: (count: number | null) => (count === null ? "Give it now" : `Give it to ${people(count)}`),
  before: "The last time:",
  done: (count: number) => (count === 0 ? "Nobody was missing it." : `Given to ${people(count)}.`),
  taken: (count: number) => `Taken from ${people(count)} for whom it is no longer true.`,
  doneUnknown: "Given to everybody who earned it before.",
  undo: "Undo",
  undoTitle: "Take all of these awards back?",
  undoText:
    "It takes back what this gave, and nothing else: who earned or got it otherwise keeps it. They read why.",
  undoAct: (count: number | null) =>
    count === null ? "Take all of them back" : `Take it back from ${people(count)}`,
  undoWhy: "Why",
  undoWhyHint: "Everybody who loses the badge reads it.",
  undone: "Taken back from everybody to whom this had given it.",
  running: "Giving…",
  undoing: "Taking back…",
};

export const list = {
  title: "Patterns",
  intro: "What earns badges by itself, and whether it still does. A pattern that goes quiet raises an alarm.",
  badge: "Badge",
  how: "How it is earned",
  last: "Last match",
  never: "never yet",
  often: "Matches in 90 days",
  rhythm: "Usual rhythm",
  noRhythm: "none yet",
  everyDays: (days: string, count: number) => (count === 1 ? "about once a day" : `about every ${days} days`),
  several: (count: string) => `about ${count} a day`,
  alarm: "Needs you",
  alarms: { quiet: "has gone quiet", event_silent: "hears nothing" } as Record<string, string>,
  inactive: "not active",
  create: "Create a badge with a pattern",
  empty: "No badge is earned by a pattern yet.",
  emptyNext: "Create a badge and choose that work earns it; there are examples to start from.",
  /** On the page of today. */
  need: (badge: string, words: string) => `“${badge}”: ${words}`,
  jobs: "Long work",
  noJobs: "Nothing was tried or given yet.",
};

/** By template: what it is called, what the badge's description says, and its badge's name. */
export const templates = {
  first: {
    title: "First contribution",
    name: "First contribution",
    description: "Closed, merged or reviewed something for the first time.",
  },
  hundreds: {
    title: "10, 100, 1000",
    name: "Issue solver",
    description: "Closed ten, a hundred, a thousand issues.",
  },
  streak: {
    title: "Streak",
    name: "Seven days in a row",
    description: "Contributed on seven days in a row; one may be missed.",
  },
  owl: {
    title: "Night owl",
    name: "Night owl",
    description: "Worked ten times between ten at night and five in the morning.",
  },
  reviewer: {
    title: "Reviewer of the month",
    name: "Reviewer of the month",
    description: "Gave twenty reviews in one month.",
  },
  bugs: { title: "Bug hunter", name: "Bug hunter", description: "Closed ten issues labelled bug." },
  documentation: {
    title: "Documentation hero",
    name: "Documentation hero",
    description: "Made the documentation better five times.",
  },
  polyglot: { title: "Polyglot", name: "Polyglot", description: "Contributed to three different projects." },
  founder: { title: "Founder", name: "Founder", description: "Has been here for a year, and contributed." },
  week: {
    title: "Top of the week",
    name: "Top of the week",
    description: "Had the most points when a week ended.",
  },
  month: {
    title: "Top of the month",
    name: "Top of the month",
    description: "Had the most points when a month ended.",
  },
  year: {
    title: "Top of the year",
    name: "Top of the year",
    description: "Had the most points when a year ended.",
  },
};
