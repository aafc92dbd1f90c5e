/** English for the blocks of a pattern and their inputs; patterns.ts chooses the language. */

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
