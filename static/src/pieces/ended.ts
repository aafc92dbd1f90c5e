/** `<codebadge-ended org="lumen" period="week" zone="Europe/Berlin">`: the periods of a board that have ended, with their winners. */
import { html, nothing } from "lit";
import { of } from "../account/api";
import { type Part, part, Rows } from "../admin/rows";
import type { Ended, Season } from "../live/wire_boards";
import { boardName } from "../pages/choice";
import { writePast } from "../pages/past";
import { waitingFor } from "../pages/waiting";
import { say as board } from "../words/board";
import { say as words } from "../words/boards";
import { figure } from "../words/figures";
import { span } from "../words/spans";
import css from "./ended.css?inline";
import { face } from "./face";
import { here } from "./here";
import "./notice";
import { personLink } from "./person_link";
import { define, Piece, sheets } from "./piece";

const say = words.history;
const SEASONS = 20;

/** A period with the name of its board, and its own name where it has one. */
type Past = Ended & { period: string; title: string | null };

class EndedPeriods extends Piece {
  static override styles = sheets(css);
  static override properties = { org: {}, period: {}, scope: {}, zone: {} };
  declare org: string;
  /** Of each board; `season` for all seasons. */
  declare period: string;
  declare scope: string;
  /** The organisation's time zone. */
  declare zone: string;
  readonly #ended = new Rows<Past>(this, (cursor) => this.#part(cursor));

  #part(cursor: string | null): Promise<Part<Past>> {
    return this.period === "season" ? this.#seasons() : this.#periods(this.period, null, cursor);
  }

  async #seasons(): Promise<Part<Past>> {
    const { body } = await part<{ seasons: Season[] }>(of(this.org, "/seasons"), null);
    const closed = body.seasons.filter((season) => season.closed_at).slice(0, SEASONS);
    const all = await Promise.all(closed.map(({ id, name }) => this.#periods(`season-${id}`, name, null)));
    const rows = all.flatMap((one) => one.rows).sort((a, b) => b.end.localeCompare(a.end));
    return { rows, next: null };
  }

  async #periods(period: string, title: string | null, cursor: string | null): Promise<Part<Past>> {
    const path = of(this.org, `/boards/${boardName({ period, scope: this.scope })}/periods`);
    const { body, next } = await part<{ periods: Ended[] }>(path, cursor);
    return { rows: body.periods.map((one) => ({ ...one, period, title })), next };
  }

  protected override render() {
    const { rows, next, refusal, isKnown, isAsking } = this.#ended;
    if (!isKnown) return waitingFor({ refusal, now: this.#ended.now });
    if (rows.length === 0) return this.#empty();
    return html`<ol class="periods">${rows.map((one) => this.#period(one))}</ol>
      ${next ? html`<button ?disabled=${isAsking} @click=${this.#ended.more}>${isAsking ? board.loadingMore : say.more}</button>` : nothing}`;
  }

  #empty() {
    const isSeason = this.period === "season";
    return html`<codebadge-empty .what=${isSeason ? say.noSeason : say.empty} .next=${isSeason ? say.noSeasonNext : say.emptyNext}>
      <a href=${here("/")}>${say.toNow}</a></codebadge-empty>`;
  }

  #period({ period, title, at, start, end, people, winners, corrections }: Past) {
    const name = span(period, start, end, this.zone);
    const address = here(`/boards${writePast({ period, scope: this.scope, at })}`);
    return html`<li data-at=${at}><div><h2><a href=${address}>${title ? html`<bdi>${title}</bdi>` : name}</a></h2>
        ${title ? html`<p>${name}</p>` : nothing}
        <p>${people ? say.people(people, figure(people)) : say.nobody}${
          corrections ? html` · ${say.corrections(corrections, figure(corrections))}` : nothing
        }</p></div>
      ${winners.length ? html`<ol class="winners" aria-label=${say.winners}>${winners.map(winner)}</ol>` : nothing}</li>`;
  }
}

function winner({ person, rank, points }: Ended["winners"][number]) {
  return html`<li><span class="rank">${figure(rank)}</span>${face(person)}<span>${personLink(person)}</span>
    <span class="points">${figure(points)}</span></li>`;
}

define("codebadge-ended", EndedPeriods);
