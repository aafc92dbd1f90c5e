/** `<codebadge-points-line>`: a person and a ledger line come in, who got how much for what goes out. */
import { html, nothing } from "lit";
import type { Line, Person } from "../live/wire";
import { estimated } from "./estimated";
import marks from "./estimated.css?inline";
import { face } from "./face";
import css from "./line.css?inline";
import { personLink } from "./person_link";
import { define, Piece, sheets } from "./piece";
import { reason } from "./reason";
import "./time";

class PointsLine extends Piece {
  static override styles = sheets(css + marks);
  static override properties = { person: { attribute: false }, line: { attribute: false } };
  declare person: Person;
  declare line: Line;

  protected override render() {
    const { reason: why, url, project, recorded_at } = this.line;
    return html`<span class="mark">${face(this.person)}</span>
      <div>
        <p>${personLink(this.person)} · ${reason(why, url)}</p>
        <p class="meta">${project ? html`<bdi>${project.name}</bdi> · ` : nothing}<codebadge-time
          at=${recorded_at}></codebadge-time>${estimated(this.line)}</p>
      </div>`;
  }
}

define("codebadge-points-line", PointsLine);
