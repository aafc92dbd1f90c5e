/**
 * `<codebadge-my-standing org="lumen" board="week" .me=${7} .version=${12}>`: who looks at a board comes in; their place,
 * who is just above them, and the way there go out. Fires `codebadge-jump`, which a page that shows them prevents.
 */
import { html, nothing, type PropertyValues, unsafeCSS } from "lit";
import { Asked } from "../account/asked";
import { read } from "../live/rest";
import type { Board, Row } from "../live/wire";
import { say as words } from "../words/boards";
import { figure, place } from "../words/figures";
import { boardSheets, boardTable } from "./board_table";
import css from "./my_standing.css?inline";
import { define, Piece } from "./piece";

const say = words.mine;
const SPAN = 3;
const SOON_MS = 1_500;

class MyStanding extends Piece {
  static override styles = [...boardSheets, unsafeCSS(css)];
  static override properties = {
    org: {},
    server: {},
    board: {},
    me: { type: Number },
    version: { type: Number },
    open: { state: true },
  };
  declare org: string;
  declare server: string;
  declare board: string;
  declare me: number;
  /** Of the board as it is shown; another one is a reason to ask again. */
  declare version: number;
  declare open: boolean;
  readonly #around = new Asked(this, () => this.#read());
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (["org", "board", "me"].some((name) => changed.has(name))) {
      this.open = false;
      void this.#around.now();
    } else if (changed.has("version")) this.#soon();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#around.now();
    }, SOON_MS);
  }

  #read(): Promise<Board> {
    return read<Board>(this.server, this.org, `/boards/${this.board}/around/${this.me}?span=${SPAN}`);
  }

  protected override render() {
    const { value } = this.#around;
    if (!value || value.board !== this.board) return nothing;
    const mine = value.rows.find(({ person }) => person.id === this.me);
    if (!mine) return html`<div class="mine"><p class="behind">${say.none}</p></div>`;
    return html`<div class="mine"><p>${say.told(place(mine.rank), figure(value.people), mine.points, figure(mine.points))}
        <span class="behind">${behind(value.rows, mine)}</span></p>
        <button aria-expanded=${this.open ? "true" : "false"} @click=${this.#jump}>${this.open ? say.hide : say.jump}</button></div>
      ${this.open ? html`<div class="around" role="region" aria-label=${say.around}>${boardTable(value.rows, say.around, { me: this.me })}</div>` : nothing}`;
  }

  readonly #jump = (): void => {
    const jump = new CustomEvent("codebadge-jump", { cancelable: true });
    this.open = !this.open && this.dispatchEvent(jump);
  };
}

/** What is between oneself and the next place. */
export function behind(rows: readonly Row[], mine: Row): string {
  const above = rows.filter(({ points }) => points > mine.points).at(-1);
  if (above) {
    const points = above.points - mine.points;
    return say.behind(points, figure(points), above.person.name);
  }
  const others = rows.filter(({ points, rank }) => points === mine.points && rank === mine.rank).length - 1;
  return others > 0 ? say.shared(others) : "";
}

define("codebadge-my-standing", MyStanding);
