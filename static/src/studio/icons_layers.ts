/** The signs of the list of layers, drawn in one hand. */
import { html, svg } from "lit";
import type { Kind } from "./drawing";

function sign(path: unknown) {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"
    stroke-linecap="round" stroke-linejoin="round">${path}</svg>`;
}

export const seen = sign(
  svg`<path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5z" /><circle cx="10" cy="10" r="2.4" />`,
);
export const hidden = sign(
  svg`<path d="M3 8.500c2 3 4 4.500 7 4.500s5-1.500 7-4.500M5 12l-1.500 2M10 13v2.500M15 12l1.500 2" />`,
);
export const locked = sign(svg`<path d="M5 9h10v7H5zM7 9V6.500a3 3 0 0 1 6 0V9" />`);
export const unlocked = sign(svg`<path d="M5 9h10v7H5zM7 9V6.500a3 3 0 0 1 5.500-1.600" />`);
export const folded = sign(svg`<path d="m8 5 5 5-5 5" />`);
export const unfolded = sign(svg`<path d="m5 8 5 5 5-5" />`);
export const several = sign(
  svg`<path d="M3.500 3.500h8v8h-8ZM14.500 8.500h2v8h-8v-2M5.500 7.500l1.500 1.500 2.500-3" />`,
);
export const group = sign(
  svg`<path d="M3 6V3h3M14 3h3v3M17 14v3h-3M6 17H3v-3M6.500 6.500h4v4h-4zM9.500 10.500v3h4v-4h-3" />`,
);
export const ungroup = sign(svg`<path d="M3.500 3.500h6v6h-6zM10.500 10.500h6v6h-6z" />`);
export const duplicate = sign(svg`<path d="M4 4h9v9H4zM7 13v3h9V7h-3" />`);
export const bin = sign(svg`<path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6" />`);

export const kinds: Record<Kind, unknown> = {
  path: sign(svg`<path d="M10 3 16.500 8 14 16H6L3.500 8z" />`),
  text: sign(svg`<path d="M5 5.500V4h10v1.500M10 4v12M8 16h4" />`),
  icon: sign(
    svg`<path d="m10 3 2.200 4.500 4.800.7-3.500 3.400.8 4.900L10 14.200l-4.300 2.300.8-4.900L3 8.200l4.800-.7z" />`,
  ),
  picture: sign(svg`<path d="M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4" /><circle cx="13" cy="8" r="1.200" />`),
  group: sign(svg`<path d="M3 5h5l2 2h7v9H3z" />`),
};
