/** The few signs of the admin pages, drawn in one hand; each stands beside words or has a label. */
import { html, svg } from "lit";

function icon(path: unknown) {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6"
    stroke-linecap="round" stroke-linejoin="round">${path}</svg>`;
}

export const cross = icon(svg`<path d="m5 5 10 10M15 5 5 15" />`);
export const up = icon(svg`<path d="M10 16V4M5 9l5-5 5 5" />`);
export const down = icon(svg`<path d="M10 4v12M5 11l5 5 5-5" />`);
export const both = icon(svg`<path d="m6 8 4-4 4 4M6 12l4 4 4-4" />`);
export const check = icon(svg`<path d="m4 10.5 4 4 8-9" />`);
export const chevron = icon(svg`<path d="m5 8 5 5 5-5" />`);
export const gather = icon(svg`<path d="M6 3.500H4v13h2M14 3.500h2v13h-2M8 8h4M8 12h4" />`);
export const scatter = icon(svg`<path d="M6 3.500H4v3M14 3.500h2v3M6 16.500H4v-3M14 16.500h2v-3M8 10h4" />`);
