/** English for long work that somebody waits for; jobs.ts chooses the language. */

export const states: Record<string, string> = {
  waiting: "waiting to begin",
  running: "running",
  paused: "paused",
  done: "done",
  failed: "went wrong",
  stopped: "stopped",
  undoing: "being undone",
  undone: "undone",
};

export const kinds: Record<string, string> = {
  "pattern.preview": "Trying a pattern",
  "pattern.backfill": "Giving a badge for work of the past",
  "tariff.apply": "Counting points anew",
  history: "Fetching the history of a source",
  repair: "Fetching what was missed",
  "hook.connect": "Connecting a webhook",
  "board.refold": "Counting a board’s cards anew",
};

export const job = {
  progress: "Progress",
  waiting: "Waiting to begin…",
  of: (done: string, all: string) => `${done} of ${all}`,
  sofar: (done: string) => `${done} so far`,
  stop: "Stop",
  pause: "Pause",
  resume: "Go on",
  pausedNow: "Paused; it goes on when you say so.",
  goesOn: "It goes on.",
  paused: (soFar: string) => `Paused. ${soFar}`,
  later: (time: string, soFar: string) => `Goes on by itself at ${time}. ${soFar}`,
  until: (time: string, soFar: string) => `Waits until ${time}, for the provider’s limit. ${soFar}`,
  stopped: "Stopped before its end.",
  failed: "This went wrong, and stopped.",
  failedNext: "Nothing is half done. Try it again; if it happens again, tell whoever runs the server.",
  away: "Codebadge does not answer. The work goes on there; this is shown again by itself.",
  by: (name: string) => `by ${name}`,
  undo: "Undo",
};
