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
  rankings: {
    standard: "",
    dense: "Equal points share a rank, and the next rank follows: 1, 2, 2, 3.",
    ordinal: "Equal points: who reached them first stands first.",
  } as Record<string, string>,
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
  level: (name: string) => `As many points as ${name}.`,
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
  overall: (place: string) => `${place} of all`,
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
  openOf: (period: string) => `of ${period}`,
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
