/** English for making an organisation, its special badges and its first hook; a part of en_account.ts. */
import { some } from "./en_counts";

export const organization = {
  title: "Organisation",
  code: "Set-up code",
  codeHint:
    "It is in the log of “codebadge up”, in the line that says how to set up. So nobody takes this server before you do.",
  name: "Name",
  nameHint: "As it stands above the board.",
  slug: "Short name",
  slugHint: (host: string, slug: string) =>
    `Small letters, digits and hyphens, for addresses: ${host}/?org=${slug || "…"}`,
  zone: "Time zone",
  zoneHint: (clock: string) => `Days and weeks begin at midnight there. It is ${clock} there now.`,
  zoneSearch: "Type a city, and choose from the list: Europe/Vienna",
  admin: "Admin",
  adminHint: "An e-mail address or a GitHub name, by which the admin signs in: ada@example.org or @ada",
  adminHintMailOnly: "The e-mail address by which the admin signs in.",
  create: "Create the organisation",
  createWith: (count: number) =>
    `Create the organisation and ${some(count, "special badge", "special badges")}`,
  creating: "Creating…",
  after: "All of it can be changed later, but for the short name.",
  wrong: {
    code: "Enter the set-up code from the server’s log.",
    name: "Enter a name.",
    slug: "Use small letters, digits and inner hyphens, 60 at most.",
    zone: "Choose a time zone from the list, such as Europe/Vienna.",
    admin: "Enter an e-mail address or a GitHub name.",
    adminMailOnly: "Enter an e-mail address, such as ada@example.org.",
  },
};

export const special = {
  title: "Special badges",
  intro:
    "Beside the badges that work earns, you may decide on some of your own, and how each is given. Begin with one of these, or with none.",
  add: "Add a special badge",
  addAnother: "Add another",
  own: "Another kind",
  nameless: "A badge without a name",
  remove: "Remove",
  removeNamed: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} is removed.`,
  name: "Name of the badge",
  description: "What it is for",
  kind: "How it is given",
  kinds: {
    named: "To people by name",
    first: "To the first contributors",
    "joined-before": "To who joined before a date",
    top: "To the top of a period",
    hand: "By hand only",
  },
  kindHints: {
    named: "It waits for whoever is not known here yet.",
    first: "In the order in which they earn their first points.",
    "joined-before": "Also to those who join until then.",
    top: "Given when the period closes, again and again.",
    hand: "By moderators and admins.",
  },
  people: "People",
  peopleHint: "E-mail addresses or GitHub names, one in a line.",
  count: "How many",
  countHint: "At most 10,000.",
  date: "Before",
  dateHint: "The day itself no longer counts.",
  period: "Period",
  periodHint: "By the organisation’s calendar.",
  periods: {
    week: "Each week",
    month: "Each month",
    year: "Each year",
    all: "All time, when an admin says so",
  },
  places: "Places",
  placesHint: "1 is the top alone. Equal points share a place.",
  stock: "How many may hold it",
  stockHint: "Empty: as many as you like.",
  offers: {
    founders: "Founders: first 10",
    hero: "Hero of the week",
    thanks: "Thanks, by name",
    early: "Early birds, by date",
    helper: "Helping hand: 5 to give",
  } as Record<string, string>,
  presets: {
    founders: { name: "Founder", description: "Was there when it began." },
    hero: { name: "Hero of the week", description: "The most points of a week." },
    thanks: { name: "Thanks", description: "For what no counter counts." },
    early: { name: "Early bird", description: "Joined early." },
    helper: { name: "Helping hand", description: "Helped others when it mattered." },
  },
  wrong: {
    name: "Give the badge a name.",
    people: "Name at least one person.",
    who: (text: string) => `“${text}” is no e-mail address and no GitHub name.`,
    count: "Enter a whole number from 1 to 10,000.",
    date: "Choose a date.",
    places: "Enter a whole number from 1 to 100.",
    stock: "Enter a whole number of at least 1, or nothing.",
  },
};

export const connect = {
  project: "Repository",
  projectHint: "As on GitHub, owner and name: lumen/parser. Its address works too.",
  wrong: "Enter owner and name with a slash between them, such as lumen/parser.",
  create: "Make the webhook",
  creating: "Making it…",
  others:
    "With a token or a GitHub App, Codebadge makes the webhook itself and fetches what was done before. That, and Trello, is under",
  othersLink: "Admin, Sources",
  open: (project: string) => `Open ${project} → Settings → Webhooks → Add webhook`,
  openAny: "On GitHub, open the repository → Settings → Webhooks → Add webhook.",
  openHint: "In a new tab; you must be an admin of the repository.",
  url: "Payload URL: paste this.",
  nearby: (host: string) =>
    `GitHub cannot reach ${host}. Start Codebadge with CODEBADGE_PUBLIC_URL set to an address that can be reached from outside, or use a tunnel, then load this page again.`,
  type: "Content type: application/json.",
  secret: "Secret: paste this.",
  secretOnce: "It is shown this once. Should you lose it, make a new one.",
  secretGone: "The secret was shown when it was made, and cannot be read again.",
  newSecret: "Make a new secret",
  events:
    "Which events: “Send me everything”, or issues, issue comments, pull requests, reviews, pushes and stars.",
  add: "Press “Add webhook”. GitHub then sends a first message at once.",
  waiting: "Waiting for GitHub’s first message…",
  away: "Codebadge does not answer; it is asked again by itself.",
  waitingHint: "This page goes on by itself when it has come. You may leave it and come back.",
  verified: (project: string) => `${project || "GitHub"} is connected.`,
};

export const setUp = {
  documentTitle: "Set up · Codebadge",
  trail: "Steps",
  steps: { organization: "Organisation", project: "First project", done: "Done" },
  title: "Set up Codebadge",
  intro:
    "Two steps: your organisation with its special badges, then your first project. It takes some minutes.",
  badgesMade: (count: number) => `${some(count, "special badge is", "special badges are")} ready.`,
  projectTitle: "Connect your first project",
  projectIntro: "GitHub tells Codebadge of work through a webhook. Name the repository, and it is made here.",
  later: "Do this later",
  doneTitle: (project: string) => `${project} is connected`,
  doneIntro:
    "The next closed issue, merged pull request or review there earns its points, and you see it come.",
  laterTitle: "Codebadge is set up",
  laterIntro: "It shows points as soon as a project is connected.",
  ways: {
    board: ["Leaderboard", "Points and badges, live."],
    admin: ["Admin", "People, badges, hooks and the audit trail."],
    me: ["My profile", "Your name, your ways to sign in, who sees you."],
    project: ["Connect a project", "When you are ready."],
  } as const,
  signInNext: "Sign in by the address you gave to go on.",
  already: "Codebadge is set up",
  alreadyNext: "If you are an admin here, sign in to go on with its projects.",
  notYours: "Only its admins can connect projects. Ask one of them.",
};

export const newOrganization = {
  documentTitle: "New organisation · Codebadge",
  title: "New organisation",
  intro: "It has its own board, people, badges and admins. Others see nothing of it, nor it of them.",
  signInFirst: "Only the owner of this server can make one. Sign in first.",
  done: (name: string) => `${name} is there`,
  doneNext: (admin: string) => `${admin} is its admin.`,
  connect: "Connect its first project",
  another: "Make another one",
};
