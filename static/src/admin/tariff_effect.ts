/** What another tariff would have made of the newest work comes in; a table of people and ranks, and samples, go out. */
import { html, nothing } from "lit";
import { personLink } from "../pieces/person_link";
import { figure, signed } from "../words/figures";
import { say as words } from "../words/tariff";
import type { Effect } from "./wire_tariff";

const say = words.effect;
const SHOWN = 12;

export function effectOf({ people, entries, refused, newcomers, trace_sample }: Effect) {
  const moved = people.filter(({ before, after }) => before !== after);
  return html`<p class="muted small">${say.of(figure(entries))}</p>
    ${moved.length ? table(moved) : html`<p>${say.none}</p>`}
    ${moved.length > SHOWN ? html`<p class="muted small">${say.more(figure(moved.length - SHOWN))}</p>` : nothing}
    ${refused ? html`<p class="small">${say.refused(figure(refused))}</p>` : nothing}
    ${newcomers ? html`<p class="small">${say.newcomers(figure(newcomers))}</p>` : nothing}
    ${trace_sample.length ? samples(trace_sample) : nothing}`;
}

function table(moved: Effect["people"]) {
  return html`<table class="plain figures"><thead><tr><th scope="col">${say.person}</th><th scope="col" data-kind="number">${say.now}</th>
    <th scope="col" data-kind="number">${say.after}</th></tr></thead><tbody>${moved.slice(0, SHOWN).map(
      ({ person, before, after, rank_before, rank_after }) => html`<tr><td>${personLink(person)}${
        rank_before !== null && rank_after !== null && rank_before !== rank_after
          ? html`<br /><span class="muted small">${say.rank(figure(rank_before), figure(rank_after))}</span>`
          : nothing
      }</td><td data-kind="number">${figure(before)}</td>
        <td data-kind="number">${figure(after)} <span class=${after > before ? "up" : "down"}>${signed(after - before)}</span></td></tr>`,
    )}</tbody></table>`;
}

function samples(found: Effect["trace_sample"]) {
  return html`<details><summary>${say.samples}</summary><ul class="plain">${found.map(
    ({
      work,
      person,
      trace,
    }) => html`<li><p>${work.url ? html`<a href=${work.url} rel="noopener">${work.text}</a>` : work.text} · ${person.name}</p>
      <ol class="small">${trace.map(({ words: said }) => html`<li>${said}</li>`)}</ol></li>`,
  )}</ul></details>`;
}
