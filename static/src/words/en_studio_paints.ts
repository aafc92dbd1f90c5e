/** English for the studio's colours, inks and icons, and for what is said of their contrast; studio.ts chooses the language. */
import { some } from "./en_counts";

export const ink = {
  kinds: { none: "None", color: "Colour", gradient: "Gradient" },
  named: "Colours of this drawing",
  plain: "Other colour",
  hex: "Hex",
  wrong: "Six digits of 0–9 and a–f, such as #1f4f86.",
  lighter: "Lighter or darker",
  mix: (mix: number) => (mix === 0 ? "as it is" : mix > 0 ? `${mix} % lighter` : `${-mix} % darker`),
  linear: "From side to side",
  offers: "Of this organisation",
  offer: (hex: string) => `from ${hex}`,
  radial: "From the middle",
  kind: "Kind",
  turn: "Turn",
  stops: "Colours of the gradient",
  stop: (number: number) => `Colour ${number}`,
  at: "At",
  opacity: "Opacity",
  add: "Add a colour",
  remove: (number: number) => `Remove colour ${number}`,
};

export const colors = {
  title: "Colours",
  intro:
    "What is painted in a named colour follows when you change it. Levels and templates change named colours only.",
  empty: "No colour has a name yet.",
  name: (name: string) => `Name of ${name}`,
  nameWrong: "Letters from a to z, digits and spaces, beginning with a letter.",
  nameTaken: (name: string) => `There is a colour “${name}” already.`,
  light: (name: string) => `${name}`,
  dark: (name: string) => `${name}, on dark pages`,
  themed: "Other colour on dark pages",
  uses: (number: number) => (number === 0 ? "not used" : `used ${some(number, "time", "times")}`),
  remove: (name: string) => `Remove the name ${name}`,
  add: "Add a colour",
  unnamed: "Without a name",
  give: (hex: string) => `Give ${hex} a name`,
  organization: "Of this organisation",
  organizationHint: "Colours of its badges and designs. Press one to add it.",
  take: (hex: string) => `Add ${hex}`,
  first: "main",
  step: {
    set: "Changed a colour",
    rename: "Renamed a colour",
    remove: "Removed a colour’s name",
    add: "Added a colour",
  },
};

export const icons = {
  title: "Choose an icon",
  search: "Find an icon",
  filled: "Filled",
  outline: "Outline",
  style: "Style",
  parameter: (name: string) => `Parameter “${name}”`,
  found: (number: number) => (number === 0 ? "No icon found" : `${some(number, "icon", "icons")}`),
  more: "Show more",
  none: (text: string) => `No icon is called “${text}”.`,
};

export const contrast = {
  pages: { light: "light pages", dark: "dark pages" },
  weak: (layer: string, on: string, found: string, level: string) =>
    `${layer} is hard to read on ${on}${level ? `, at level ${level}` : ""}: contrast ${found} to 1, 3 to 1 is the least.`,
};
