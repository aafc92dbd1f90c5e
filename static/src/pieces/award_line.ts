/** `<codebadge-award-line>`: a person and an award come in, "Ada earned First review for …" goes out. */
import { html, nothing } from "lit";
import type { Award, Person } from "../live/wire";
import { say } from "../words/page";
import css from "./line.css?inline";
import "./medal";
import { personLink } from "./person_link";
import { define, Piece, sheets } from "./piece";
import { reason } from "./reason";
import "./time";

class AwardLine extends Piece {
  static override styles = sheets(css);
  static override properties = { person: { attribute: false }, award: { attribute: false } };
  declare person: Person;
  declare award: Award;

  protected override willUpdate(): void {
    this.toggleAttribute("data-revoked", this.award.revoked_at !== null);
  }

  protected override render() {
    const { badge, at, by } = this.award;
    const why = reason(this.award.reason, this.award.evidence[0]?.url ?? null);
    // Without a reason, the badge's description stands there, which is a sentence of its own.
    const isDescribed = this.award.reason === badge.description && badge.description !== "";
    return html`<span class="mark"><codebadge-medal .badge=${badge}></codebadge-medal></span>
      <div>
        <p class="told">${personLink(this.person)} ${say.earned}
          <span class="badge">${badge.name}</span>${isDescribed ? ":" : ""} ${why}</p>
        ${this.#revoked()}
        <p class="meta">${by ? html`${say.givenBy(by)} · ` : nothing}<codebadge-time at=${at}></codebadge-time></p>
      </div>`;
  }

  #revoked() {
    const { revoked_at, revoke_reason } = this.award;
    if (!revoked_at) return nothing;
    return html`<p class="meta">${revoke_reason ? say.revokedBecause(revoke_reason) : say.revoked}</p>`;
  }
}

define("codebadge-award-line", AwardLine);
