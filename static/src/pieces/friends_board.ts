/**
 * `<codebadge-friends-board org="lumen" board="week">`: oneself and the people one follows, ranked among each other.
 * Fires `codebadge-view` with the View of the whole board, and `codebadge-everybody` when that is wanted instead.
 */
import { css, html, nothing, type PropertyValues } from "lit";
import { get, of } from "../account/api";
import { Asked } from "../account/asked";
import { Following } from "../account/following";
import { boardRoom, type LiveBoard } from "../live/boards";
import { Follow } from "../live/follow";
import { baselineOf, type ComparedRow } from "../live/movement";
import type { Board } from "../live/wire";
import { waitingFor } from "../pages/waiting";
import { say as words } from "../words/boards";
import { boardSheets, boardTable } from "./board_table";
import "./follow";
import "./notice";
import { define, Piece } from "./piece";

const say = words.friends;
const SOON_MS = 1_500;

type FriendsBoardPage = Omit<Board, "rows"> & { rows: ComparedRow[] };

class FriendsBoard extends Piece {
  static override styles = [...boardSheets, css`codebadge-empty { padding-block: 2rem; }`];
  static override properties = { org: {}, server: {}, board: {}, me: { type: Number } };
  declare org: string;
  declare server: string;
  declare board: string;
  declare me: number;
  readonly #following = new Following(this);
  /** What happens on the whole board is a reason to ask again. */
  readonly #live = new Follow<LiveBoard>(this);
  readonly #friends = new Asked(this, () =>
    get<FriendsBoardPage>(of(this.org, `/boards/${this.board}?friends=1`), { stay: true }),
  );
  #asked = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("org") || changed.has("board"))
      this.#live.to(this.server, this.org, boardRoom(this.board));
    this.#following.in(this.org);
    const { ids } = this.#following;
    if (!ids) return;
    const wanted = `${this.board} ${[...ids].join(" ")}`;
    const [before, now] = [this.#asked, `${wanted} ${this.#live.view.state?.version ?? ""}`];
    if (before === now) return;
    this.#asked = now;
    if (before.startsWith(`${wanted} `)) this.#soon();
    else void this.#friends.now();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  protected override updated(): void {
    this.dispatchEvent(new CustomEvent("codebadge-view", { detail: this.#live.view }));
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#friends.now();
    }, SOON_MS);
  }

  protected override render() {
    const { value } = this.#friends;
    if (this.#following.ids?.size === 0)
      return html`<codebadge-empty .what=${say.nobody} .next=${say.nobodyNext}><button @click=${this.#everybody}>${say.toEverybody}</button></codebadge-empty>`;
    if (!value || value.board !== this.board) return waitingFor(this.#friends);
    if (value.rows.length === 0)
      return html`<codebadge-empty .what=${say.none} .next=${say.noneNext}><button @click=${this.#everybody}>${say.toEverybody}</button></codebadge-empty>`;
    const isCompared = baselineOf(value.rows) !== null;
    const rows = value.rows.map((row) => ({ ...row, moved: isCompared ? (row.movement ?? null) : 0 }));
    return boardTable(rows, say.title, {
      me: this.me,
      since: words.boards.titleYesterday,
      beside: ({ person }) =>
        person.id === this.me
          ? nothing
          : html`<codebadge-follow small .org=${this.org} .person=${person}></codebadge-follow>`,
    });
  }

  readonly #everybody = (): void => {
    this.dispatchEvent(new CustomEvent("codebadge-everybody"));
  };
}

define("codebadge-friends-board", FriendsBoard);
