/** What a pattern would mean for everybody comes in; its numbers, samples with evidence, and what each condition found go out. */
import { html, nothing } from "lit";
import { face } from "../pieces/face";
import { outward } from "../pieces/outward";
import { personLink } from "../pieces/person_link";
import { figure } from "../words/figures";
import { say } from "../words/patterns";
import { day } from "../words/times";
import type { Tried } from "./pattern_wire";

const words = say.preview;

export function foundView(tried: Tried) {
  return html`<div class="found"><p class="found-gain"><strong>${words.gain(tried.gain)}</strong></p>
    <p>${tried.lose ? html`<strong class="down">${words.lose(tried.lose)}</strong>` : words.noneLose}</p>
    ${tried.gain === 0 && tried.lose === 0 ? html`<p class="muted">${words.nobody}</p>` : nothing}
    <p class="muted small">${words.looked(tried.people, tried.deeds)}</p>
    ${samples(tried)}${losing(tried)}${leavesView(tried)}
    ${tried.estimate ? html`<h3>${words.estimate}</h3><p class="small">${tried.estimate.words}</p>` : nothing}</div>`;
}

function samples({ samples }: Tried) {
  if (samples.length === 0) return nothing;
  return html`<h3>${words.samples}</h3><ul class="samples">${samples.map(
    ({ person, level, earned_at, reason, evidence }) => html`<li>${face(person)}<span>${personLink(person)}
      ${level ? html`<span class="mark">${level}</span>` : nothing}
      <span class="muted small">${earned_at ? html`<time datetime=${earned_at}>${day(new Date(earned_at))}</time>` : nothing} ${reason}
      ${evidence.map(({ text, url }) => html` ${outward(text, url)}`)}</span></span></li>`,
  )}</ul>`;
}

function losing({ losing }: Tried) {
  if (losing.length === 0) return nothing;
  return html`<h3>${words.losing}</h3><ul class="samples">${losing.map(
    ({ person, why }) =>
      html`<li>${face(person)}<span>${personLink(person)} <span class="muted small">${why}</span></span></li>`,
  )}</ul>`;
}

function leavesView({ leaves }: Tried) {
  if (leaves.length === 0) return nothing;
  return html`<h3>${words.leaves}</h3><table class="plain small"><thead><tr><th scope="col">${words.leaf}</th>
      <th scope="col" data-kind="number">${words.deeds}</th><th scope="col" data-kind="number">${words.people}</th></tr></thead>
    <tbody>${leaves.map(
      ({ words: said, deeds, people }) =>
        html`<tr><td>${said}</td><td data-kind="number">${figure(deeds)}</td><td data-kind="number">${figure(people)}</td></tr>`,
    )}</tbody></table>`;
}
