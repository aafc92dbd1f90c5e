/** `<codebadge-ledger-line .told=${…}>`: a ledger line with its reason, and beside it what was taken back of it. */
import { html, nothing } from "lit";
import type { Explained } from "../live/profiles";
import type { Line } from "../live/wire";
import { say as words } from "../words/boards";
import { signed } from "../words/figures";
import { say } from "../words/page";
import { moment } from "../words/times";
import { estimated } from "./estimated";
import marks from "./estimated.css?inline";
import css from "./ledger_line.css?inline";
import { define, Piece, sheets } from "./piece";
import { reason } from "./reason";
import "./time";

class LedgerLine extends Piece {
  static override styles = sheets(css + marks);
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

function meta(line: Line, note = "") {
  const { project, happened_at, provisional_until } = line;
  return html`<p class="meta">${project ? html`<bdi>${project.name}</bdi> · ` : nothing}<codebadge-time
    at=${happened_at}></codebadge-time>${note ? ` · ${note}` : nothing}${estimated(line)}${provisional(provisional_until)}</p>`;
}

/** Only while it is: what has settled is a line like any other. */
function provisional(until: string | null | undefined) {
  if (!until || new Date(until) <= new Date()) return nothing;
  const moments = moment(new Date(until));
  return html` · <span class="provisional" title=${words.why.provisionalUntil(moments)}>${words.why.provisionalMark}
    <time datetime=${until}>${words.why.provisionalTitle(moments)}</time></span>`;
}

define("codebadge-ledger-line", LedgerLine);
