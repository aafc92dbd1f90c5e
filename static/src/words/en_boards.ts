/** English for boards and their history, profiles, explanations and objections; boards.ts chooses the language. */

export const boards = {
  /** Of a select's groups, by the kind of scope. */
  scopes: {
    project: "Projects",
    discipline: "Disciplines",
    team: "Teams",
    league: "Leagues",
  } as Record<string, string>,
  earlier: "Earlier periods",
  who: "Who",
  everybody: "Everybody",
  followed: "People I follow",
  change: "Change since",
  sinceOpened: "I opened this board",
  sinceYesterday: "yesterday",
  sinceVisit: (day: string) => `my last visit, ${day}`,
  titleOpened: "since you opened this board",
  titleYesterday: "since yesterday",
  titleVisit: (day: string) => `since your last visit, ${day}`,
};

export const mine = {
  label: "Your place",
  told: (place: string, of: string, points: number, figure: string) =>
    `You are ${place} of ${of} with ${figure} ${points === 1 ? "point" : "points"}.`,
  none: "You have no points on this board yet.",
  jump: "Jump to me",
  around: "Around you",
  hide: "Hide",
  behind: (points: number, figure: string, name: string) =>
    `${figure} ${points === 1 ? "point" : "points"} behind ${name}.`,
  shared: (others: number) =>
    others === 1 ? "You share this place with one other." : `You share this place with ${others} others.`,
};

export const friends = {
  signIn: "Sign in to see the people you follow.",
  signInNext: "You choose whom you follow; only you know it.",
  toSignIn: "Sign in",
  nobody: "You follow nobody yet.",
  nobodyNext: "Press the star beside a name, here on the board of everybody or on a profile.",
  toEverybody: "Show everybody",
  none: "Nobody whom you follow has points on this board yet.",
  noneNext: "It fills as soon as one of them, or you, earns some.",
  notMember: "You can follow people as soon as you are a member here.",
  notMemberNext: "Ask whoever looks after this organisation.",
  title: "You and the people you follow",
};

export const follow = {
  follow: "Follow",
  following: "Following",
  followName: (name: string) => `Follow ${name}`,
  unfollowName: (name: string) => `Stop following ${name}`,
  followed: (name: string) => `You follow ${name}: look at “People I follow” on the boards.`,
  unfollowed: (name: string) => `You no longer follow ${name}.`,
};

export const history = {
  title: "Earlier boards",
  documentTitle: "Earlier boards · Codebadge",
  intro: "When a period ends, its board is final. What is heard of later stands beside it as a correction.",
  kind: "Kind of period",
  kinds: {
    day: "Days",
    week: "Weeks",
    month: "Months",
    quarter: "Quarters",
    year: "Years",
    season: "Seasons",
  } as Record<string, string>,
  season: "Season",
  empty: "No period has ended yet.",
  emptyNext: "The board of now becomes the first one here when its period ends.",
  noSeason: "There is no season yet.",
  noSeasonNext: "An admin can set one up, with dates of its own.",
  toNow: "To the board of now",
  people: (count: number, figure: string) => (count === 1 ? "1 person" : `${figure} people`),
  nobody: "Nobody had points.",
  winners: "Winners",
  open: "See the whole board",
  corrections: (count: number, figure: string) => (count === 1 ? "1 correction" : `${figure} corrections`),
  more: "Show earlier ones",
};

export const final = {
  back: "← Earlier boards",
  mark: "Final",
  closed: (day: string) => `Closed on ${day}. Nothing changes it any more.`,
  corrected: (count: number) =>
    count === 1
      ? "1 line was heard of later. It is marked beside the points that it would have changed, and counts in all longer periods."
      : `${count} lines were heard of later. They are marked beside the points that they would have changed, and count in all longer periods.`,
  correction: (points: string) => `${points} heard of later`,
  correctionTitle: "Heard of after the board was closed: not in the points and not in the rank.",
  notYet: "This period has not ended yet.",
  notYetNext: "Its board still moves.",
  late: "It is closed with the next piece of work that arrives.",
  empty: "Nobody had points in this period.",
};

