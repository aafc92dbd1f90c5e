/** English for what all the admin's pages share, and for today's; admin.ts chooses the language. */
import { people } from "./en_counts";

export const common = {
  undone: "Undone.",
  cancel: "Cancel",
  loading: "Loading…",
  more: "Show more",
  filter: "Filter",
  ofShown: (shown: string, all: string) => `${shown} of ${all}`,
  noMatch: (text: string) => `Nothing here matches “${text}”.`,
  amongShown: "Sorting and filtering look at what is shown so far.",
  retry: "Try again",
  failedNext: "Nothing was changed. It is asked again by itself; you can also try now.",
  back: (where: string) => `← ${where}`,
  save: "Save",
  saved: "Saved.",
  edit: "Edit",
  remove: "Delete",
  actions: "What you can do",
  never: "never",
  reasonShort: (least: number) => `Write at least ${least} letters, so that everybody understands it later.`,
  typeToConfirm: (word: string) => `Type “${word}” to go on`,
  typedWrong: (word: string) => `That is not “${word}”.`,
  required: (what: string) => `Enter ${what}.`,
  done: "Done",
  yes: "yes",
  no: "no",
};

export const nav = {
  label: "Admin",
  organization: "Organisation",
  title: (page: string, org: string) => `${page} · ${org} · Codebadge`,
};

export const gate = {
  title: (page: string) => `${page}: not yours to open`,
  role: (takes: string, have: string, org: string) =>
    `This page takes the role ${takes}; in ${org} you are ${have}. Whoever looks after ${org} can give it to you.`,
  nobody: (takes: string) =>
    `This page takes the role ${takes}, and you have no role in an organisation here yet. Ask whoever looks after it.`,
  me: "To my profile",
  unknown: "There is no such page.",
  unknownNext: "The link may be old or mistyped.",
  home: "To the admin’s first page",
};

export const roles: Record<string, string> = {
  contributor: "Contributor",
  moderator: "Moderator",
  admin: "Admin",
  super_admin: "Super Admin",
  owner: "Server Owner",
};

export const picker = {
  nobody: (text: string) => (text ? `Nobody here is called “${text}”.` : "There is nobody here yet."),
  found: (count: number) => `${people(count)} found; choose with the arrow keys and Enter.`,
  choose: "Choose somebody from the list.",
};

export const today = {
  title: "Today",
  needs: "What needs you",
  nothing: "Nothing needs you right now.",
  dead: (count: string) => `${count} deliveries gave up and wait to be looked at`,
  deadOne: "1 delivery gave up and waits to be looked at",
  parked: (count: string) => `${count} deliveries are parked`,
  parkedOne: "1 delivery is parked",
  unverified: (name: string) => `The webhook of ${name} has not been heard from yet`,
  paused: (name: string) => `The webhook of ${name} is paused`,
  refused: (name: string) => `The access to ${name} is refused; it needs a new token`,
  suspended: (name: string) => `The GitHub App is suspended for ${name}`,
  failing: (name: string) => `The webhook of ${name} fails or is switched off`,
  silent: (name: string) => `Nothing has come from ${name} for longer than usual`,
  cameIn: "What came in",
  earned: "What was earned",
  noneCameIn: "Nothing has come in yet.",
  noneCameInNext: "Connect a project; its issues, pull requests and reviews then arrive here.",
  connect: "Connect a project",
  all: "All deliveries",
};
