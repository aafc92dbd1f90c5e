/** `<codebadge-honours org="lumen">`: the newest awards come in, their medals in a row go out. */
import { html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { feedRoom, type LiveFeed } from "../live/feeds";
import { Follow } from "../live/follow";
import { Load } from "../live/load";
import { newestFirst } from "../live/order";
import type { Award, Person } from "../live/wire";
import { say } from "../words/page";
import { glide, standing } from "./glide";
import { here } from "./here";
import css from "./honours.css?inline";
import "./medal";
import { define, Piece, sheets } from "./piece";

interface Honour {
  person: Person;
  award: Award;
}

const COUNT = 5;

class Honours extends Piece {
  static override styles = sheets(css);
  static override properties = { org: {}, server: {} };
  declare org: string;
  declare server: string;
  readonly #follow = new Follow<LiveFeed>(this);
  readonly #recent = new Load<{ awards: Honour[] }>(this, () => ({
    server: this.server,
    org: this.org,
    path: `/awards?limit=${COUNT}`,
  }));
  #before: Map<string, DOMRect> = new Map();

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("org")) {
      this.#follow.to(this.server, this.org, feedRoom);
      void this.#recent.now();
    }
    this.#before = standing(this.#items(), keyOf);
  }

  protected override updated(): void {
    if (this.#before.size) glide(this.#items(), keyOf, this.#before);
  }

  #items(): NodeListOf<HTMLElement> {
    return this.renderRoot.querySelectorAll<HTMLElement>("li");
  }

  protected override render() {
    const honours = newest(this.#recent.value?.awards ?? [], this.#follow.view.state);
    if (honours.length === 0) return nothing;
    return html`<ul aria-label=${say.honours}>${repeat(
      honours,
      ({ award }) => award.id,
      ({
        person,
        award,
      }) => html`<li data-award=${award.id}><a href=${here(`/people/${person.id}`)} title=${award.badge.name}>
        <codebadge-medal .badge=${award.badge}></codebadge-medal><bdi>${person.name}</bdi>
        <span class="unseen">${award.badge.name}</span></a></li>`,
    )}</ul>`;
  }
}

/** What is told in the feed is newer than what was read once. */
function newest(recent: Honour[], feed: LiveFeed | null): Honour[] {
  const known = new Map([...recent, ...(feed?.awards ?? [])].map((honour) => [honour.award.id, honour]));
  return [...known.values()]
    .filter(({ award }) => award.revoked_at === null)
    .sort((a, b) => newestFirst(a.award.at, b.award.at) || b.award.id - a.award.id)
    .slice(0, COUNT);
}

function keyOf(item: HTMLElement): string {
  return item.dataset.award ?? "";
}

define("codebadge-honours", Honours);
