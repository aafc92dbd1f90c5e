/** English for the review queue and the disputes queue; queues.ts chooses the language. */

const some = (count: string, one: string, many: string) => (count === "1" ? one : many);

export const flags = {
  title: "Review queue",
  intro:
    "What looks as if somebody worked for the points alone. Nothing is punished by itself: look at the evidence and decide. People do not see these lines.",
  state: "Show",
  all: "All",
  states: { open: "To be reviewed", cleared: "All is well", confirmed: "Farming" } as Record<string, string>,
  kinds: {
    burst: "Very much in a short time",
    reciprocal: "Reviews for each other",
    ring: "Reviews in a circle",
  } as Record<string, string>,
  found: "Found",
  evidence: (shown: number, count: number) => {
    if (shown < count) return `What it rests on: ${shown} of ${count} deeds`;
    return count === 1 ? "What it rests on: one deed" : `What it rests on: ${count} deeds`;
  },
  note: "Note",
  noteHint: "For other admins, and for the audit trail.",
  clear: "All is well",
  confirm: "It is farming",
  decided: (state: string, by: string) => `${state}, said by ${by}`,
  cleared: "Noted: all is well. It comes back only with new evidence.",
  confirmed: "Noted as farming. Their points stay until you take them back or block the person.",
  again: "Decide otherwise",
  nextStep: "What one can do: take points back on the person’s page, or block them from earning more.",
  about: (kind: string, found: string) => `${kind}, found ${found}`,
  empty: "Nothing is waiting.",
  emptyNext:
    "Bursts of work far beyond somebody’s usual pace, reviews that two people only give each other, and circles of reviews turn up here.",
  noneInState: "There is none of these.",
  need: (count: string) => `${count} ${some(count, "line waits", "lines wait")} in the review queue`,
};

export const disputes = {
  title: "Disputes",
  intro:
    "Somebody says that points, a badge or a refusal are wrong. Your answer is shown to them; it changes nothing by itself.",
  state: "Show",
  all: "All",
  states: {
    open: "To be answered",
    accepted: "Accepted",
    declined: "Declined",
    withdrawn: "Withdrawn",
  } as Record<string, string>,
  abouts: {
    entry: "About points",
    award: "About an award",
    refusal: "About work that counted for nothing",
    badge: "About a badge not earned",
  } as Record<string, string>,
  says: (name: string) => `${name} says`,
  answer: "Your answer",
  answerHint: "They read it on their page.",
  answerShort: "Answer in 3 characters at least.",
  accept: "Accept",
  decline: "Decline",
  accepted: "The dispute is accepted. Adjust the points or give the badge, if that is what is right.",
  declined: "The dispute is declined.",
  answered: (state: string, by: string) => `${state} by ${by}`,
  own: "This one is your own: somebody else will answer it.",
  toPerson: "Their page, where points and badges are changed",
  empty: "Nobody disputes anything.",
  emptyNext: "Contributors find “Something is wrong” beside every line of their page.",
  noneInState: "There is none of these.",
  need: (count: string) => `${count} ${some(count, "dispute waits", "disputes wait")} for an answer`,
};

export const blocking = {
  title: "Counting",
  isFree: "What they do counts, for points and for badges.",
  isBlocked: "They are blocked: what they do counts for nothing. What they had earned before stays.",
  block: "Block from earning…",
  free: "Let it count again…",
  blockTitle: (name: string) => `Block ${name} from earning?`,
  blockText:
    "What they do from now on earns no points and no badges. What they have stays, and they see why nothing is added.",
  blockAct: (name: string) => `Block ${name}`,
  freeTitle: (name: string) => `Let ${name}’s work count again?`,
  freeText: "What they do from now on counts again, and so does what they did while they were blocked.",
  freeAct: (name: string) => `Let ${name} earn again`,
  why: "Why",
  whyHint: "For the audit trail.",
  blocked: (name: string) => `${name} is blocked: their work counts for nothing from now on.`,
  freed: (name: string) => `${name}’s work counts again.`,
};

export const estimates = {
  need: (count: string) => `${count} ${some(count, "estimate waits", "estimates wait")} for a moderator`,
};
