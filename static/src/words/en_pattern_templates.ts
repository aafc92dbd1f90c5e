/** English for patterns to begin with; patterns.ts chooses the language. */

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
