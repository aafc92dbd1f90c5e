/** Signs for aligning, spreading and flipping; each has a label. */
import { html, svg } from "lit";

function sign(path: unknown) {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5"
    stroke-linecap="round" stroke-linejoin="round">${path}</svg>`;
}

export const aligners = {
  left: sign(svg`<path d="M4 3v14M7 6h9v3H7zM7 12h5v3H7z" />`),
  centre: sign(svg`<path d="M10 3v3M10 9v3M10 15v2M5 6h10v3H5zM7 12h6v3H7z" />`),
  right: sign(svg`<path d="M16 3v14M4 6h9v3H4zM8 12h5v3H8z" />`),
  top: sign(svg`<path d="M3 4h14M6 7v9h3V7zM12 7v5h3V7z" />`),
  middle: sign(svg`<path d="M3 10h3M9 10h3M15 10h2M6 5v10h3V5zM12 7v6h3V7z" />`),
  bottom: sign(svg`<path d="M3 16h14M6 4v9h3V4zM12 8v5h3V8z" />`),
  spreadAcross: sign(svg`<path d="M3 4v12M17 4v12M8 6h4v8H8z" />`),
  spreadDown: sign(svg`<path d="M4 3h12M4 17h12M6 8v4h8V8z" />`),
  flipAcross: sign(svg`<path d="M10 3v14M7 6v8H3zM13 6v8h4z" />`),
  flipDown: sign(svg`<path d="M3 10h14M6 7h8V3zM6 13h8v4z" />`),
};
