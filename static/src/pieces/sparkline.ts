/** `<codebadge-sparkline .days=${…}>`: how somebody's rank went comes in; a small chart, a sentence and a table go out. */
import { html, nothing, svg } from "lit";
import type { RankDay } from "../live/wire_boards";
import { say as words } from "../words/boards";
import { figure, place } from "../words/figures";
import { dayOf } from "../words/times";
import tableCss from "./drawn_table.css?inline";
import { define, Piece, sheets } from "./piece";
import { type Spark, spark } from "./spark";
import css from "./sparkline.css?inline";

const say = words.ranks;

class Sparkline extends Piece {
  static override styles = sheets(tableCss + css);
  static override properties = { days: { attribute: false } };
  /** The oldest first. */
  declare days: readonly RankDay[];

  protected override render() {
    const { days } = this;
    if (!days.some(({ rank }) => rank !== null)) return html`<p class="muted">${say.never}</p>`;
    return html`${picture(spark(days), days.length)}${sentence(days)}
      <details><summary>${say.table}</summary><div class="scroll" tabindex="0" role="region" aria-label=${say.table}>${table(days)}</div></details>`;
  }
}

function picture({ width, height, paths, last }: Spark, days: number) {
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${say.picture(days)}>
    ${svg`<line x1="0" x2=${width} y1=${height} y2=${height} />${paths.map((path) => svg`<path d=${path} />`)}
    ${last ? svg`<circle cx=${last.x} cy=${last.y} r="3" />` : nothing}`}</svg>`;
}

/** What the chart shows, for everybody. */
function sentence(days: readonly RankDay[]) {
  const ranked = days.filter((day): day is RankDay & { rank: number } => day.rank !== null);
  const best = ranked.reduce((one, other) => (other.rank <= one.rank ? other : one));
  const now = days.at(-1)?.rank ?? null;
  return html`<p>${now === null ? say.off : say.now(place(now))}${changed(days)}</p>
    <p class="muted">${say.best(place(best.rank), dayOf(best.day))}</p>`;
}

function changed(days: readonly RankDay[]) {
  const [before, now] = [days.at(-2)?.rank ?? null, days.at(-1)?.rank ?? null];
  if (now === null || days.length < 2) return nothing;
  if (before === null) return html`, ${say.entered}`;
  if (before === now) return html`, ${say.same}`;
  const way = before > now ? "up" : "down";
  return html`, <span class=${way}><span aria-hidden="true">${way === "up" ? "▲" : "▼"}</span> ${say.since(say[way](Math.abs(before - now)))}</span>`;
}

function table(days: readonly RankDay[]) {
  return html`<table><thead><tr><th scope="col">${say.day}</th><th scope="col">${say.rank}</th><th scope="col">${say.points}</th></tr></thead>
    <tbody>${[...days]
      .reverse()
      .map(
        ({ day, rank, points }) =>
          html`<tr><th scope="row"><time datetime=${day}>${dayOf(day)}</time></th><td>${rank === null ? "–" : figure(rank)}</td><td>${figure(points)}</td></tr>`,
      )}</tbody></table>`;
}

define("codebadge-sparkline", Sparkline);
