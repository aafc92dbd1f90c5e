/** A source and what somebody presses come in; it is done, after a question where much follows, and said. */
import { html, nothing, type ReactiveControllerHost } from "lit";
import { newSecret } from "../account/hooks";
import { toast } from "../pieces/toast";
import { say } from "../words/sources";
import { confirm } from "./confirm";
import { accessForm } from "./connect_tokens";
import { askForHistory } from "./history_dialog";
import { go } from "./page";
import { attempt, said } from "./said";
import { disconnect, fetchHistory, pauseHook, reconnect, repairNow } from "./source_rest";
import { type Opened, secretDialog } from "./source_secret";
import { type DeedName, deedsFor, stateOf } from "./source_state";
import { nameOf, providerOf } from "./source_words";
import type { Connection, Source } from "./wire_sources";

type Doing = (source: Source, name: string) => Promise<void>;

/** What is done with sources on a page; `changed` reads them anew. */
export class SourceDeeds {
  #opened: Opened | null = null;
  #renewed: Connection | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly org: () => string,
    private readonly changed: () => Promise<void>,
  ) {}

  buttons(source: Source) {
    const name = html`<span class="unseen">${say.sources.of(nameOf(source))}</span>`;
    return html`<div class="buttons">${deedsFor(source).map(
      (deed) =>
        html`<button class=${deed === "disconnect" ? "danger" : nothing} @click=${() => this.#do(deed, source)}>${wordsOf(deed, source)}${name}</button>`,
    )}</div>`;
  }

  /** What stands over the page while something is asked or told. */
  dialogs() {
    return html`${this.#opened ? secretDialog(this.#opened, () => this.#open(null)) : nothing}
      ${this.#renewed ? accessForm(this.org(), this.#renewed, () => this.renew(null), this.changed) : nothing}`;
  }

  /** Asks for a new token of that access. */
  renew(connection: Connection | null): void {
    this.#renewed = connection;
    this.host.requestUpdate();
  }

  async #do(deed: DeedName, source: Source): Promise<void> {
    await this.#doings[deed](source, nameOf(source));
  }

  readonly #doings: Record<DeedName, Doing> = {
    resume: (source, name) => this.#pause(source, name, false),
    pause: (source, name) => this.#pause(source, name, true),
    repair: ({ hook }, name) =>
      this.#begin(() => repairNow(this.org(), hook.id), say.deeds.repairBegun(name)),
    reconnect: ({ hook }, name) =>
      this.#begin(() => reconnect(this.org(), hook.id), say.deeds.reconnectBegun(name)),
    token: async ({ connection }) => this.renew(connection),
    history: async (source, name) => {
      const mode = await askForHistory(source);
      if (mode === null) return;
      await this.#begin(() => fetchHistory(this.org(), source, mode), say.deeds.historyBegun(name));
    },
    secret: async (source, name) => {
      const { secretTitle, secretText, secretAct } = say.deeds;
      if (
        (await confirm({ title: secretTitle(name), text: secretText, act: secretAct, harmless: true })) ===
        null
      )
        return;
      const done = await quietly(() => newSecret(this.org(), source.hook.id));
      if (done) this.#open({ url: done.url, secret: done.secret, provider: source.hook.provider, name });
      await this.changed();
    },
    disconnect: async (source, name) => {
      const { disconnectTitle, disconnectText, disconnectAct } = say.deeds;
      const text = disconnectText(providerOf(source));
      if ((await confirm({ title: disconnectTitle(name), text, act: disconnectAct(name) })) === null) return;
      await this.#begin(() => disconnect(this.org(), source.hook.id), say.deeds.disconnected(name));
      if (/\/\d/.test(location.pathname)) go("/admin/hooks");
    },
  };

  async #begin(deed: () => Promise<unknown>, words: string): Promise<void> {
    if ((await quietly(deed)) === null) return;
    toast(words);
    await this.changed();
  }

  async #pause({ hook }: Source, name: string, paused: boolean): Promise<void> {
    const set = async (to: boolean) => {
      await pauseHook(this.org(), hook.id, to);
      await this.changed();
      return to ? say.deeds.pausedNow(name) : say.deeds.resumedNow(name);
    };
    const words = await quietly(() => set(paused));
    if (words) said(words, () => set(!paused));
  }

  #open(opened: Opened | null): void {
    this.#opened = opened;
    this.host.requestUpdate();
  }
}

function wordsOf(deed: DeedName, source: Source): string {
  if (deed === "history" && source.history) return say.deeds.again;
  return deed === "reconnect" && stateOf(source) === "moved" ? say.deeds.anew : say.deeds[deed];
}

/** Null when it was refused, which is said. */
async function quietly<T>(deed: () => Promise<T>): Promise<T | null> {
  try {
    return await deed();
  } catch (error) {
    await attempt(() => Promise.reject(error));
    return null;
  }
}
