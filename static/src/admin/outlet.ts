/** `/admin/outgoing/{id}`: one outgoing webhook: how it goes, what it told, and everything that one can do with it. */
import { html, nothing } from "lit";
import { get, patch, post, remove } from "../account/api";
import { Asked } from "../account/asked";
import { define } from "../pieces/piece";
import { say as admin } from "../words/admin";
import { say as words } from "../words/outlets";
import { confirm } from "./confirm";
import "./dispatches";
import type { DispatchList } from "./dispatches";
import "./outlet_form";
import { secretDialog } from "./outlet_secret";
import { condition } from "./outlets";
import { AdminPage, go, heading, when } from "./page";
import { problem } from "./problem";
import { attempt, said } from "./said";
import { waiting } from "./table";
import type { OpenedOutlet, Outlet } from "./wire_outlets";

const say = words.outlets;
const above = { href: "/admin/outgoing", label: say.title };

class OutletPage extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    isEdited: { state: true },
    secret: { state: true },
  };
  declare isEdited: boolean;
  /** A new one; it is known only now. */
  declare secret: string;
  readonly #outlet = new Asked(this, () => this.#ask());

  constructor() {
    super();
    Object.assign(this, { isEdited: false, secret: "" });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#outlet.now();
  }

  async #ask(): Promise<Outlet | undefined> {
    const { outlets } = await get<{ outlets: Outlet[] }>(this.at("/outlets"));
    return outlets.find(({ id }) => String(id) === this.rest);
  }

  protected override render() {
    const { value, refusal, now } = this.#outlet;
    if (value) return this.#page(value);
    if (value === undefined) return html`${heading(say.title, "", above)}<p>${say.missing}</p>`;
    return html`${heading(say.title, "", above)}${refusal ? problem(refusal, now) : waiting()}`;
  }

  #page(outlet: Outlet) {
    return html`${heading(html`<bdi>${outlet.name}</bdi>`, this.#main(outlet), above)}
      <div class="form wide"><p>${condition(outlet)} <code>${outlet.url}</code></p>
        ${news(outlet)}
        <p class="muted">${say.told(outlet.events.map((event) => say.kinds[event] ?? event).join(" · "))}</p>
        <div class="buttons"><button @click=${this.#edit}>${admin.common.edit}</button>
          <button @click=${() => this.#rotate(outlet)}>${say.rotate}</button>
          <button class="danger" @click=${() => this.#remove(outlet)}>${say.remove}</button></div></div>
      <codebadge-dispatches .place=${this.place} .outlet=${outlet} @codebadge-looked=${this.#outlet.now}></codebadge-dispatches>
      ${
        this.isEdited
          ? html`<codebadge-outlet-form .org=${this.place.slug} .outlet=${outlet} @close=${this.#close}
            @codebadge-saved=${this.#onSaved}></codebadge-outlet-form>`
          : nothing
      }${this.secret ? secretDialog(this.secret, this.#forget) : nothing}`;
  }

  #main(outlet: Outlet) {
    const isActive = outlet.state === "active";
    const test = html`<button class="primary" @click=${this.#test}>${say.test}</button>`;
    return html`${isActive ? test : nothing}<button class=${isActive ? nothing : "primary"} @click=${() => this.#pause(outlet)}>${
      isActive ? say.pause : say.resume
    }</button>`;
  }

  readonly #edit = (): void => {
    this.isEdited = true;
  };

  readonly #close = (): void => {
    this.isEdited = false;
  };

  readonly #onSaved = ({ detail }: CustomEvent<{ outlet: Outlet }>): void => {
    this.#outlet.set(detail.outlet);
  };

  readonly #forget = (): void => {
    this.secret = "";
  };

  readonly #test = async (): Promise<void> => {
    const done = await attempt(async () => {
      await post(this.at(`/outlets/${this.rest}/test`));
      return say.tested;
    });
    if (done) await this.querySelector<DispatchList>("codebadge-dispatches")?.look();
  };

  async #pause({ name, state }: Outlet): Promise<void> {
    const set = async (paused: boolean) => {
      const changed = await patch<{ outlet: Outlet }>(this.at(`/outlets/${this.rest}`), { paused });
      this.#outlet.set(changed.outlet);
      return paused ? say.pausedNow(name) : say.resumedNow(name);
    };
    try {
      const words = await set(state === "active");
      // One that was switched off cannot be switched off again.
      said(words, state === "off" ? undefined : () => set(state !== "active"));
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  async #rotate({ name }: Outlet): Promise<void> {
    const { rotateTitle, rotateText, rotateAct } = say;
    if (
      (await confirm({ title: rotateTitle(name), text: rotateText, act: rotateAct, harmless: true })) === null
    )
      return;
    try {
      const { outlet, secret } = await post<OpenedOutlet>(this.at(`/outlets/${this.rest}/rotate`));
      this.secret = secret;
      this.#outlet.set(outlet);
    } catch (error) {
      await attempt(() => Promise.reject(error));
    }
  }

  async #remove({ name }: Outlet): Promise<void> {
    const { removeTitle, removeText, removeAct, removed } = say;
    if ((await confirm({ title: removeTitle(name), text: removeText, act: removeAct(name) })) === null)
      return;
    const done = await attempt(async () => {
      await remove(this.at(`/outlets/${this.rest}`));
      return removed(name);
    });
    if (done) go("/admin/outgoing");
  }
}

/** Why something is other than it should be, and what follows from it. */
function news({ state, failing_since, error }: Outlet) {
  if (state === "off") return html`<p role="status">${say.offWhat(error ?? "")}</p>`;
  if (state === "paused") return html`<p role="status">${say.pausedWhat}</p>`;
  if (!failing_since) return nothing;
  return html`<p role="status">${say.failingSince} ${when(failing_since)}. ${say.failingWhat(error ?? "")}</p>`;
}

define("codebadge-admin-outlet", OutletPage);
