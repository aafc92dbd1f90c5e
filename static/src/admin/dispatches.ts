/** `<codebadge-dispatches>`: an outgoing webhook comes in; what it told goes out, newest first; one can be sent again. */
import { html, nothing } from "lit";
import { get, post } from "../account/api";
import { define } from "../pieces/piece";
import { say as admin } from "../words/admin";
import { say as words } from "../words/outlets";
import type { Column } from "./arrange";
import { pretty } from "./deliveries";
import "./dialog";
import { AdminPage, unseen, when } from "./page";
import { part, Rows } from "./rows";
import { attempt } from "./said";
import "./table";
import { type Dispatch, isUnderWay, marks, type Outlet } from "./wire_outlets";

const say = words.outlets;
/** Milliseconds until what is under way is looked at again; each time twice as long. */
const SOON_MS = 1_000;
const LOOKS = 5;

type Whole = Dispatch & { body: string };

class Dispatches extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    outlet: { attribute: false },
    shown: { state: true },
  };
  declare outlet: Outlet;
  declare shown: Whole | null;
  readonly #dispatches = new Rows<Dispatch>(this, async (cursor) => {
    const { body, next } = await part<{ dispatches: Dispatch[] }>(this.#path("?limit=50"), cursor);
    return { rows: body.dispatches, next };
  });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.shown = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Something was sent just now: the list is asked for until it is known what came of it. */
  readonly look = async (looks = 0): Promise<void> => {
    clearTimeout(this.#timer);
    await this.#dispatches.now();
    this.dispatchEvent(new Event("codebadge-looked"));
    if (!this.isConnected || looks === LOOKS || !this.#dispatches.rows.some(isUnderWay)) return;
    this.#timer = setTimeout(() => void this.look(looks + 1), SOON_MS * 2 ** looks);
  };

  protected override render() {
    const empty = html`<codebadge-empty .what=${say.none} .next=${say.noneNext}></codebadge-empty>`;
    return html`<div class="heading"><h2>${say.deliveries}</h2><div class="buttons">
        <button class="quiet" @click=${() => this.look()}>${say.refresh}</button></div></div>
      <p class="muted small">${say.kept}</p>
      <codebadge-table .label=${say.deliveries} .source=${this.#dispatches} .columns=${this.#columns}
        .key=${({ id }: Dispatch) => id} .empty=${empty}></codebadge-table>${this.shown ? this.#dialog(this.shown) : nothing}`;
  }

  readonly #columns: Column<Dispatch>[] = [
    { key: "event", title: say.event, kind: "lead", cell: ({ kind }) => say.kinds[kind] ?? kind },
    { key: "result", title: say.result, cell: result },
    { key: "at", title: say.at, cell: ({ created_at }) => when(created_at) },
    { key: "do", title: admin.common.actions, kind: "actions", cell: (dispatch) => this.#actions(dispatch) },
  ];

  #actions(dispatch: Dispatch) {
    const { id } = dispatch;
    const cannot = this.outlet.state !== "active" || isUnderWay(dispatch);
    return html`<div class="buttons"><button @click=${() => this.#show(id)}>${say.body}${unseen(say.againOf(id))}</button>
      <button ?disabled=${cannot} @click=${() => this.#again(id)}>${say.again}${unseen(say.againOf(id))}</button></div>`;
  }

  async #show(id: number): Promise<void> {
    try {
      this.shown = (await get<{ dispatch: Whole }>(this.#path(`/${id}`))).dispatch;
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  #dialog({ id, key, body }: Whole) {
    const close = () => {
      this.shown = null;
    };
    return html`<codebadge-task wide .label=${say.bodyOf(id)} @close=${close}><p><code>webhook-id: ${key}</code></p>
      <pre class="body" tabindex="0">${pretty(body)}</pre></codebadge-task>`;
  }

  async #again(id: number): Promise<void> {
    const done = await attempt(async () => {
      await post(this.#path(`/${id}/replay`));
      return say.againNow;
    });
    if (done) await this.look();
  }

  #path(below: string): string {
    return this.at(`/outlets/${this.outlet.id}/dispatches${below}`);
  }
}

function result({ state, status, attempts, error, next_at }: Dispatch) {
  const tried = [status ? say.status(status) : "", attempts ? say.tries(attempts) : ""].filter(Boolean);
  return html`<span class="mark" data-state=${marks[state]}>${say.results[state]}</span>
    <span class="muted small">${tried.join(", ")}</span>
    ${error && state !== "sent" ? html`<br /><span class="small">${error}</span>` : nothing}
    ${attempts && next_at ? html`<br /><span class="muted small">${say.nextTry} ${when(next_at)}</span>` : nothing}`;
}

export type DispatchList = Dispatches;

define("codebadge-dispatches", Dispatches);
