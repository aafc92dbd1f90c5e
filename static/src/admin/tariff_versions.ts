/** Every tariff that was decided comes in; a list of who, when and why goes out, from which one can begin anew. */
import { html, nothing } from "lit";
import type { Asked } from "../account/asked";
import { say as words } from "../words/tariff";
import { when } from "./page";
import { problem } from "./problem";
import type { Decided } from "./wire_tariff";

const say = words.versions;

export function versionsOf({ value, refusal, now }: Asked<Decided[]>, begin: (one: Decided) => void) {
  return html`<section class="versions"><h2>${say.title}</h2>${
    refusal ? problem(refusal, now) : value?.length === 0 ? html`<p class="muted">${say.empty}</p>` : nothing
  }<ul class="items">${(value ?? []).map((one) => line(one, begin))}</ul></section>`;
}

function line(one: Decided, begin: (one: Decided) => void) {
  const { version, project, from_at, decided_at, by, why } = one;
  return html`<li><span><strong>${say.version(version)}</strong>${project ? html` · <bdi>${project.name}</bdi>` : nothing}
       ${from_at ? html`${say.from} ${when(from_at)}` : say.ever}<br />
      <span class="muted small">${why}${by ? html` · ${say.by(by)}` : nothing} ${when(decided_at)}</span></span>
    <button type="button" @click=${() => begin(one)}>${say.use}<span class="unseen"> ${say.version(version)}</span></button></li>`;
}
