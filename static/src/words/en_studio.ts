/** English for the studio: its list, its editor and its panels; studio.ts chooses the language. */

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export const studio = {
  title: "Studio",
  documentTitle: (name: string) => `${name} · Studio · Codebadge`,
  intro: "Where the badges of this organisation are drawn. What you draw is yours alone until you publish it.",
  introShared: "Designs that were shared with you.",
  nobody: "Nothing in this studio is shared with you.",
  nobodyNext:
    "The studio is for admins, and for contributors with whom an admin shares a design. Ask one of them to share one with you.",
};
