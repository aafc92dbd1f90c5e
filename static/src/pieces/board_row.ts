/** A person's line on a board comes in, the row of the table that shows it goes out. */
import { html, nothing } from "lit";
import type { LiveRow } from "../live/boards";
import type { Row } from "../live/wire";
import { say } from "../words/board";
import { figure } from "../words/figures";
import { face } from "./face";

/** `isStill`: of a board on which nobody moves. */
export function boardHead(isStill = false) {
  return html`<thead><tr>
    <th scope="col" class="rank" part="head"><span>${say.rank}</span></th>
    <th scope="col" part="head">${say.name}</th>
    ${isStill ? nothing : html`<th scope="col" class="movement" part="head"><span>${say.movement}</span></th>`}
    <th scope="col" class="points" part="head">${say.points}</th>
  </tr></thead>`;
}

export interface RowLook {
  /** Where the name of that person links to; null: nowhere. */
  profile: ((person: number) => string) | null;
  /** Who looks at the board. */
  me?: number | null;
  isStill?: boolean;
  /** Since when `moved` counts, in words. */
  since?: string;
  /** What a page sets behind the name, and behind the points. */
  beside?: (row: Row) => unknown;
  behind?: (row: Row) => unknown;
}

export function boardRow(row: LiveRow, { profile, me, isStill, since, beside, behind }: RowLook) {
  const { person } = row;
  const name =
    profile === null ? person.name : html`<a part="link" href=${profile(person.id)}>${person.name}</a>`;
  return html`<tr part="row" data-person=${person.id} data-rank=${row.rank} data-points=${row.points} ?data-me=${person.id === me}>
    <td class="rank" part="rank">${figure(row.rank)}</td>
    <th scope="row"><span class="who">${face(person)}<span class="name" part="name"><bdi>${name}</bdi>${
      person.id === me ? html` <span class="me" part="me">${say.me}</span>` : nothing
    }</span>${beside?.(row) ?? nothing}</span></th>
    ${isStill ? nothing : html`<td class="movement" part="movement">${movement(row.moved, since ?? say.movedTitle)}</td>`}
    <td class="points" part="points">${figure(row.points)}${behind?.(row) ?? nothing}</td>
  </tr>`;
}

function movement(moved: number | null, since: string) {
  if (moved === 0) return nothing;
  if (moved === null)
    return html`<span class="move entered" part="entered" title=${since}>${say.entered}</span>`;
  const way = moved > 0 ? "up" : "down";
  const path = moved > 0 ? "M4 .5 8 7.5H0z" : "M4 7.5 0 .5h8z";
  const places = Math.abs(moved);
  return html`<span class="move ${way}" part=${way} title=${since}
    ><svg viewBox="0 0 8 8" aria-hidden="true"><path d=${path} /></svg
    ><span aria-hidden="true">${figure(places)}</span><span class="unseen">${say[way](places)}</span></span>`;
}
