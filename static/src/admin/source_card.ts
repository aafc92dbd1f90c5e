/** A source comes in; its card on the list goes out: how it is, its facts, its long work, what can be done. */
import { html } from "lit";
import type { JobCard } from "../account/jobs";
import { progressOf } from "./history_progress";
import type { SourceDeeds } from "./source_deeds";
import { markOf } from "./source_marks";
import { factsOf, keyOf, markFor, nameOf, providerOf, sentenceOf } from "./source_words";
import type { Source } from "./wire_sources";

export function sourceCard(org: string, source: Source, deeds: SourceDeeds, told: (job: JobCard) => void) {
  return html`<li class="source sheet"><div class="heading">
      <h2>${markOf(source.hook.provider)}<span class="unseen">${providerOf(source)} </span><a href="/admin/hooks/${keyOf(source)}"><bdi>${nameOf(source)}</bdi></a></h2>
      ${markFor(source)}</div>
    ${sentenceOf(source)}${factsOf(source)}${progressOf(org, source, told)}${deeds.buttons(source)}</li>`;
}
