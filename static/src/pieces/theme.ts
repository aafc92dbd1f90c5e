/** `<codebadge-theme>`: the switch between light and dark; what was chosen is remembered on this machine. */
import { css, html, svg } from "lit";
import { say } from "../words/page";
import { isDark, onTheme, tellTheme } from "./dark";
import { define, Piece, sheets } from "./piece";

const KEY = "codebadge-theme";

const moon = svg`<path d="M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z" />`;
const sun = svg`<circle cx="12" cy="12" r="4" /><path
  d="M12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4" />`;

/** Called before anything is drawn. */
export function restoreTheme(): void {
  const chosen = recall();
  if (chosen) document.documentElement.dataset.theme = chosen;
}

function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage can be forbidden; the theme then lasts for this page
  }
}

class Theme extends Piece {
  static override styles = [
    ...sheets(""),
    css`button { display: grid; padding: 0.5rem; border-color: transparent; background: none; }
      svg { inline-size: 1.25rem; block-size: 1.25rem; fill: none; stroke: currentcolor; stroke-width: 1.75;
        stroke-linecap: round; stroke-linejoin: round; }`,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    onTheme(() => this.requestUpdate());
  }

  protected override render() {
    const words = isDark() ? say.theme.toLight : say.theme.toDark;
    return html`<button @click=${this.#turn} aria-label=${words} title=${words}>
      <svg viewBox="0 0 24 24" aria-hidden="true">${isDark() ? sun : moon}</svg></button>`;
  }

  #turn(): void {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // as above
    }
    tellTheme();
  }
}

define("codebadge-theme", Theme);
