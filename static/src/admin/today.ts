/** `/admin`: what needs somebody, what came in, and what was earned. */
import { html, nothing } from "lit";
import { get } from "../account/api";
import { Asked } from "../account/asked";
import { Refused } from "../live/rest";
import "../pieces/feed";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import { say as outgoing } from "../words/outlets";
import { say as patterns } from "../words/patterns";
import { say as queues } from "../words/queues";
import { AdminPage, heading, when } from "./page";
import type { Watched } from "./pattern_wire";
import { problem } from "./problem";
import { part } from "./rows";
import { readSources } from "./source_rest";
import { type State, stateOf } from "./source_state";
import { nameOf } from "./source_words";
import { waiting } from "./table";
import type { Delivery } from "./wire";
import { conditionOf, type Outlet } from "./wire_outlets";
import type { Source } from "./wire_sources";

interface Today {
  sources: Source[];
  outlets: Outlet[];
  newest: Delivery[];
  dead: Count;
  parked: Count;
  patterns: Watched[];
  flags: Count;
  disputes: Count;
  estimates: Count;
}

/** As many as one answer holds; `isMore`: there are even more. */
interface Count {
  count: number;
  isMore: boolean;
}

const NONE: Count = { count: 0, isMore: false };

interface Need {
  words: string;
  href: string;
}

class TodayPage extends AdminPage {
  readonly #today = new Asked(this, () => this.#ask());

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.may("admin")) void this.#today.now();
  }

  async #ask(): Promise<Today> {
    const [{ sources }, outlets, newest, dead, parked, watched, flags, disputes, estimates] =
      await Promise.all([
        readSources(this.place.slug),
        orElse(this.#outlets(), []),
        get<{ deliveries: Delivery[] }>(this.at("/deliveries?limit=8")),
        this.#count("deliveries", "dead"),
        this.#count("deliveries", "parked"),
        orElse(this.#watched(), []),
        this.#count("flags", "open"),
        this.#count("disputes", "open"),
        orElse(this.#count("estimates", "review"), NONE),
      ]);
    return {
      sources,
      outlets,
      newest: newest.deliveries,
      dead,
      parked,
      patterns: watched,
      flags,
      disputes,
      estimates,
    };
  }

  async #watched(): Promise<Watched[]> {
    return (await get<{ patterns: Watched[] }>(this.at("/patterns"))).patterns;
  }

  async #outlets(): Promise<Outlet[]> {
    return (await get<{ outlets: Outlet[] }>(this.at("/outlets"))).outlets;
  }

  async #count(list: string, state: string): Promise<Count> {
    const { body, next } = await part<Record<string, object[]>>(this.at(`/${list}?state=${state}`), null);
    return { count: body[list]?.length ?? 0, isMore: next !== null };
  }

  protected override render() {
    return html`${heading(say.today.title)}<div class="beside">
      <div class="stack">${this.may("admin") ? this.#admin() : nothing}</div>
      <section aria-label=${say.today.earned}><codebadge-feed .org=${this.place.slug} .server=${location.origin}></codebadge-feed></section></div>`;
  }

  #admin() {
    const { value, refusal, now } = this.#today;
    if (!value) return refusal ? problem(refusal, now) : waiting();
    return html`<section><h2>${say.today.needs}</h2>${this.#needs(needs(value))}</section>
      <section><h2>${say.today.cameIn}</h2>${value.newest.length ? came(value.newest) : this.#nothingCame(value.sources)}</section>`;
  }

  #needs(all: Need[]) {
    if (all.length === 0) return html`<p class="muted">${say.today.nothing}</p>`;
    return html`<ul class="items needs">${all.map(({ words, href }) => html`<li><a href=${href}>${words}</a></li>`)}</ul>`;
  }

  #nothingCame(sources: Source[]) {
    const next = sources.length ? say.hooks.noDeliveriesNext : say.today.noneCameInNext;
    return html`<codebadge-empty .what=${say.today.noneCameIn} .next=${next}>
      <a class="button primary" href="/admin/hooks">${sources.length ? say.hooks.title : say.today.connect}</a></codebadge-empty>`;
  }
}

function came(deliveries: Delivery[]) {
  return html`<ul class="items">${deliveries.map(
    ({
      event,
      state,
      received_at,
    }) => html`<li><span><code>${event}</code> <span class="mark" data-state=${state}>${say.hooks.states[state] ?? state}</span></span>
      <span class="muted small">${when(received_at)}</span></li>`,
  )}</ul><p><a href="/admin/hooks#deliveries">${say.today.all}</a></p>`;
}

/** Without it the rest of the page is still worth seeing. */
async function orElse<T>(asked: Promise<T>, none: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused) return none;
    throw error;
  }
}

const ailing: Partial<Record<State, (name: string) => string>> = {
  waits: say.today.unverified,
  paused: say.today.paused,
  refused: say.today.refused,
  suspended: say.today.suspended,
  failing: say.today.failing,
  silent: say.today.silent,
};

/** What waits for a person: nothing of it mends itself. */
export function needs({
  sources,
  outlets,
  dead,
  parked,
  patterns: watched,
  flags,
  disputes,
  estimates,
}: Today): Need[] {
  const { deadOne, dead: deads, parkedOne, parked: parkeds } = say.today;
  const href = "/admin/hooks";
  return [
    ...counted(dead, deadOne, deads, `${href}?state=dead#deliveries`),
    ...counted(parked, parkedOne, parkeds, `${href}?state=parked#deliveries`),
    ...counted(flags, queues.flags.need("1"), queues.flags.need, "/admin/review"),
    ...counted(disputes, queues.disputes.need("1"), queues.disputes.need, "/admin/disputes"),
    ...counted(estimates, queues.estimates.need("1"), queues.estimates.need, "/admin/estimates"),
    ...sources.flatMap((source) => {
      const words = ailing[stateOf(source)];
      return words ? [{ words: words(nameOf(source)), href }] : [];
    }),
    ...outlets.flatMap(told),
    ...watched.flatMap(({ badge, alarm }) =>
      alarm
        ? [{ words: patterns.list.need(badge.name, alarm.words), href: `/admin/badges/${badge.id}` }]
        : [],
    ),
  ];
}

/** An outgoing webhook of which nobody else would say that it does not work. */
function told(outlet: Outlet): Need[] {
  const words = { off: outgoing.outlets.needOff, failing: outgoing.outlets.needFailing }[
    conditionOf(outlet) as string
  ];
  return words ? [{ words: words(outlet.name), href: `/admin/outgoing/${outlet.id}` }] : [];
}

function counted(
  { count, isMore }: Count,
  one: string,
  several: (count: string) => string,
  href: string,
): Need[] {
  if (count === 0) return [];
  return [{ words: count === 1 ? one : several(figure(count) + (isMore ? "+" : "")), href }];
}

define("codebadge-admin-today", TodayPage);
