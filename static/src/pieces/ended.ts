/** `<codebadge-ended org="lumen" board="week" zone="Europe/Berlin">`: the periods of a board that have ended, with their winners. */
import { html, nothing, type PropertyValues } from "lit";
import { Asked } from "../account/asked";
import { read } from "../live/rest";
import type { Ended, Season } from "../live/wire_boards";
import { writePast } from "../pages/past";
import { waitingFor } from "../pages/waiting";
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
const PAGE = 20;

/** A period with the name of its board, and its own name where it has one. */
type Past = Ended & { period: string; title: string | null };

class EndedPeriods extends Piece {
  static override styles = sheets(css);
  static override properties = {
    org: {},
    server: {},
    period: {},
    scope: {},
    zone: {},
    most: { state: true },
  };
  declare org: string;
  declare server: string;
  /** Of each board; `season` for all seasons. */
  declare period: string;
  declare scope: string;
  /** The organisation's time zone. */
  declare zone: string;
  declare most: number;
  readonly #ended = new Asked(this, () => this.#read(`${this.period} ${this.scope}`));

  protected override willUpdate(changed: PropertyValues): void {
    if (!["org", "period", "scope"].some((name) => changed.has(name))) return;
    this.most = PAGE;
    void this.#ended.now();
  }

  async #read(of: string): Promise<{ of: string; periods: Past[] }> {
    if (this.period !== "season") return { of, periods: await this.#periods(this.period, null) };
    const { seasons } = await read<{ seasons: Season[] }>(this.server, this.org, "/seasons");
    const all = await Promise.all(seasons.map(({ id, name }) => this.#periods(`season-${id}`, name)));
    return { of, periods: all.flat().sort((a, b) => b.end.localeCompare(a.end)) };
  }

  async #periods(period: string, title: string | null): Promise<Past[]> {
    const name = this.scope ? `${period}:${this.scope}` : period;
    const { periods } = await read<{ periods: Ended[] }>(this.server, this.org, `/boards/${name}/periods`);
    return periods.map((one) => ({ ...one, period, title }));
  }

  protected override render() {
    const { value } = this.#ended;
    if (value?.of !== `${this.period} ${this.scope}`) return waitingFor(this.#ended);
    const { periods } = value;
    if (periods.length === 0) return this.#empty();
    return html`<ol class="periods">${periods.slice(0, this.most).map((one) => this.#period(one))}</ol>
      ${periods.length > this.most ? html`<button @click=${this.#more}>${say.more}</button>` : nothing}`;
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

  readonly #more = (): void => {
    this.most += PAGE;
  };
}

function winner({ person, rank, points }: Ended["winners"][number]) {
  return html`<li><span class="rank">${figure(rank)}</span>${face(person)}<span>${personLink(person)}</span>
    <span class="points">${figure(points)}</span></li>`;
}

define("codebadge-ended", EndedPeriods);
