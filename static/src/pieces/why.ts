/**
 * `<codebadge-why org="lumen" about="entry" .number=${12} .me=${7}>`: a line, a refusal or an award comes in; a dialog that
 * says how it came about goes out, with the way to object for whose it is. Open as long as it is in its page; fires `close`.
 */
import { html, LitElement, nothing } from "lit";
import { get } from "../account/api";
import { Asked } from "../account/asked";
import "../admin/dialog";
import type { AwardWhy, Evidence, Step, Subject, Why } from "../live/wire_why";
import { waitingFor } from "../pages/waiting";
import { say as words } from "../words/boards";
import { figure, signed } from "../words/figures";
import { day, moment } from "../words/times";
import "./closest";
import "./dispute";
import { markOf } from "./estimated";
import "./estimated.css";
import { here } from "./here";
import { outward } from "./outward";
import { define } from "./piece";
import "./time";
import { tree } from "./tree";
import "./why.css";

const say = words.why;

/** Below the organisation for what is asked within it; entries, refusals and awards have addresses of their own. */
const paths: Record<Subject, string> = { entry: "/entries", refusal: "/refusals", award: "/awards" };

class WhyDialog extends LitElement {
  static override properties = { org: {}, about: {}, number: { type: Number }, me: { type: Number } };
  declare org: string;
  declare about: Subject;
  /** The id of what is explained. */
  declare number: number;
  /** Who looks at it; whose it is may object. */
  declare me: number | null;
  readonly #why = new Asked<Why | AwardWhy>(this, () =>
    get<Why | AwardWhy>(`${paths[this.about]}/${this.number}/why`, { stay: true }),
  );

  protected override createRenderRoot() {
    return this;
  }

  protected override firstUpdated(): void {
    void this.#why.now();
  }

  protected override render() {
    const { value } = this.#why;
    return html`<codebadge-task .label=${this.#title(value)} @close=${this.#close}>
      <div class="why">${value ? this.#content(value) : waitingFor(this.#why, say.unavailable)}</div></codebadge-task>`;
  }

  #title(value: Why | AwardWhy | null): string {
    if (value && isAward(value)) return say.award(value.badge.name);
    return this.about === "refusal" ? say.refusal : say.entry;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event("close"));
  };

  #content(value: Why | AwardWhy) {
    const isMine = this.me !== null && value.person.id === this.me;
    return html`${isAward(value) ? award(value) : counted(value)}${
      isMine
        ? html`<codebadge-dispute .org=${this.org} .about=${this.about} .number=${this.number}></codebadge-dispute>`
        : nothing
    }`;
  }
}

function isAward(value: Why | AwardWhy): value is AwardWhy {
  return "award" in value;
}

function counted(why: Why) {
  const { entry, refusal, words: told, trace, estimate, taken_back: undone } = why;
  const until = entry?.provisional_until;
  return html`<p>${entry ? html`<strong class="figures">${signed(entry.points)}</strong> · ` : nothing}${told || refusal?.words}</p>
    ${undone ? html`<p class="notice"><strong class="figures">${signed(undone.points)}</strong> · ${undone.reason}</p>` : nothing}
    ${until ? html`<p class="notice"><strong>${say.provisional}.</strong> ${say.provisionalUntil(moment(new Date(until)))}</p>` : nothing}
    ${trace.length ? html`<section><h3>${say.steps}</h3><ol class="trace">${trace.map(step)}</ol></section>` : nothing}
    ${estimate ? evidenceOf(estimate) : nothing}
    <dl class="facts">${facts(why)}</dl>`;
}

function step({ rule, words: told, points }: Step) {
  return html`<li data-rule=${rule}><span>${told}</span><span class="figures">${points === null ? "" : figure(points)}</span></li>`;
}

function evidenceOf(evidence: Evidence) {
  const { past, closest, record } = evidence;
  const mark = markOf({ estimated: evidence });
  const near =
    past === null ? nothing : html`<codebadge-closest .issues=${closest} .past=${past}></codebadge-closest>`;
  return html`<section><h3>${say.estimate}</h3><p><span class="estimated small" title=${mark?.title ?? nothing}>${mark?.text}</span></p>
    ${near}<p class="muted small">${record}</p></section>`;
}

function facts({ entry, work, delivery, rule }: Why) {
  return html`${work ? fact(say.work, outward(work.title, work.url)) : nothing}
    ${work?.project ? fact(say.project, html`<bdi>${work.project.name}</bdi>`) : nothing}
    ${entry ? fact(say.at, time(entry.happened_at)) : nothing}
    ${delivery ? fact(say.heard, html`${time(delivery.received_at)} <span class="muted small">${say.delivery(delivery.event, String(delivery.id))}</span>`) : nothing}
    ${rule ? fact(say.rule, ruleWords(rule)) : nothing}`;
}

function fact(name: string, value: unknown) {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}

/** The words say it by the organisation's clock; here it is how long ago, which is the same everywhere. */
function time(at: string) {
  return html`<codebadge-time at=${at}></codebadge-time>`;
}

function ruleWords({ name, version, project, from_at }: NonNullable<Why["rule"]>) {
  const named = version === 0 ? say.ruleBuiltIn : (say.rules[name]?.(figure(version ?? 0)) ?? name);
  const of = project ? ` ${say.ruleOf(project.name)}` : "";
  return html`${named}${of}${from_at ? html`, ${say.ruleSince(day(new Date(from_at)))}` : nothing}`;
}

function award({ award: given, words: said, tree: conditions, evidence }: AwardWhy) {
  return html`<section>${said.map((sentence) => html`<p>${sentence}</p>`)}</section>
    ${conditions ? html`<section><h3>${say.conditions}</h3>${tree(conditions)}</section>` : nothing}
    ${evidence.length ? html`<section><h3>${say.evidence}</h3><ul>${evidence.map(({ text, url }) => html`<li>${outward(text, url)}</li>`)}</ul></section>` : nothing}
    <p><a href=${here(`/awards/${given.id}`)}>${say.page}</a></p>`;
}

define("codebadge-why", WhyDialog);