export const ranks = {
  title: "How the rank went",
  board: "Board",
  boards: {
    week: "This week",
    month: "This month",
    quarter: "This quarter",
    year: "This year",
    all: "All time",
  } as Record<string, string>,
  none: "No day has closed yet; tomorrow the first one stands here.",
  never: "Not on this board in the last 30 days.",
  now: (place: string) => `${place} place now`,
  off: "Not on the board now",
  best: (place: string, day: string) => `best: ${place} on ${day}`,
  up: (ranks: number) => (ranks === 1 ? "up 1 rank" : `up ${ranks} ranks`),
  down: (ranks: number) => (ranks === 1 ? "down 1 rank" : `down ${ranks} ranks`),
  same: "the same as yesterday",
  entered: "new since yesterday",
  since: (words: string) => `${words} since yesterday`,
  picture: (days: number) => `The rank on the last ${days} days, the first place at the top.`,
  table: "As a table",
  day: "Day",
  rank: "Rank",
  points: "Points",
};

const tenth = (value: number) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });

export const estimated = {
  model: (low: number, high: number, sure: number) =>
    `estimated, between ${tenth(low)} and ${tenth(high)}, ${sure} % sure`,
  median: "estimated: the median of past issues",
  title: "Nobody said what this is worth; past issues did.",
  provisional: (told: string) => `provisional: ${told}`,
  provisionalTitle: "Nobody said what this is worth; past issues did. A moderator may still change it.",
};

export const why = {
  ask: "Why?",
  of: (what: string) => `(${what})`,
  entry: "Why these points",
  refusal: "Why this counts for nothing",
  award: (badge: string) => `Why “${badge}”`,
  unavailable: "The explanation cannot be shown.",
  steps: "How it was counted",
  estimate: "Where the estimate comes from",
  work: "Work",
  project: "Project",
  at: "Happened",
  heard: "We heard of it",
  delivery: (event: string, id: string) => `delivery ${id} (${event})`,
  rule: "Rule",
  rules: {
    tariff: (version: string) => `Tariff, version ${version}`,
    penalty: (version: string) => `Penalty of the tariff, version ${version}`,
    adjustment: () => "A decision of an admin",
    block: () => "A block by an admin",
  } as Record<string, (version: string) => string>,
  ruleBuiltIn: "The built-in tariff",
  ruleSince: (day: string) => `in force since ${day}`,
  ruleOf: (project: string) => `of ${project}`,
  provisional: "Provisional",
  provisionalUntil: (moment: string) =>
    `Until ${moment}, what happens to the work, such as reopening or reverting it, can still take these points back.`,
  provisionalMark: "provisional",
  provisionalTitle: (moment: string) => `until ${moment}`,
  conditions: "What was met",
  met: "met",
  notMet: "not met",
  of_: (have: string, need: string) => `${have} of ${need}`,
  evidence: "What it rests on",
  page: "The award’s own page",
};

export const refusals = {
  title: "Counted for nothing, and why",
  hint: "Work that was seen and earned no points.",
  more: "Show older ones",
};

export const dispute = {
  title: "Is this wrong?",
  hint: "Say what is wrong. A moderator reads it and answers here; only you and moderators see it.",
  open: "Object to this",
  text: "What is wrong?",
  textHint: "In your own words; a link helps.",
  missing: "Say in a sentence what is wrong.",
  send: "Send the objection",
  sending: "Sending…",
  sent: "Your objection was sent. The answer will stand here.",
  withdraw: "Withdraw the objection",
  withdrawn: "Your objection was withdrawn.",
  states: {
    open: "Waiting for an answer",
    accepted: "Accepted",
    declined: "Declined",
    withdrawn: "Withdrawn",
  } as Record<string, string>,
  you: "You objected",
  answered: (by: string) => `${by} answered`,
  somebody: "Somebody",
  again: "Object again",
};

export const shelf = {
  times: (count: string) => `${count} times`,
  missing: "What is missing?",
  missingOf: (badge: string) => `(${badge})`,
  you: "This is you.",
};
