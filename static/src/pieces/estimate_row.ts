/**
 * `<codebadge-estimate-row .card=${…} .scale=${…} .told=${…}>`: an issue with its estimate comes in; what it is worth, how
 * sure that is, why it moved and the closest past issues go out. The slot holds what one can do with it.
 */
import { html, nothing } from "lit";
import type { Told } from "../live/estimates";
import type { EstimateCard } from "../live/wire_estimates";
import { say } from "../words/estimates";
import { figure } from "../words/figures";
import "./closest";
import "./estimate_bar";
import css from "./estimate_row.css?inline";
import type { Scale } from "./estimate_scale";
import { outward } from "./outward";
import { define, Piece, sheets } from "./piece";
import "./time";

const words = say.estimate;

class EstimateRow extends Piece {
  static override styles = sheets(css);
  static override properties = {
    card: { attribute: false },
    scale: { attribute: false },
    told: { attribute: false },
    named: { type: Boolean },
  };
  declare card: EstimateCard;
  declare scale: Scale | undefined;
  /** Its newest change since the page was opened. */
  declare told: Told | undefined;
  /** The project is said too. */
  declare named: boolean;

  protected override render() {
    const { card } = this;
    return html`<div class="row"><div class="worth">${worth(card)}</div>
      <div class="what"><p class="title">${outward(nameOf(card), card.url)}</p>${this.#meta()}${this.#moved()}</div>
      <codebadge-estimate-bar .figures=${card.figures} .sure=${card.sure} .scale=${this.scale}></codebadge-estimate-bar>
      <div class="why-so">${card.figures ? html`<codebadge-closest .issues=${card.closest} .past=${card.past}></codebadge-closest>` : nothing}
        <slot></slot></div></div>`;
  }

  #meta() {
    const { project, labels, opened_at, closed_at, worth: given } = this.card;
    const at = closed_at ?? opened_at;
    return html`<p class="meta">${given?.review && given.source !== "waiting" ? html`<span class="mark" data-review=${given.review}>${words.reviews[given.review] ?? given.review}</span> ` : nothing}${
      this.named ? html`<bdi>${project.name}</bdi> · ` : nothing
    }${at ? html`${closed_at ? words.closed : words.opened} <codebadge-time at=${at}></codebadge-time>` : nothing}${labels.map((label) => html` · <bdi>${label}</bdi>`)}</p>`;
  }

  #moved() {
    const { figures, ruling } = this.card;
    if (!this.told || !figures) return nothing;
    const { before, why } = this.told;
    if (!before) return ruling ? nothing : html`<p class="moved"><span class="up">${words.fresh}</span></p>`;
    if (words.number(before.points) === words.number(figures.points)) return nothing;
    const change = words.moved(before.points, figures.points);
    const way = figures.points >= before.points ? "up" : "down";
    return html`<p class="moved"><span class=${way}>${change}</span> <span class="why">${words.because(why)}</span></p>`;
  }
}

function worth({ worth: given }: EstimateCard) {
  if (!given) return html`<strong class="none" aria-hidden="true">–</strong>`;
  return html`<strong>${figure(given.points)} <span class="unseen">${words.points(given.points)}</span></strong>
    <p title=${given.words}>${words.sources[given.source] ?? given.source}</p>`;
}

function nameOf({ number, title }: EstimateCard): string {
  return number ? `#${number} ${title}` : title;
}

define("codebadge-estimate-row", EstimateRow);
