/** `<codebadge-previews .store sizes>`: the drawing at the sizes in which badges are shown, on light and on dark, by the server. */
import { html, nothing } from "lit";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { drawableOf, isThemed } from "./drawable";
import "./drawn";
import type { Drawable, Look } from "./asking";
import type { Drawing } from "./drawing";
import { levelTabs } from "./level_tabs";
import { Panel } from "./panel";

const say = words.preview;
const SMALL = [128, 64, 32, 16];
const LARGE = 512;

class Previews extends Panel {
  static override properties = { ...Panel.properties, isBare: { attribute: false } };
  /** The levels are chosen elsewhere on the page. */
  declare isBare: boolean;
  #of: { drawing: Drawing; given: object } | null = null;
  #what: Drawable | null = null;

  protected override render() {
    const { drawing, alt } = { drawing: this.store.drawing, alt: this.store.drawing.alt };
    const what = this.#now();
    const both = isThemed(drawing);
    return html`${this.isBare ? nothing : levelTabs(this.store)}${(["light", "dark"] as const).map(
      (theme) => {
        const drawnFor = both ? theme : "light";
        const picture = (
          size: number,
        ) => html`<figure data-size=${size}><codebadge-drawn .org=${this.org} .what=${what} alt=${size === LARGE ? alt : ""}
          .look=${look(size, drawnFor, this.store.level)}></codebadge-drawn><figcaption class="small figures">${say.px(size)}</figcaption></figure>`;
        return html`<section class="previews" data-on=${theme} aria-label=${theme === "light" ? say.light : say.dark}>
        <div class="previews-small">${SMALL.map(picture)}</div>${picture(LARGE)}</section>`;
      },
    )}`;
  }

  /** The same object as long as nothing has changed, so that nothing is asked anew; while one drags, nothing has. */
  #now(): Drawable | null {
    const { drawing, given, isDragging } = this.store;
    if (isDragging && this.#what) return this.#what;
    if (this.#of?.drawing !== drawing || this.#of.given !== given) {
      this.#of = { drawing, given };
      this.#what = drawing.layers.length ? drawableOf({ drawing, given }) : null;
    }
    return this.#what;
  }
}

const looks = new Map<string, Look>();

/** The same object for the same look. */
function look(size: number, theme: "light" | "dark", level: number): Look {
  const key = `${size} ${theme} ${level}`;
  const known = looks.get(key) ?? { size, theme, level };
  looks.set(key, known);
  return known;
}

define("codebadge-previews", Previews);
