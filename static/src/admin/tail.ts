/** An organisation and what is to be followed of it come in; a call for each piece of news goes out, where the socket lets us in. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { io, type Socket } from "socket.io-client";
import { post } from "../account/api";
import { say as page } from "../words/page";

interface Granted {
  access_token: string;
}

const ANSWER_MS = 8_000;

/** What is asked for, and the event that tells of it. */
export interface Followed {
  ask: string;
  told: string;
  /** It counts nothing, and may ring once too often: whenever it is followed anew, something may have been missed. */
  isBell?: boolean;
}
export const AUDIT: Followed = { ask: "audit:tail", told: "audit.line" };
export const DELIVERIES: Followed = { ask: "deliveries:watch", told: "deliveries.changed", isBell: true };

export class Tail implements ReactiveController {
  #socket: Socket | null = null;
  #isLive = false;
  #isGone = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly org: () => string,
    private readonly followed: Followed,
    private readonly heard: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#isGone = false;
    void this.#open();
  }

  hostDisconnected(): void {
    this.#isGone = true;
    this.#socket?.disconnect();
    this.#socket = null;
  }

  /** Nothing while it is not live: then one reads anew by hand. */
  dot() {
    return this.#isLive
      ? html`<span class="live small muted" role="status"><i></i>${page.live}</span>`
      : nothing;
  }

  async #open(): Promise<void> {
    const token = () => post<Granted>("/auth/tokens", { organization: this.org() }, { stay: true });
    const first = await token().catch(() => null);
    if (!first || this.#isGone) return;
    let held: Granted | null = first;
    const socket = io("/admin", {
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      // The token lives for minutes, a page for hours: each connection takes a fresh one.
      auth: (give) => {
        const told = held ?? token();
        held = null;
        Promise.resolve(told).then(
          ({ access_token }) => give({ token: access_token }),
          () => give({}),
        );
      },
    });
    this.#socket = socket;
    socket.on("connect", () => void this.#follow(socket));
    socket.on("disconnect", () => this.#mark(false));
    socket.on("refused", () => socket.disconnect());
    socket.on(this.followed.told, () => this.heard());
  }

  async #follow(socket: Socket): Promise<void> {
    const answer = await socket
      .timeout(ANSWER_MS)
      .emitWithAck(this.followed.ask, {})
      .catch(() => null);
    this.#mark(answer?.ok === true);
    if (this.#isLive && this.followed.isBell) this.heard();
  }

  #mark(isLive: boolean): void {
    this.#isLive = isLive;
    this.host.requestUpdate();
  }
}
