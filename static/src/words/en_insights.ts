/** English for the page of insights and its charts; insights.ts chooses the language. */

const figure = (count: number) => count.toLocaleString("en");
const some = (count: number, one: string, many: string) => `${figure(count)} ${count === 1 ? one : many}`;

export const chart = {
  walk: (label: string) => `${label}. Chart: the arrow keys tell each week.`,
  hint: "Point at the chart, or walk it with the arrow keys.",
  table: "As a table",
  column: "Week of",
  none: "nothing",
};

export const insights = {
  title: "Insights",
  intro: "How the work goes on, week by week. Weeks begin on Monday in the organisation’s time zone.",
  from: "First day",
  to: "Last day",
  scope: "Project",
  whole: "The whole organisation",
  csv: "As CSV",
  csvOf: (name: string) => `${name} as CSV`,
  empty: "Nothing was done in these weeks.",
  emptyNext: "Choose an earlier first day, or connect a repository.",
  connect: "Connect a repository",
  points: "Points over time",
  pointsName: "Points",
  pointsUnit: (value: number) => some(value, "point", "points"),
  people: "People who did something",
  contributors: "New and returning contributors",
  fresh: "New",
  returning: "Returning",
  peopleUnit: (value: number) => some(value, "person", "people"),
  close: "Time until work is closed",
  closeOf: { "issue.closed": "Issues", "pull_request.merged": "Pull requests" } as Record<string, string>,
  closeKind: "Kind of work",
  median: "Half of it within",
  most: "Nine tenths within",
  hours: (value: number) =>
    value < 48 ? some(Math.round(value), "hour", "hours") : some(Math.round(value / 24), "day", "days"),
  kinds: "Points by kind of work",
  disciplines: "Points by discipline",
  noDiscipline: "without a discipline",
  names: {
    "issue.opened": "Issues opened",
    "issue.closed": "Issues closed",
    "pull_request.opened": "Pull requests opened",
    "pull_request.merged": "Pull requests merged",
    "pull_request.rejected": "Pull requests closed unmerged",
    "review.given": "Reviews given",
    "star.given": "Stars given",
    "push.made": "Pushes made",
    penalty: "Penalties",
    design: "Design",
    "front-end": "Front end",
    "back-end": "Back end",
    testing: "Testing",
    documentation: "Documentation",
    community: "Community",
  } as Record<string, string>,
  name: "What",
  deeds: "Times",
  share: "Share",
  quiet: "Gone quiet",
  quietIntro: (count: number) =>
    count === 0
      ? "Everybody who did something in these weeks did so lately, too."
      : `${some(count, "person", "people")} did something in these weeks and nothing for the last six. A word from you may bring them back.`,
  last: "Last",
  rules: "What a change of the points did",
  rulesIntro: "Four weeks before and four weeks after each change, a week on average.",
  noRules: "The points were not changed in these weeks.",
  version: (version: number) => `Version ${version}`,
  ofProject: "of one project",
  since: "In force from",
  before: "Before",
  after: "After",
  effect: (points: number, deeds: number) =>
    `${points.toFixed(0)} points for ${deeds.toFixed(1)} pieces of work`,
  badges: "Badges earned",
  noBadges: "No badge was earned in these weeks.",
  awarded: "People",
  badge: "Badge",
};
