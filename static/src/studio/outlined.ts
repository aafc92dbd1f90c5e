/** Path layers come in; a small picture of them goes out, for dialogs that show what will be put into a drawing. */
import { html, svg } from "lit";
import type { PathLayer } from "./drawing";

export function outlined(layers: readonly PathLayer[], alt: string) {
  return html`<svg class="outlined" viewBox="0 0 512 512" role="img" aria-label=${alt}>${layers.map(
    ({ d, fill, x, y, rule }) =>
      svg`<path d=${d} fill=${fill as string} fill-rule=${rule} transform="translate(${x} ${y})" />`,
  )}</svg>`;
}
