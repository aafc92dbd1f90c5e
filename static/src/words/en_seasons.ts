/** English for the admin's pages of seasons and teams; seasons.ts chooses the language. */
import { people } from "./en_counts";

export const seasons = {
  title: "Seasons",
  intro:
    "A season is a period with dates of its own, such as a hackathon or a release. It has boards like a week has.",
  create: "Add a season",
  edit: (name: string) => `Edit “${name}”`,
  created: (name: string) => `The season “${name}” was added.`,
  saved: (name: string) => `“${name}” was saved.`,
  name: "Season",
  nameLabel: "Name",
  from: "First day",
  until: "Last day",
  state: "State",
  states: { upcoming: "begins later", running: "running", over: "over", closed: "closed" } as Record<
    string,
    string
  >,
  board: "Board",
  seeBoard: "See its board",
  boardOf: (name: string) => `of ${name}`,
  empty: "There are no seasons yet.",
  emptyNext: "Weeks, months, quarters and years have boards without any. Add a season for anything else.",
  nameMissing: "Give it a name.",
  dayMissing: "Choose a day.",
  order: "The last day must not be before the first one.",
  closedHint: "Its board is closed and final: only the name can still be changed.",
  effect: "What this means",
  effectDates: (first: string, last: string) =>
    `Everything done from ${first} until ${last}, both days included, counts on its board. Then it is closed, and its result stays.`,
  effectNone: "Choose two days to see what counts.",
  effectPast: "It has begun already: work since then counts at once.",
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText: "Its boards disappear for everybody, with their results. Nobody loses points.",
  deleteAct: (name: string) => `Delete “${name}”`,
  deleted: (name: string) => `“${name}” was deleted.`,
};

export const ranking = {
  title: "Equal points",
  intro:
    "How people with the same points are ranked, on every board of this organisation that is not closed.",
  label: "Ranks",
  ways: {
    standard: "They share a rank, and the next ranks are left out: 1, 2, 2, 4",
    dense: "They share a rank, and the next rank follows: 1, 2, 2, 3",
    ordinal: "Who reached them first stands first: 1, 2, 3, 4",
  } as Record<string, string>,
  example: "How a board looks with it",
  save: "Save",
  saved: "The boards are ranked so from now on.",
  names: ["Ada", "Bo", "Cy", "Di"],
};

export const teams = {
  title: "Teams",
  intro: "A team has boards of its own, on which its people are ranked among each other.",
  create: "Add a team",
  created: (name: string) => `The team “${name}” was added. Now put people into it.`,
  renamed: (name: string) => `The team’s name is “${name}” now.`,
  name: "Team",
  nameLabel: "Name",
  nameMissing: "Give it a name.",
  people: "People",
  count: people,
  empty: "There are no teams yet.",
  emptyNext: "Add one; its boards appear among the choices of every board.",
  board: "Board",
  seeBoard: "See its board",
  boardOf: (name: string) => `of ${name}`,
  add: "Add somebody",
  addHint: "Begin to type a name.",
  added: (person: string, team: string) => `${person} is in ${team} now.`,
  isIn: (person: string) => `${person} is in this team already.`,
  take: "Take out",
  taken: (person: string, team: string) => `${person} is no longer in ${team}.`,
  nobody: "Nobody is in this team yet.",
  nobodyNext: "Add the first person; their points count on the team’s boards at once.",
  rename: "Name of the team",
  deleteTeam: "Delete the team",
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText: (count: number) =>
    count === 0
      ? "Nobody is in it. Its boards disappear."
      : `Its boards disappear for everybody. ${people(count)} stay in the organisation and lose no points.`,
  deleteAct: (name: string) => `Delete “${name}”`,
  deleted: (name: string) => `“${name}” was deleted.`,
  unknown: "There is no such team.",
};
