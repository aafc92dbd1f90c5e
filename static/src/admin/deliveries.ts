/** `<codebadge-admin-deliveries>`: what came through the webhooks, by state, as it comes; one can be looked at and read again. */
import { html, nothing } from "lit";
import { get, post } from "../account/api";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import type { Column } from "./arrange";
import "./dialog";
import { AdminPage, when } from "./page";
import { part, Rows } from "./rows";
import { attempt } from "./said";
import "./table";
import { DELIVERIES, Tail } from "./tail";
import type { Delivery } from "./wire";

/** A row that is about to be pressed does not move away; then it is looked again. */
const HELD_MS = 1_000;
const states = Object.keys(say.hooks.states);

class Deliveries extends AdminPage {
  static override properties = { ...AdminPage.properties, state: { state: true }, shown: { state: true } };
  declare state: string;
  declare shown: (Delivery & { body: string }) | null;
  readonly #deliveries = new Rows<Delivery>(this, async (cursor) => {
    const query = new URLSearchParams({ limit: "50", ...(this.state && { state: this.state }) });
    const { body, next } = await part<{ deliveries: Delivery[] }>(this.at(`/deliveries?${query}`), cursor);
    return { rows: body.deliveries, next };
  });

  readonly #tail = new Tail(
    this,
    () => this.place.slug,
    DELIVERIES,
    () => void this.#renew(),
  );
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    const asked = new URLSearchParams(location.search).get("state") ?? "";
    Object.assign(this, { state: states.includes(asked) ? asked : "", shown: null });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render() {
    return html`<div class="heading" id="deliveries"><h2>${say.hooks.deliveries}</h2>
        <div class="buttons">${this.#tail.dot()}<label class="choice">${say.hooks.stateOf}<select @change=${this.#onState}><option value="">${say.hooks.all}</option>${states.map(
          (state) =>
            html`<option value=${state} ?selected=${state === this.state}>${say.hooks.states[state]}</option>`,
        )}</select></label></div></div>
      <codebadge-table .label=${say.hooks.deliveries} .source=${this.#deliveries} .columns=${this.#columns} .key=${keyOf}
        .empty=${this.#empty()}></codebadge-table>${this.shown ? this.#dialog(this.shown) : nothing}`;
  }

  #empty() {
    if (this.state) return html`<p class="muted">${say.hooks.noneInState}</p>`;
    return html`<codebadge-empty .what=${say.hooks.noDeliveries} .next=${say.hooks.noDeliveriesNext}></codebadge-empty>`;
  }

  /** Rung once a second at most. What comes while an answer is under way is looked for after it. */
  async #renew(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.isConnected) return;
    if (this.#deliveries.isAsking || this.querySelector("button:hover"))
      this.#timer = setTimeout(() => void this.#renew(), HELD_MS);
    else await this.#deliveries.renew(keyOf);
  }

  readonly #onState = (event: Event): void => {
    this.state = (event.target as HTMLSelectElement).value;
    history.replaceState(null, "", `${location.pathname}${this.state ? `?state=${this.state}` : ""}`);
    void this.#deliveries.now();
  };

  readonly #columns: Column<Delivery>[] = [
    { key: "event", title: say.hooks.event, kind: "lead", cell: ({ event }) => html`<code>${event}</code>` },
    {
      key: "state",
      title: say.hooks.stateOf,
      cell: ({ state }) =>
        html`<span class="mark" data-state=${state}>${say.hooks.states[state] ?? state}</span>`,
    },
    { key: "note", title: say.hooks.note, cell: ({ note }) => note },
    { key: "received", title: say.hooks.received, cell: ({ received_at }) => when(received_at) },
    { key: "do", title: say.common.actions, kind: "actions", cell: (delivery) => this.#actions(delivery) },
  ];

  #actions({ id, state }: Delivery) {
    const name = html`<span class="unseen">${say.hooks.replayOf(id)}</span>`;
    const isUnderWay = state === "pending" || state === "processing";
    return html`<div class="buttons"><button @click=${() => this.#show(id)}>${say.hooks.show}<span class="unseen"> ${say.hooks.showOf(id)}</span></button>
      <button ?disabled=${isUnderWay} @click=${() => this.#replay(id)}>${say.hooks.replay}${name}</button></div>`;
  }

  async #show(id: number): Promise<void> {
    try {
      const { delivery } = await get<{ delivery: Delivery & { body: string } }>(this.at(`/deliveries/${id}`));
      this.shown = delivery;
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  #dialog({ id, body, note }: Delivery & { body: string }) {
    const close = () => {
      this.shown = null;
    };
    return html`<codebadge-task wide .label=${say.hooks.showOf(id)} @close=${close}>
      ${note ? html`<p>${note}</p>` : nothing}<pre class="body" tabindex="0">${pretty(body)}</pre></codebadge-task>`;
  }

  async #replay(id: number): Promise<void> {
    const done = await attempt(async () => {
      await post(this.at(`/deliveries/${id}/replay`));
      return say.hooks.replayed(id);
    });
    if (done) await this.#deliveries.now();
  }
}

const keyOf = ({ id }: Delivery) => id;

export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

define("codebadge-admin-deliveries", Deliveries);
