/** English for sources: the list of them, and one source's own page; en_connect.ts has the steps of connecting. */

const times = (count: number) => (count === 1 ? "once" : `${count.toLocaleString("en")} times`);

export const sources = {
  title: "Sources",
  intro: "Where contributions come from. Codebadge hears of each at once, and fetches what it missed.",
  empty: "Nothing is connected yet.",
  emptyNext: "Connect a repository or a board; what is done there then earns points.",
  github: "Connect GitHub",
  githubText: "Issues, pull requests and reviews of a repository.",
  trello: "Connect Trello",
  trelloText: "Cards of a board: done, ticked, moved.",
  generic: "Another source",
  genericText: "GitLab, Jira, a forum: whatever can post a signed message.",
  outgoing: "Outgoing webhooks",
  outgoingText: "Tell your other programs of points and badges.",
  last: "Last delivery",
  items: "Pieces of work",
  access: "Access",
  past: "Its past",
  never: "nothing yet",
  byHand: "by hand: address and secret",
  byToken: (account: string) => `token of ${account}`,
  byApp: (account: string) => `GitHub App, installed by ${account}`,
  unnamed: "all repositories",
  of: (name: string) => ` for ${name}`,
};

export const providers: Record<string, string> = { github: "GitHub", trello: "Trello", generic: "Other" };

export const states = {
  works: "works",
  waits: "waits",
  paused: "paused",
  silent: "silent",
  failing: "failing",
  refused: "no access",
  suspended: "suspended",
  moved: "former address",
  disconnected: "disconnected",
};

/** What is the case, and what to do. The time that some speak of is shown behind them. */
export const tells = {
  works: "All is well.",
  waits: (provider: string) => `Connected; waits for the first message from ${provider}.`,
  paused: "Paused here: it takes nothing in. Let it go on, then repair what it missed.",
  silent: "Nothing has come for longer than usual. Repair fetches what may have been missed. Silent since",
  failing: (count: number) => `Deliveries failed ${times(count)} in a row. Reconnect mends it. Failing since`,
  off: "The provider has switched this webhook off. Reconnect switches it on again.",
  moved: (provider: string, url: string) =>
    `Codebadge has another address now, and ${provider} still sends to the former one, ${url}. Register it anew.`,
  refused: "The provider takes the token no more. Give a new one.",
  suspended: "The GitHub App is suspended there. An owner of the account can let it go on.",
  disconnected: "Disconnected; what it brought stays. Since",
};

export const modes: Record<string, string> = {
  past: "counts in its own time",
  now: "counted when it was connected",
  teach: "only teaches the model",
  none: "not fetched",
};

export const deeds = {
  history: "Fetch history",
  again: "Fetch history again",
  repair: "Repair now",
  reconnect: "Reconnect",
  anew: "Register anew",
  pause: "Pause source",
  resume: "Let go on",
  secret: "New secret",
  token: "New token",
  disconnect: "Disconnect",
  open: "Open",
  historyTitle: (name: string) => `Fetch the history of ${name}?`,
  againText:
    "It is read once more from its beginning. What is known is not counted twice; with another choice it is counted anew.",
  historyAct: "Fetch it",
  historyBegun: (name: string) => `The history of ${name} is fetched.`,
  repairBegun: (name: string) => `Codebadge looks for what it missed of ${name}.`,
  reconnectBegun: (name: string) => `The webhook of ${name} is put right.`,
  pausedNow: (name: string) => `${name} is paused: it takes nothing in.`,
  resumedNow: (name: string) => `${name} goes on.`,
  secretTitle: (name: string) => `A new secret for ${name}?`,
  secretText:
    "The old one works for one more day, so that you can exchange it there without losing a delivery.",
  secretAct: "Make a new secret",
  disconnectTitle: (name: string) => `Disconnect ${name}?`,
  disconnectText: (provider: string) =>
    `Nothing new comes in from there, and its webhook at ${provider} is taken away. Points and badges that were earned stay. You can connect it again later.`,
  disconnectAct: (name: string) => `Disconnect ${name}`,
  disconnected: (name: string) => `${name} is disconnected.`,
};

export const jobs: Record<string, string> = {
  history: "Fetching history:",
  repair: "Repairing:",
  "hook.connect": "Connecting the webhook:",
  "board.refold": "Counting its cards anew:",
};

export const ended: Record<string, string> = {
  history: "Its history is all here.",
  repair: "Repaired: nothing is missing.",
  "hook.connect": "The webhook is connected.",
  "board.refold": "Its cards were counted anew.",
};

export const source = {
  health: "Health",
  provider: (name: string) => `As ${name} sees it`,
  active: "switched on",
  inactive: "switched off",
  failures: "Failed in a row",
  checked: "Asked",
  heard: "First heard",
  repaired: "Repaired",
  unregistered: "Its webhook was pasted by hand.",
  pasted: (url: string) =>
    `It had another address once, ${url}. If that one still stands at the other side, paste this one there.`,
  address: "Address of the webhook",
  changed: "Saved. Its cards are counted anew.",
  board: "What its lists mean",
  people: "Who is who",
  peopleOf: "Show its members",
  gone: "There is no such source, or it was removed.",
  save: "Save",
};

export const access = {
  title: "Access",
  text: "What Codebadge may do there. Tokens are kept encrypted, and are never shown again.",
  state: {
    active: "works",
    paused: "suspended",
    refused: "refused",
    ended: "ended",
  } as Record<string, string>,
  change: "New token",
  changeTitle: (account: string) => `A new token for ${account}`,
  changed: "The new token is used from now on.",
  end: "Forget",
  endTitle: (account: string) => `Forget the access of ${account}?`,
  endText:
    "Its token is deleted here. Sources that need it still hear webhooks, but history and repair have to wait until you give a new one.",
  endAct: "Forget it",
  ended: "The token is forgotten.",
  app: (name: string) => `GitHub App ${name}`,
  install: "Choose its repositories on GitHub",
  noInstallation: "The app is made, but not installed yet.",
  forgetApp: "Forget the app",
  forgetAppTitle: (name: string) => `Forget the app ${name}?`,
  forgetAppText:
    "Its key is deleted here and its repositories are disconnected. Delete the app itself on GitHub, in its settings.",
  appForgotten: "The app is forgotten.",
  /** How making the app ended, by what the address says of it. */
  apps: {
    made: "The GitHub App is made. Install it now, and choose its repositories.",
    "signed-out": "The app was not made here: you were signed out. Delete it on GitHub and make it again.",
    "not-yours": "The app was not made: whoever begins it has to end it, as an admin, within an hour.",
    taken: "This organisation has its app already.",
    unreachable: "GitHub did not answer, so the app is not known here. Delete it there and make it again.",
    failed: "The app was not made. Delete it on GitHub, if it is there, and make it again.",
  } as Record<string, string>,
};

export const secret = {
  title: "Address and secret: copy both now",
  github:
    "Enter both on GitHub: repository, Settings, Webhooks, Add webhook. Choose the content type application/json and “Send me everything”.",
  generic: "Whatever posts here signs each message with the secret, as Standard Webhooks says.",
  url: "Address",
  secret: "Secret",
  once: "It is shown only this once. If you lose it, make a new one.",
};

export const generic = {
  title: "Connect another source",
  text: "It gets an address and a secret. Post a small JSON, or CloudEvents, signed as",
  standard: "Standard Webhooks",
  guide: "docs/generic.md has every field and examples.",
  name: "Name of the source",
  nameHint: "Such as forum, jira or mentoring: small letters, digits and hyphens.",
  nameWrong: "Use small letters, digits and hyphens, at most 40.",
  act: "Make the address",
};
