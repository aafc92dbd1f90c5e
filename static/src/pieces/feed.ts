/** `<codebadge-feed org="lumen">`: the feed's room comes in, awards and points as they happen go out. */
import { html, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { feedKey, feedRoom, type LiveFeed } from "../live/feeds";
import { Follow } from "../live/follow";
import type { FeedLine } from "../live/wire";
import { say } from "../words/page";
import "./award_line";
import css from "./feed.css?inline";
import { glide, standing } from "./glide";
import "./live_dot";
import "./notice";
import { define, Piece, sheets } from "./piece";
import "./points_line";

type Filter = Exclude<FeedLine["type"], "digest"> | "all";

/** The page is about the board; older news is there when asked for. */
const SHORT = 12;

const filters: [Filter, string][] = [
  ["all", say.feedAll],
  ["award", say.feedAwards],
  ["points", say.feedPoints],
];

class FeedPiece extends Piece {
  static override styles = sheets(css);
  static override properties = { org: {}, server: {}, filter: { state: true }, isLong: { state: true } };
  declare org: string;
  declare server: string;
  declare filter: Filter;
  declare isLong: boolean;
  readonly #follow = new Follow<LiveFeed>(this);
  #before: Map<string, DOMRect> | null = null;

  constructor() {
    super();
    Object.assign(this, { org: "", server: location.origin, filter: "all", isLong: false });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("org") || changed.has("server")) this.#follow.to(this.server, this.org, feedRoom);
    // Another filter is another list; only news moves what stands there.
    this.#before = changed.has("filter") ? null : standing(this.#items(), keyOf);
  }

  protected override updated(): void {
    if (this.#before?.size) glide(this.#items(), keyOf, this.#before);
  }

  #items(): NodeListOf<HTMLElement> {
    return this.renderRoot.querySelectorAll<HTMLElement>("li");
  }

  protected override render() {
    return html`<header><h2>${say.feed}</h2><codebadge-live-dot .view=${this.#follow.view}></codebadge-live-dot></header>
      <fieldset><legend class="unseen">${say.feedFilter}</legend>${filters.map(([value, words]) => this.#choice(value, words))}</fieldset>
      ${this.#list()}`;
  }

  #choice(value: Filter, words: string) {
    const choose = () => {
      this.filter = value;
    };
    return html`<label><input type="radio" name="show" value=${value} .checked=${this.filter === value}
      @change=${choose} />${words}</label>`;
  }

  #list() {
    const { state, refusal } = this.#follow.view;
    if (refusal) return this.#refused(refusal.message, refusal.code);
    if (!state) return nothing;
    const lines = state.lines.filter((told) => this.filter === "all" || told.type === this.filter);
    if (lines.length === 0) return this.#empty();
    const shown = this.isLong ? lines : lines.slice(0, SHORT);
    return html`<ol>${repeat(shown, feedKey, (told) => html`<li data-key=${feedKey(told)}>${draw(told)}</li>`)}</ol>
      ${shown.length < lines.length ? html`<button @click=${this.#lengthen}>${say.feedMore}</button>` : nothing}`;
  }

  #lengthen(): void {
    this.isLong = true;
  }

  #empty() {
    if (this.filter !== "all" && this.#follow.view.state?.lines.length)
      return html`<codebadge-empty .what=${say.feedNone[this.filter]}></codebadge-empty>`;
    return html`<codebadge-empty .what=${say.feedEmpty} .next=${say.feedEmptyNext}></codebadge-empty>`;
  }

  #refused(message: string, code: string) {
    return html`<codebadge-error .what=${say.broken} .next=${message} .reference=${code}>
      <button @click=${() => this.#follow.retry()}>${say.retry}</button></codebadge-error>`;
  }
}

function draw(told: FeedLine) {
  if (told.type === "digest")
    return html`<p class="digest">${told.digest.words} <codebadge-time at=${told.at}></codebadge-time></p>`;
  return told.type === "award"
    ? html`<codebadge-award-line .person=${told.person} .award=${told.award}></codebadge-award-line>`
    : html`<codebadge-points-line .person=${told.person} .line=${told.line}></codebadge-points-line>`;
}

function keyOf(item: HTMLElement): string {
  return item.dataset.key ?? "";
}

define("codebadge-feed", FeedPiece);
