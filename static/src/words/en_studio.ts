/** English for the studio: its list, its beginnings and its menus; en_studio_panels.ts has the panels', studio.ts chooses. */
import { some } from "./en_counts";

export const studio = {
  title: "Studio",
  documentTitle: (name?: string) => `${name ? `${name} · ` : ""}Studio · Codebadge`,
  intro: "Badges are drawn here. A drawing stays in the studio until you publish it and a badge shows it.",
  introShared: "These designs are shared with you.",
  nobody: "Nothing in this studio is shared with you.",
  nobodyNext:
    "The studio is for admins, and for contributors with whom an admin shares a design. Ask one of them to share one with you.",
  toBoard: "To the leaderboard",
  empty: "No badge has been drawn here yet.",
  emptyNext: "Take a template, type a title, and the first one is ready within a minute.",
  create: "New badge",
  search: "Find a design",
  found: (number: number) =>
    number === 0 ? "No design found" : `${some(number, "design", "designs")} found`,
  showMore: (number: number) => `Show more (${number.toLocaleString("en")})`,
  noneFound: (text: string) => `No design is called “${text}”.`,
  noneFoundNext: "Search looks at names and at who made them.",
  by: (name: string) => `by ${name}`,
  draft: "draft",
  version: (number: number) => `version ${number}`,
  used: (number: number) => `on ${some(number, "badge", "badges")}`,
  access: { view: "to look at", comment: "to comment", edit: "to edit", own: "" },
  more: (name: string) => `More for ${name}`,
  rename: "Rename",
  renameOf: (name: string) => `Rename “${name}”`,
  renamed: (name: string) => `It is called “${name}” now.`,
  name: "Name",
  nameMissing: "Give it a name.",
  copy: "Make a copy",
  copyName: (name: string) => `${name} (copy)`,
  copied: (name: string) => `“${name}” is there.`,
  remove: "Delete",
  removed: (name: string) => `“${name}” is deleted.`,
  restored: (name: string) => `“${name}” is back.`,
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  untitled: "New badge",
  unknown: "There is no such design here.",
  unknownNext: "It may be deleted, or is not shared with you any more.",
  toList: "All designs",
};

export const start = {
  title: "New badge",
  intro: "Type what it honours, then choose how it looks. All of it can be changed afterwards.",
  for: (badge: string) => `It will be for the badge “${badge}”.`,
  words: "What does it say?",
  wordsHint: "Shown on every template below.",
  sample: "First review",
  colors: "Colours",
  asDesigned: "As designed",
  color: (hex: string) => `In ${hex}`,
  templates: "Templates",
  own: "Templates of this organisation",
  others: "Shared by other organisations",
  /** Before the template's name. */
  take: "Use",
  licence: (licence: string, by: string) => `${licence}, by ${by}`,
  levels: (number: number) => some(number, "level", "levels"),
  blank: "Blank page",
  blankHint: "Draw freely: shapes, text, icons.",
  upload: "Open an SVG",
  uploadHint: "It becomes layers that you can change.",
  trace: "Trace an image",
  traceHint: "Outlines from a PNG or a photo.",
  noPicture: "The picture could not be drawn.",
  busy: "Making it…",
};

export const importing = {
  title: "Open an SVG",
  titleInto: "Put an SVG into the drawing",
  pick: "SVG file",
  hint: "Up to 1 MB. Scripts, links, fonts and everything else that a picture does not need are taken out.",
  tooLarge: "This file is larger than 1 MB.",
  reading: "Reading it…",
  layers: (number: number) => `${some(number, "layer", "layers")} found.`,
  clean: "Nothing had to be taken out.",
  removed: (number: number) => `${some(number, "thing was", "things were")} taken out:`,
  where: (what: string, where: string) => (where ? `${what}, in ${where}` : what),
  none: "Nothing in it can be drawn.",
  add: "Put it into the drawing",
  open: "Draw on with it",
  added: "It is in the drawing.",
  step: "Imported an SVG",
};

export const tracing = {
  title: "Trace an image",
  intro: "The image stays on your machine; only the outlines go into the drawing.",
  pick: "Image",
  hint: "PNG, JPEG or WebP, up to 10 MB. It is traced at 400 px at most.",
  tooLarge: "This image is larger than 10 MB.",
  broken: "This image cannot be read.",
  colors: "Colours",
  smooth: "Smoothing",
  speck: "Leave out specks below",
  px: (number: number) => `${number} px`,
  mono: "Black and white only",
  threshold: "Dark from",
  background: "Leave out the background",
  found: (number: number) => `${some(number, "outline", "outlines")}`,
  many: (most: number) => `Only the ${most} largest outlines are kept.`,
  none: "Nothing is left with these settings.",
  preview: "What becomes of it",
  busy: "Tracing…",
  add: "Put it into the drawing",
  open: "Draw on with it",
  step: "Traced an image",
};

export const exporting = {
  title: "Export",
  intro: "As it is now, also what is not published yet.",
  format: "Format",
  formats: { svg: "SVG, sharp at every size", png: "PNG", webp: "WebP" },
  size: "Size in pixels",
  theme: "For",
  themes: { light: "light pages", dark: "dark pages" },
  level: "Level",
  act: "Download",
  busy: "Drawing it…",
};

export const template = {
  title: "Save as a template",
  intro:
    "Others start from it. What they may change are its parameters; add some in “Levels” first if there are none.",
  parameters: (number: number) => some(number, "parameter", "parameters"),
  name: "Name of the template",
  open: "Other organisations may use it, too",
  licence: "Licence",
  act: "Save the template",
  done: (name: string) => `“${name}” is among the templates.`,
};

export const using = {
  title: "Use for a badge",
  publishFirst: "It is published first, so that the badge keeps showing what you see now.",
  find: "Find a badge",
  use: (name: string) => `Used for “${name}”`,
  /** Before the badge's name. */
  useFor: "Use for",
  shows: "shows it",
  none: "There is no badge yet.",
  noMatch: (text: string) => `No badge is called “${text}”.`,
  fresh: "New badge with this design",
  done: (name: string) => `“${name}” shows this design now.`,
  back: "Its old picture is back.",
  see: "See it in the gallery",
};

export const publishing = {
  title: "Publish",
  intro: "A version is kept for ever: badges show it, and awards keep the one with which they were earned.",
  words: "What is new?",
  wordsHint: "For whoever looks at the versions later.",
  first: "First version",
  act: "Publish",
  done: (number: number) => `Version ${number} is published.`,
  alt: "Alternative text",
  altHint: "For people who do not see it. It is required.",
};

/** In the form of a badge. */
export const badge = {
  title: "Design",
  hint: "Drawn in the studio. Awards keep the version with which they were earned.",
  hintNone: "The built-in art is shown. Draw one of your own in the studio, or choose one that is there.",
  version: (number: number) => `version ${number}`,
  choose: "Choose a design",
  other: "Choose another",
  make: "Make one in the studio",
  newest: (number: number) => `Use the newest version, ${number}`,
  builtIn: "Back to the built-in art",
  pick: "Choose a design",
  none: "There is no design yet. Make one in the studio.",
  unpublished: "not published yet",
};

export const nav = {
  studio: "Studio",
};
