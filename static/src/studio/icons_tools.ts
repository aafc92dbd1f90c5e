/** The signs of the tools and of the view, drawn like those of the admin pages; each stands in a button with a label. */
import { html, svg } from "lit";
import type { ToolName } from "./store";

function sign(path: unknown) {
  return html`<svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6"
    stroke-linecap="round" stroke-linejoin="round">${path}</svg>`;
}

export const toolSigns: Record<ToolName, unknown> = {
  select: sign(svg`<path d="M5 3.500v12l3.200-3 2.300 4.500 2.100-1-2.200-4.300H15Z"></path>`),
  nodes: sign(
    svg`<path d="M4.500 14C5 8 9 5.500 15 5.500"></path><path d="M3 12.500h3v3H3ZM14 4h3v3h-3Z"></path>`,
  ),
  shape: sign(svg`<path d="M10 3 16 5v5c0 4-3 6-6 7-3-1-6-3-6-7V5Z"></path>`),
  pencil: sign(svg`<path d="m4 16 1-4 8.500-8.500 3 3L8 15ZM11.500 5.500l3 3"></path>`),
  eraser: sign(svg`<path d="m8 16-4.500-4.500 8-8 5 5L9 16ZM7 8l5 5M8 16h8.500"></path>`),
  text: sign(svg`<path d="M4.500 6V4h11v2M10 4v12M8 16h4"></path>`),
  arc: sign(
    svg`<path d="M3 15a7 7 0 0 1 14 0M7 12V9.500M5.800 9.500h2.400M13 12V9.500M11.800 9.500h2.400"></path>`,
  ),
  icon: sign(
    svg`<path d="m10 3 2.200 4.500 4.800.7-3.500 3.400.8 4.900-4.300-2.300-4.300 2.300.8-4.900L3 8.200l4.800-.7Z"></path>`,
  ),
  dropper: sign(
    svg`<path d="m4 16 .8-3 6-6 2.200 2.200-6 6ZM10 6l4 4M12 5.500l1.500-1.500a1.800 1.800 0 0 1 2.500 2.500L14.500 8"></path>`,
  ),
  hand: sign(
    svg`<path d="M7 10V5a1.200 1.200 0 0 1 2.400 0v4V4a1.200 1.200 0 0 1 2.400 0v5V5a1.200 1.200 0 0 1 2.400 0v7c0 3-1.700 5-4.700 5-2.300 0-3.400-1.200-4.500-3.200L3.500 11a1.200 1.200 0 0 1 2-1.200Z"></path>`,
  ),
  zoom: sign(svg`<circle cx="9" cy="9" r="5"></circle><path d="m13 13 4 4M9 7v4M7 9h4"></path>`),
};

export const undoSign = sign(svg`<path d="M7 5 3.500 8.500 7 12M4 8.500h8a4 4 0 0 1 0 8H9"></path>`);
export const redoSign = sign(svg`<path d="m13 5 3.500 3.500L13 12M16 8.500H8a4 4 0 0 0 0 8h3"></path>`);
export const plusSign = sign(svg`<path d="M10 4.500v11M4.500 10h11"></path>`);
export const minusSign = sign(svg`<path d="M4.500 10h11"></path>`);
export const fitSign = sign(svg`<path d="M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4"></path>`);
export const gridSign = sign(svg`<path d="M4 4h12v12H4ZM4 8h12M4 12h12M8 4v12M12 4v12"></path>`);
export const snapSign = sign(
  svg`<path d="M5 4v6a5 5 0 0 0 10 0V4h-3v6a2 2 0 0 1-4 0V4ZM5 7h3M12 7h3"></path>`,
);
export const keysSign = sign(
  svg`<path d="M2.500 5.500h15v9h-15ZM5.500 8.500h.01M8.500 8.500h.01M11.500 8.500h.01M14.500 8.500h.01M6.500 11.500h7"></path>`,
);
