/** `<codebadge-closest .issues=${…} .past=${214}>`: related past issues come in; what they were worth goes out. */
import { html, nothing } from "lit";
import type { Closest as One } from "../live/wire_estimates";
import { say } from "../words/estimates";
import css from "./closest.css?inline";
import { outward } from "./outward";
import { define, Piece, sheets } from "./piece";

const words = say.estimate;

class Closest extends Piece {
  static override styles = sheets(css);
  static override properties = { issues: { attribute: false }, past: { type: Number } };
  declare issues: readonly One[];
  /** From how many past issues the estimate was made. */
  declare past: number;

  protected override render() {
    if (!this.issues?.length) return html`<p>${words.noClosest(this.past)}</p>`;
    return html`<p>${words.closest(this.past)}:</p><ul>${this.issues.map(
      (one) => html`<li><span>${outward(nameOf(one), one.url)}</span>
        <span><span class="figures">${words.closestOne(one.points)}</span>${one.alike > 0 ? html` · ${words.alike(one.alike)}` : nothing}</span></li>`,
    )}</ul>`;
  }
}

function nameOf({ number, title }: One): string {
  return `${number ? `#${number} ` : ""}${title ?? (number ? "" : words.imported)}`.trim();
}

define("codebadge-closest", Closest);
