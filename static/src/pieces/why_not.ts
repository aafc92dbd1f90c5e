/**
 * `<codebadge-why-not org="lumen" .person=${7} .badge=${…} .isMe=${true}>`: a badge that somebody does not hold yet; a dialog goes out
 * with its conditions, which are met, what is missing, work that would have counted, and for themselves an objection. Open as
 * long as it is there; fires `close`.
 */
import { html, LitElement, nothing } from "lit";
import { get, of } from "../account/api";
import { Asked } from "../account/asked";
import "../admin/dialog";
import type { Award, Badge } from "../live/wire";
import type { RefusedDeed, Tree } from "../live/wire_why";
import { waitingFor } from "../pages/waiting";
import { say } from "../words/gallery";
import "./dispute";
import { here } from "./here";
import "./medal";
import { outward } from "./outward";
import { define } from "./piece";
import "./time";
import { tree } from "./tree";
import "./why.css";

const words = say.gallery;

interface WhyNot {
  held: boolean;
  award: Award | null;
  tree: Tree | null;
  met: string[];
  missing: string[];
  refusals: RefusedDeed[];
}

class WhyNotDialog extends LitElement {
  static override properties = {
    org: {},
    person: { type: Number },
    badge: { attribute: false },
    isMe: { type: Boolean },
  };
  declare org: string;
  declare person: number;
  declare badge: Badge;
  declare isMe: boolean;
  readonly #why = new Asked<WhyNot>(this, () =>
    get<WhyNot>(of(this.org, `/people/${this.person}/badges/${this.badge.id}/why`), { stay: true }),
  );

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#why.now();
  }

  protected override render() {
    const { value } = this.#why;
    const title = value?.held ? words.whyYes : words.whyNot;
    return html`<codebadge-task .label=${title(this.badge.name)} @close=${this.#close}>
      <div class="why">${value ? content(value) : waitingFor(this.#why)}${
        value && this.isMe
          ? html`<codebadge-dispute .org=${this.org} .about=${value.award ? "award" : "badge"} .number=${value.award?.id ?? this.badge.id}></codebadge-dispute>`
          : nothing
      }</div></codebadge-task>`;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };
}

function content({ award, missing, tree: conditions, refusals }: WhyNot) {
  return html`${
    award
      ? html`<p>${award.reason} <span class="muted small"><codebadge-time at=${award.at}></codebadge-time></span></p>
        <p><a href=${here(`/awards/${award.id}`)}>${words.awardPage}</a></p>`
      : nothing
  }
    ${missing.length ? html`<section><h3>${words.nearly}</h3><ul>${missing.map((one) => html`<li>${one}</li>`)}</ul></section>` : nothing}
    ${conditions ? html`<section><h3>${words.tree}</h3>${tree(conditions)}</section>` : nothing}
    ${refusals.length ? html`<section><h3>${words.refusals}</h3><p class="muted small">${words.refusalsHint}</p><ul>${refusals.map(refused)}</ul></section>` : nothing}`;
}

function refused({ work, words: why, at }: RefusedDeed) {
  return html`<li>${outward(work.text, work.url)} <span class="muted small"><codebadge-time at=${at}></codebadge-time></span><br />${why}</li>`;
}

define("codebadge-why-not", WhyNotDialog);
