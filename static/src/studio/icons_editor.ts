/** The signs of the editor's head. */
import { html, svg } from "lit";

export const back = html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75"
  stroke-linecap="round" stroke-linejoin="round">${svg`<path d="M12.500 4.500 7 10l5.500 5.500" />`}</svg>`;
