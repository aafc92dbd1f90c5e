/** `<codebadge-ledger-line .told=${…}>`: a ledger line with its reason, and beside it what was taken back of it. */
import { html, nothing } from "lit";
import type { Explained } from "../live/profiles";
import type { Line } from "../live/wire";
import { signed } from "../words/figures";
import { say } from "../words/page";
import css from "./ledger_line.css?inline";
import { define, Piece, sheets } from "./piece";
import { reason } from "./reason";
import "./time";

class LedgerLine extends Piece {
  static override styles = sheets(css);
  static override properties = { told: { attribute: false } };
  declare told: Explained;

  protected override render() {
    const { line, reversals } = this.told;
    const struck = reversals.length ? "struck" : "";
    return html`<span class="points ${struck}">${signed(line.points)}</span>
      <div><p>${reason(line.reason, line.url)}</p>${meta(line, line.reverses ? say.reversalAlone : "")}</div>
      ${reversals.map(
        (back) => html`<div class="back"><span class="points">${signed(back.points)}</span>
          <div data-reverses=${line.id}><p>${reason(back.reason, back.url)}</p>${meta(back)}</div></div>`,
      )}`;
  }
}

function meta({ project, happened_at }: Line, note = "") {
  return html`<p class="meta">${project ? html`<bdi>${project.name}</bdi> · ` : nothing}<codebadge-time
    at=${happened_at}></codebadge-time>${note ? ` · ${note}` : nothing}</p>`;
}

define("codebadge-ledger-line", LedgerLine);
