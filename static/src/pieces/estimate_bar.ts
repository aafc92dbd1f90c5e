/**
 * `<codebadge-estimate-bar .figures=${…} .sure=${36} .scale=${…}>`: an estimate comes in; its interval on the list's own
 * scale, and the same in words, go out.
 */
import { html, nothing, svg } from "lit";
import type { Estimated } from "../live/wire_estimates";
import { say } from "../words/estimates";
import css from "./estimate_bar.css?inline";
import { type Scale, scaleOf } from "./estimate_scale";
import { define, Piece, sheets } from "./piece";

const words = say.estimate;
/** An interval is seen however narrow it is. */
const NARROWEST = 0.75;

class EstimateBar extends Piece {
  static override styles = sheets(css);
  static override properties = {
    figures: { attribute: false },
    sure: { type: Number },
    scale: { attribute: false },
  };
  declare figures: Estimated | null;
  declare sure: number | null;
  /** The same for all bars of a list; without it the bar stands alone. */
  declare scale: Scale | undefined;

  protected override render() {
    const { figures, sure } = this;
    if (!figures) return html`<p class="muted">${words.waiting}</p>`;
    const { points, low, high } = figures;
    const scale = this.scale ?? scaleOf([figures]);
    const [from, to] = [scale.at(low), scale.at(high)];
    return html`<svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
        ${scale.ticks.map((tick) => svg`<path class="tick" d="M${scale.at(tick)} 0V20" />`)}
        <rect class="band" x=${from} y="4" width=${Math.max(NARROWEST, to - from)} height="12" />
        <path class="point" d="M${scale.at(points)} 2V18" /></svg>
      <p><span class="figures">${words.told(points, low, high)}</span>${sure === null || sure === undefined ? nothing : html`<span class="muted"> · ${words.sure(sure)}</span>`}</p>`;
  }
}

define("codebadge-estimate-bar", EstimateBar);
