/** English for the pattern editor; patterns.ts chooses the language. */

export const editor = {
  title: "How it is earned",
  intro: "Choose what counts, how much of it, and when. No programming: each block is one condition.",
  how: "Earned by",
  ways: {
    hand: "Hand, or its league",
    pattern: "Work: whoever fulfils a pattern",
  },
  views: "Show as",
  blocks: "Blocks",
  json: "JSON",
  templates: "Start from an example",
  replaced: (name: string) => `The pattern is “${name}” now.`,
  back: "It is as it was.",
  /** Before the first block. */
  lead: "Somebody earns it who …",
  kind: "Condition",
  groupKind: "How these conditions belong together",
  and: "… and also",
  or: "… or instead",
  add: "Add a condition",
  group: "Put into a group",
  open: "Take the group away, keep what is in it",
  remove: (name: string) => `Remove “${name}”`,
  removed: (name: string) => `“${name}” was removed.`,
  restored: (name: string) => `“${name}” is back.`,
  up: (name: string) => `Move “${name}” up`,
  down: (name: string) => `Move “${name}” down`,
  moved: (name: string, at: number) => `“${name}” is now number ${at}.`,
  emptyGroup: "There is no condition in this group yet.",
  counts: "What counts",
  any: "any work",
  only: "Only when …",
  addFilter: "Only when …",
  filterRemove: (name: string) => `Remove “${name}”`,
  filterRemoved: (name: string) => `“${name}” no longer matters.`,
  filterBack: (name: string) => `“${name}” matters again.`,
  minus: "What takes away from it",
  minusAdd: "Something takes away",
  minusRemove: "Remove this",
  minusEach: { before: "Take away", after: "for each", label: "How much each takes away" },
  more: "Levels, repeating and more",
};

export const levels = {
  title: "Levels",
  use: "In levels, such as bronze, silver and gold",
  useHint: "One badge that grows. Each level is earned once.",
  cannot:
    "Levels go with a single condition that counts: how many times, points, different ones, or days in a row.",
  name: "Level",
  at: "from",
  nameLabel: (at: number) => `Name of level ${at}`,
  atLabel: (at: number) => `From how many: level ${at}`,
  add: "Add a level",
  remove: (name: string) => `Remove the level ${name}`,
  instead: "as many as the levels below say",
  names: { bronze: "Bronze", silver: "Silver", gold: "Gold", platinum: "Platinum", diamond: "Diamond" },
};

export const rest = {
  repeat: "Can be earned again and again",
  repeatHint: "Each time the number is reached once more, or in each further period.",
  repeatCannot:
    "Repeating goes with a single condition that counts times, points, a regular rhythm or places on a board.",
  coolDown: "Days between two of them",
  limit: "At most so many times",
  limitHint: "Empty: without end.",
  requires: "Only for who already holds",
  requiresNone: "no badge: everybody can earn it",
  requiresAdd: "Add a badge",
  since: "Only work since",
  sinceHint: "Empty: all work there has ever been.",
  revoke: "Take it away when it is no longer true",
  revokeHint: "For example when a merged pull request is reverted. Without it, it is kept for ever.",
};

export const json = {
  label: "The pattern as JSON",
  hint: "What you change here changes the blocks, and the other way round. docs/patterns.md explains it.",
  broken: (words: string) => `This is no JSON yet: ${words}`,
  object: "Must be an object.",
  list: "Must be a list.",
  unknownKind: (text: string) => `“${text}” is no kind of condition.`,
  unknownField: "Is not known here.",
  at: (path: string, words: string) => `${path}: ${words}`,
  stay: "The text cannot be shown as blocks yet. Mend it, or throw it away.",
  away: "Throw the text away",
};

export const wrong = {
  problem: "This pattern is not ready yet.",
  whole: (least: string, most: string) => `A whole number from ${least} to ${most}.`,
  empty: "Add at least one condition, or remove this group.",
  choose: "Choose one.",
  missing: { league: "Choose a league.", badge: "Choose a badge.", board: "Choose a board." } as Record<
    string,
    string
  >,
  dates: "Days such as 12-25 (each year) or 2026-04-06.",
  hours: "The two hours must differ.",
  noneTicked: "Choose at least one, or remove this line.",
  levelName: "Give the level a name.",
  rising: "More than the level before.",
  oneLevel: "Two levels or more; for one, leave levels off.",
  since: "A date.",
};
