/** English for an organisation's own templates, where they are renamed, made public and deleted; studio.ts chooses. */

export const templates = {
  none: "No template of your own yet.",
  noneNext: "Draw a badge, then choose “Save as a template…” in its menu: it stands here for the next one.",
  more: (name: string) => `More for the template ${name}`,
  change: "Name and licence…",
  remove: "Delete…",
  title: (name: string) => `Change the template “${name}”`,
  act: "Save the template",
  changed: (name: string) => `The template “${name}” is changed.`,
  private: "only for this organisation",
  public: (licence: string) => `public, ${licence}`,
  closing: "Other organisations make nothing of it any more. What they have made stays theirs.",
  removeTitle: (name: string) => `Delete the template “${name}”?`,
  removeText:
    "No new badge can be made from it, and this cannot be undone. Designs that were made from it stay as they are.",
  removeTextPublic:
    "No new badge can be made from it, here or in other organisations, and this cannot be undone. Designs that were made from it stay as they are.",
  removeAct: "Delete the template",
  removed: (name: string) => `The template “${name}” is deleted. Designs made from it stay.`,
  licences: {
    "CC0-1.0": "CC0 1.0: for anybody, without conditions",
    "CC-BY-4.0": "CC BY 4.0: for anybody who names you",
    "CC-BY-SA-4.0": "CC BY-SA 4.0: for anybody who names you and shares alike",
    MIT: "MIT: for anybody who keeps the notice",
    "Apache-2.0": "Apache 2.0: for anybody who keeps the notices",
  },
};
