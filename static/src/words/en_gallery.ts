/** English for the badge gallery; gallery.ts chooses the language. */

const badges = (count: number) => (count === 1 ? "1 badge" : `${count.toLocaleString("en")} badges`);

export const gallery = {
  title: "Badges",
  documentTitle: "Badges · Codebadge",
  intro: "Everything that can be earned here, and how.",
  mine: (held: number, all: number) => `You hold ${held.toLocaleString("en")} of ${badges(all)}.`,
  of: (name: string, held: number, all: number) =>
    `${name} holds ${held.toLocaleString("en")} of ${badges(all)}.`,
  ofTitle: (name: string) => `Badges of ${name}`,
  all: (count: number) => badges(count),
  signIn: "Sign in to see yours in colour, and what is missing for the next",
  show: "Show",
  filters: { all: "All", mine: "Held", next: "Next" } as Record<string, string>,
  league: "League",
  everyLeague: "Every league",
  search: "Find a badge",
  found: (count: number) => (count === 0 ? "No badge found" : `${badges(count)} found`),
  held: "held",
  heldBy: (count: number) =>
    count === 0
      ? "held by nobody yet"
      : count === 1
        ? "held by 1 person"
        : `held by ${count.toLocaleString("en")} people`,
  level: (name: string) => name,
  nextLevel: (name: string, have: string, need: string) => `${name}: ${have} of ${need}`,
  have: (have: string, need: string) => `${have} of ${need}`,
  missing: "Still missing",
  how: "How it is earned",
  notActive: "Cannot be earned now.",
  byHand: "Given by hand, as a thank-you.",
  byLeague: (name: string) => `Complete the league “${name}”.`,
  byRule: "Given by a rule of the organisation.",
  why: "Why not yet?",
  whyHeld: "Why I hold it",
  whyHeldOf: "Why they hold it",
  whyOf: (name: string) => `: ${name}`,
  open: "How is it earned?",
  whyNot: (badge: string) => `“${badge}”: not yet`,
  whyYes: (badge: string) => `“${badge}”: earned`,
  met: "met",
  notMet: "missing",
  nearly: "What is missing",
  tree: "The conditions",
  refusals: "Did not count",
  refusalsHint: "Work that would have counted, and why it did not.",
  awardPage: "The award’s own page",
  noneAtAll: "There are no badges here yet.",
  noneAtAllNext: "They appear here as soon as somebody creates one.",
  noneMine: "None held yet.",
  noneMineNext:
    "The first closed issue, merged pull request or review may well earn one. “Next” shows what is closest.",
  noneNext: "Nothing is left to earn: every badge that work can earn is held.",
  noneFound: (text: string) => `No badge is called “${text}”.`,
  noneFoundNext: "Search looks at names, descriptions and how they are earned.",
  noneLeague: "No badge of this league fits.",
  unknownPerson: "There is nobody at this address.",
  unknownPersonNext: "The link may be old or mistyped. All badges are shown without a person, too.",
  everybody: "Show all badges",
};
