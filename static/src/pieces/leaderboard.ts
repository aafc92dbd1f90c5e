/**
 * `<codebadge-leaderboard org="lumen" board="week">`: a board comes in over its room, a table that moves goes out.
 *
 * Attributes: org, board, server (default: where this script comes from), top, links, more, filter, theme.
 * Fires `codebadge-view` with the View after each change.
 */
import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { boardRoom, type LiveBoard, type LiveRow } from "../live/boards";
import { Follow } from "../live/follow";
import { type Baseline, risen } from "../live/movement";
import { Tail } from "../live/tail";
import type { Period, Refusal } from "../live/wire";
import faces from "../look/face.css?inline";
import shared from "../look/shared.css?inline";
import tokens from "../look/tokens.css?inline";
import { say } from "../words/board";
import { clock, figure } from "../words/figures";
import { Announcer } from "./announce";
import { message, skeleton } from "./board_message";
import { boardHead, boardRow, type RowLook } from "./board_row";
import { named } from "./board_search";
import { glide, standing } from "./glide";
import { here, within } from "./here";
import css from "./leaderboard.css?inline";

const HERE = new URL(import.meta.url).origin;
const PUSHED = 50;

export class Leaderboard extends LitElement {
  static override styles = [tokens, shared, faces, css].map(unsafeCSS);
  static override properties = {
    org: {},
    board: {},
    server: {},
    top: { type: Number },
    links: { type: Boolean },
    more: { type: Boolean },
    filter: {},
    theme: { reflect: true },
    look: { attribute: false },
    baseline: { attribute: false },
  };
  declare org: string;
  declare board: string;
  declare server: string;
  declare top: number;
  declare links: boolean;
  declare more: boolean;
  declare filter: string;
  declare theme: string | null;
  /** What our own pages add to the rows. */
  declare look: Partial<RowLook>;
  /** Ranks of an earlier day, from which movement is counted instead of from when the board was opened. */
  declare baseline: Baseline | null;

