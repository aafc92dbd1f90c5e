/** `<codebadge-rank-history org="lumen" .person=${7}>`: a choice of boards, and how somebody's rank on it went day by day. */
import { html, LitElement, type PropertyValues } from "lit";
import { Asked } from "../account/asked";
import { read } from "../live/rest";
import type { RankDay } from "../live/wire_boards";
import { waitingFor } from "../pages/waiting";
import { say as words } from "../words/boards";
import "./notice";
import { define } from "./piece";
import "./sparkline";

const say = words.ranks;
const DAYS = 30;

/** Drawn into the page itself, whose fields look as its own. */
class RankHistory extends LitElement {
  static override properties = { org: {}, server: {}, person: { type: Number }, board: { state: true } };
  declare org: string;
  declare server: string;
  declare person: number;
  declare board: string;
  readonly #days = new Asked(this, async () => {
    const board = this.board;
    const path = `/people/${this.person}/ranks?board=${board}&days=${DAYS}`;
    return { board, days: (await read<{ days: RankDay[] }>(this.server, this.org, path)).days };
  });

  constructor() {
    super();
    this.board = "month";
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("person") || changed.has("board")) void this.#days.now();
  }

  protected override render() {
    const { value } = this.#days;
    return html`<label>${say.board}<select @change=${this.#onBoard}>${Object.entries(say.boards).map(
      ([name, title]) => html`<option value=${name} ?selected=${name === this.board}>${title}</option>`,
    )}</select></label>
      ${value?.board === this.board ? this.#drawn(value.days) : waitingFor(this.#days)}`;
  }

  #drawn(days: RankDay[]) {
    if (days.length === 0) return html`<p class="muted">${say.none}</p>`;
    return html`<codebadge-sparkline .days=${days}></codebadge-sparkline>`;
  }

  readonly #onBoard = (event: Event): void => {
    this.board = (event.target as HTMLSelectElement).value;
  };
}

define("codebadge-rank-history", RankHistory);
