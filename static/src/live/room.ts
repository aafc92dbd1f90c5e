/** What a kind of room must know to be kept up to date; boards.ts, feeds.ts and profiles.ts fill it in. */
import type { Message } from "./wire";

/** Returned by a fold that holds another version than the one a message changes. */
export const gap = Symbol("gap");

export interface Room<State> {
  /** The room's name on the wire, such as `board:week`. */
  readonly name: string;
  /** Its snapshot over REST, below `/v1/organizations/{org}`. */
  readonly path: string;
  hears(message: Message): boolean;
  open(held: State | null, snapshot: unknown): State;
  /** Pure; the same message twice changes nothing. */
  fold(state: State, message: Message): State | typeof gap;
}
