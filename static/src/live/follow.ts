/** An element says which room it follows; it is drawn again with each new view of that room. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Live, type Start, type View } from "./live";
import type { Room } from "./room";

const nothing = { state: null, refusal: null, phase: "catching", asOf: null } as const;

export class Follow<State> implements ReactiveController {
  view: View<State> = nothing;
  #where: { server: string; org: string; room: Room<State>; start?: Start<State> | undefined } | null = null;
  #leave: (() => void) | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Leaves the room followed so far; a null room follows nothing. */
  to(server: string, org: string, room: Room<State> | null, start?: Start<State>): void {
    this.hostDisconnected();
    this.view = nothing;
    this.#where = room && org ? { server, org, room, start } : null;
    this.hostConnected();
  }

  retry(): void {
    if (this.#where) Live.at(this.#where.server).retry(this.#where.org, this.#where.room.name);
  }

  hostConnected(): void {
    if (!this.#where || this.#leave) return;
    const { server, org, room, start } = this.#where;
    this.#leave = Live.at(server).join(org, room, (view) => this.#hear(view), start);
  }

  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = null;
  }

  #hear(view: View<State>): void {
    this.view = view;
    this.host.requestUpdate();
  }
}
