/** A person's line on a board comes in, the row of the table that shows it goes out. */
import { html, nothing } from "lit";
import type { LiveRow } from "../live/boards";
import { say } from "../words/board";
import { figure } from "../words/figures";
import { face } from "./face";

export function boardHead() {
  return html`<thead><tr>
    <th scope="col" class="rank" part="head"><span>${say.rank}</span></th>
    <th scope="col" part="head">${say.name}</th>
    <th scope="col" class="movement" part="head"><span>${say.movement}</span></th>
    <th scope="col" class="points" part="head">${say.points}</th>
  </tr></thead>`;
}

/** `profile`: where the name of that person links to; null: nowhere. */
export function boardRow(row: LiveRow, profile: ((person: number) => string) | null) {
  const { person } = row;
  const name =
    profile === null ? person.name : html`<a part="link" href=${profile(person.id)}>${person.name}</a>`;
  return html`<tr part="row" data-person=${person.id} data-rank=${row.rank} data-points=${row.points}>
    <td class="rank" part="rank">${figure(row.rank)}</td>
    <th scope="row"><span class="who">${face(person)}<span class="name" part="name"><bdi>${name}</bdi></span></span></th>
    <td class="movement" part="movement">${movement(row.moved)}</td>
    <td class="points" part="points">${figure(row.points)}</td>
  </tr>`;
}

function movement(moved: number | null) {
  if (moved === 0) return nothing;
  if (moved === null) return html`<span class="move entered" part="entered">${say.entered}</span>`;
  const way = moved > 0 ? "up" : "down";
  const path = moved > 0 ? "M4 .5 8 7.5H0z" : "M4 7.5 0 .5h8z";
  const places = Math.abs(moved);
  return html`<span class="move ${way}" part=${way} title=${say.movedTitle}
    ><svg viewBox="0 0 8 8" aria-hidden="true"><path d=${path} /></svg
    ><span aria-hidden="true">${figure(places)}</span><span class="unseen">${say[way](places)}</span></span>`;
}
