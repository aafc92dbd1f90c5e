/**
 * `<codebadge-badge-design .org .badge .chosen>`: which design of the studio draws a badge's picture. Fires
 * `codebadge-design` with the design that was chosen, or null for the built-in art; the form keeps it.
 */
import { html, LitElement, nothing } from "lit";
import { onGround } from "../pieces/dark";
import { here } from "../pieces/here";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { askDesign } from "./design_picker";
import type { WholeBadge } from "./wire";

const say = words.badge;

/** A design as a badge's form knows it. */
export interface Chosen {
  id: number;
  name: string;
  image: string;
  number: number;
  newest: number;
}

class BadgeDesign extends LitElement {
  static override properties = { org: {}, badge: { attribute: false }, chosen: { attribute: false } };
  declare org: string;
  declare badge: WholeBadge | null;
  declare chosen: Chosen | null;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { chosen, badge } = this;
    const studio = here(`/studio?new=1${badge ? `&badge=${badge.id}` : ""}`);
    return html`<div class="badge-design" role="group" aria-labelledby="badge-design"><p class="legend" id="badge-design">${say.title}</p>
      <p class="hint">${chosen ? say.hint : say.hintNone}</p>
      ${
        chosen
          ? html`<p class="badge-design-now"><img src=${onGround(chosen.image)} alt="" width="40" height="40" /><a href=${here(`/studio/${chosen.id}${badge ? `?badge=${badge.id}` : ""}`)}><bdi>${chosen.name}</bdi></a>
              <span class="muted small figures">${say.version(chosen.number)}</span></p>`
          : nothing
      }
      <div class="buttons"><button type="button" @click=${this.#choose}>${chosen ? say.other : say.choose}</button>
        <a class="button" href=${studio}>${say.make}</a>
        ${chosen && chosen.newest > chosen.number ? html`<button type="button" @click=${() => this.#tell({ ...chosen, number: chosen.newest })}>${say.newest(chosen.newest)}</button>` : nothing}
        ${chosen ? html`<button type="button" class="quiet" @click=${() => this.#tell(null)}>${say.builtIn}</button>` : nothing}</div></div>`;
  }

  readonly #choose = async (): Promise<void> => {
    const design = await askDesign(this.org);
    const version = design?.version;
    if (version)
      this.#tell({
        id: design.id,
        name: design.name,
        image: version.image,
        number: version.number,
        newest: version.number,
      });
  };

  #tell(chosen: Chosen | null): void {
    this.dispatchEvent(new CustomEvent("codebadge-design", { detail: chosen }));
  }
}

define("codebadge-badge-design", BadgeDesign);