  readonly #follow = new Follow<LiveBoard>(this);
  readonly #announcer = new Announcer((sentence) => {
    const region = this.renderRoot.querySelector("[role=status]");
    if (region) region.textContent = sentence;
  });
  #tail: Tail | null = null;
  /** What is drawn: the state, or the board before it until the new one has come. */
  #drawn: LiveBoard | null = null;
  #before: Map<string, DOMRect> | null = null;

  constructor() {
    super();
    Object.assign(this, {
      org: "",
      board: "week",
      server: HERE,
      top: 10,
      links: false,
      more: false,
      filter: "",
      look: {},
      baseline: null,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#announcer.stop();
    this.#tail?.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (["org", "board", "server"].some((name) => changed.has(name))) this.#turnTo();
    const { state, refusal } = this.#follow.view;
    if (state && state !== this.#drawn) this.#take(state);
    if (refusal) this.#drawn = null;
  }

  #turnTo(): void {
    const room = boardRoom(this.board);
    this.#announcer.stop();
    this.#tail?.stop();
    this.#tail = new Tail(this.server, this.org, room.path, () => this.requestUpdate());
    this.#follow.to(this.server, this.org, room);
  }

  #take(state: LiveBoard): void {
    const before = this.#drawn;
    this.#drawn = state;
    if (before?.board !== state.board || before.org !== state.org) return;
    this.#before = standing(this.#rows(), personOf);
    this.#announcer.note(before.rows.slice(0, this.top), state.rows.slice(0, this.top));
    if (before.version !== state.version) this.#tail?.refresh();
  }

  #rows(): NodeListOf<HTMLElement> {
    return this.renderRoot.querySelectorAll<HTMLElement>("tbody tr");
  }

  protected override updated(): void {
    if (this.#before) glide(this.#rows(), personOf, this.#before);
    this.#before = null;
    this.dispatchEvent(new CustomEvent("codebadge-view", { detail: this.#follow.view }));
  }

  protected override render() {
    return html`<section part="board">${this.#content()}<p class="unseen" role="status"></p></section>`;
  }

  #content() {
    const { refusal, phase } = this.#follow.view;
    if (!this.org) return message("error", say.noOrg, say.noOrgNext);
    if (refusal) return this.#refused(refusal);
    if (this.#drawn) return this.#table(this.#drawn);
    return phase === "offline" ? this.#refused({ code: "unreachable", message: "" }) : skeleton(this.top);
  }

  #refused(refusal: Refusal) {
    const host = new URL(this.server, location.href).host;
    const isAway = refusal.code === "unreachable";
    const what = isAway ? say.unreachable(host) : say.refused;
    const next = isAway ? say.unreachableNext : refusal.message;
    const retry = () => this.#follow.retry();
    return message("error", what, next, html`<button part="button" @click=${retry}>${say.retry}</button>`);
  }

  /** On another site, the server's own pages do not know whose board this is. */
  #profile(person: number): string {
    const path = `/people/${person}`;
    return this.server === location.origin ? here(path) : within(this.server + path, this.org);
  }

  #table(board: LiveBoard) {
    const rows = this.#shown(board);
    const profile = this.links ? (person: number) => this.#profile(person) : null;
    return html`<table part="table" data-board=${board.board} data-version=${board.version}
        aria-busy=${this.#follow.view.state ? "false" : "true"}>
        <caption part="title"><strong>${board.title}</strong> <span>${board.scope.name}</span></caption>
        ${
          rows.length
            ? [
                boardHead(),
                html`<tbody>${repeat(
                  rows,
                  ({ person }) => person.id,
                  (row) => boardRow(row, { ...this.look, profile }),
                )}</tbody>`,
              ]
            : nothing
        }
      </table>
      ${rows.length ? nothing : this.#empty(board)}
      ${this.#more(board, rows.length)}
      <footer part="footer"><span dir="auto">${say.people(board.people, figure(board.people))}</span>${this.#note()}</footer>`;
  }

  /** The pushed rows, below them what was read on demand; of these, those whom the filter names. */
  #shown(board: LiveBoard): LiveRow[] {
    const pushed = board.rows.slice(0, this.top);
    const known = new Set(pushed.map((row) => row.person.id));
    const below = (this.#tail?.rows ?? [])
      .filter((row) => !known.has(row.person.id))
      .map((row) => ({ ...row, moved: 0 }));
    const { baseline } = this;
    const rows = [...pushed, ...below];
    return named(baseline ? rows.map((row) => ({ ...row, moved: risen(baseline, row) })) : rows, this.filter);
  }

  #empty(board: LiveBoard) {
    if (this.filter && board.rows.length) return message("empty", say.noMatch(this.filter));
    return message("empty", say.nobody[board.period as Period] ?? say.nobody.all, say.nobodyNext);
  }

  #more(board: LiveBoard, shown: number) {
    if (!this.more || !this.#tail || this.filter || shown >= board.people) return nothing;
    const { status } = this.#tail;
    const words = { idle: say.more, loading: say.loadingMore, failed: say.moreFailed };
    const load = () => this.#tail?.more(Math.max(shown, PUSHED));
    return html`<button class="more" part="button more" ?disabled=${status === "loading"} @click=${load}>
      ${words[status]}</button>`;
  }

  #note() {
    const { phase, asOf } = this.#follow.view;
    if (phase === "live") return nothing;
    const words = {
      catching: say.catching,
      polling: say.polling,
      offline: say.offline(clock(asOf ?? new Date())),
    };
    return html`<span class="note" part="note" dir="auto" data-phase=${phase}>${words[phase]}</span>`;
  }
}

function personOf(row: HTMLElement): string {
  return row.dataset.person ?? "";
}

// A page may well load this script twice.
if (!customElements.get("codebadge-leaderboard")) customElements.define("codebadge-leaderboard", Leaderboard);
