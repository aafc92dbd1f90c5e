/** An open design comes in; the panels that its kind has, each with what it draws, go out. */
import { html } from "lit";
import "./panel_colors";
import "./panel_comments";
import "./panel_form";
import "./panel_history";
import "./panel_layers";
import "./panel_levels";
import "./panel_preview";
import "./panel_properties";
import type { Store } from "./store";

export type Tab = "form" | "design" | "colors" | "levels" | "preview" | "comments" | "history";

const free: Tab[] = ["design", "colors", "levels", "preview", "comments", "history"];
const made: Tab[] = ["form", "preview", "comments", "history"];

export function tabsFor({ isFree }: Store): Tab[] {
  return isFree ? free : made;
}

interface What {
  org: string;
  design: number;
  store: Store;
  template: string;
  free: () => void;
}

// Lit takes an element's name only as it is written in the template.
export const panels: Record<Tab, (what: What) => unknown> = {
  form: ({ org, store, template, free }) =>
    html`<codebadge-template-form .org=${org} .store=${store} .template=${template} @codebadge-free=${free}></codebadge-template-form>
      <codebadge-previews .org=${org} .store=${store} .isBare=${true}></codebadge-previews>`,
  design: ({ org, store }) =>
    html`<div class="panel-half"><codebadge-properties .org=${org} .store=${store}></codebadge-properties></div>
      <div class="panel-half"><codebadge-layers .org=${org} .store=${store}></codebadge-layers></div>`,
  colors: ({ org, store }) => html`<codebadge-colors .org=${org} .store=${store}></codebadge-colors>`,
  levels: ({ org, store }) => html`<codebadge-levels .org=${org} .store=${store}></codebadge-levels>`,
  preview: ({ org, store }) =>
    html`<codebadge-preview-panel .org=${org} .store=${store}></codebadge-preview-panel>`,
  comments: ({ org, store, design }) =>
    html`<codebadge-comments .org=${org} .store=${store} .design=${design}></codebadge-comments>`,
  history: ({ org, store, design }) =>
    html`<codebadge-history .org=${org} .store=${store} .design=${design}></codebadge-history>`,
};
