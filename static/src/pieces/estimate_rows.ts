/** `<codebadge-estimate-rows .cards=${…} .told=${…}>`: issues in their order come in; a list on one scale goes out, in which what changes glides once. */
import { html, type PropertyValues } from "lit";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { Told } from "../live/estimates";
import type { EstimateCard } from "../live/wire_estimates";
import { say } from "../words/estimates";
import { figure } from "../words/figures";
import "./estimate_row";
import css from "./estimate_rows.css?inline";
import { type Scale, scaleOf } from "./estimate_scale";
import { glide, standing } from "./glide";
import { define, Piece, sheets } from "./piece";

class EstimateRows extends Piece {
  static override styles = sheets(css);
  static override properties = {
    cards: { attribute: false },
    told: { attribute: false },
    still: { attribute: false },
  };
  declare cards: readonly EstimateCard[];
  declare told: ReadonlyMap<number, Told>;
  /** With another value the list is another one, whose rows do not glide. */
  declare still: unknown;
  #scale: Scale = scaleOf([]);
  #before: Map<string, DOMRect> | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("cards")) this.#scale = this.#rescaled();
    const isNews = changed.has("cards") && !changed.has("still") && changed.get("cards") !== undefined;
    this.#before = isNews ? standing(this.#items(), keyOf) : null;
  }

  protected override updated(): void {
    if (this.#before?.size) glide(this.#items(), keyOf, this.#before);
  }

  /** The same object as long as it is the same scale, so that rows are not drawn for nothing. */
  #rescaled(): Scale {
    const scale = scaleOf(this.cards.flatMap(({ figures }) => (figures ? [figures] : [])));
    return String(scale.ticks) === String(this.#scale.ticks) ? this.#scale : scale;
  }

  #items(): NodeListOf<HTMLElement> {
    return this.renderRoot.querySelectorAll<HTMLElement>("li");
  }

  protected override render() {
    const scale = this.#scale;
    return html`<div class="axis" aria-hidden="true" title=${say.estimates.axis}>${scale.written.map(
      (tick) => html`<span ${at(scale.at(tick))}>${figure(tick)}</span>`,
    )}</div>
      <ol aria-label=${say.estimates.issues}>${repeat(
        this.cards,
        ({ item }) => item,
        (card) => html`<li data-item=${card.item}><codebadge-estimate-row .card=${card} .scale=${scale}
          .told=${this.told?.get(card.item)}></codebadge-estimate-row></li>`,
      )}</ol>`;
  }
}

/** The pages' policy forbids style attributes. */
function at(percent: number) {
  return ref((element) => {
    if (element) (element as HTMLElement).style.insetInlineStart = `${percent}%`;
  });
}

function keyOf(item: HTMLElement): string {
  return item.dataset.item ?? "";
}

define("codebadge-estimate-rows", EstimateRows);
