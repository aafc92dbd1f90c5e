/** One room's snapshots and messages come in, in whatever order; the state to show stays true. */
import { gap, type Room } from "./room";
import type { Answer, Message, Refusal } from "./wire";

export type Snapshot = Answer & { ok: true };

/**
 * The server puts us in the room before it makes the snapshot. So what arrives before the snapshot waits, is
 * applied after it, and whatever is not newer than what we hold is dropped.
 */
export class Seat<State = unknown> {
  state: State | null = null;
  /** Everything numbered up to here has been heard; null before the first snapshot. */
  seq: number | null = null;
  refusal: Refusal | null = null;
  /** Questions that failed in a row. */
  tries = 0;
  #waiting: Message[] | null = null;
  #question = 0;

  constructor(
    readonly org: string,
    readonly room: Room<State>,
  ) {}

  get isWaiting(): boolean {
    return this.#waiting !== null;
  }

  /** From now on messages wait for the snapshot; returns the number of this question. */
  wait(): number {
    this.#waiting ??= [];
    return ++this.#question;
  }

  isWaitingFor(question: number): boolean {
    return this.isWaiting && this.#question === question;
  }

  forget(): void {
    this.#waiting = null;
  }

  refuse(refusal: Refusal): void {
    this.#waiting = null;
    this.refusal = refusal;
    this.seq = null; // what is told from now on is not told to us
  }

  open(answer: Snapshot): void {
    const waiting = this.#waiting ?? [];
    const snapshot = answer.snapshots[this.room.name];
    if (snapshot) this.state = this.room.open(this.state, snapshot);
    if (answer.fresh) this.seq = answer.seq;
    this.#waiting = null;
    this.refusal = null;
    this.tries = 0;
    for (const message of answer.messages) this.hear(message);
    this.seq = Math.max(this.seq ?? 0, answer.seq);
    for (const message of waiting) this.hear(message);
  }

  /** False: the message changes another version than ours, so a snapshot is needed. */
  hear(message: Message): boolean {
    if (this.#waiting) this.#waiting.push(message);
    else if (this.state !== null && this.seq !== null && !this.#isOld(message))
      return this.#fold(this.state, message);
    return true;
  }

  #isOld(message: Message): boolean {
    return "seq" in message && message.seq <= (this.seq ?? 0);
  }

  #fold(state: State, message: Message): boolean {
    const next = this.room.hears(message) ? this.room.fold(state, message) : state;
    if (next === gap) {
      this.wait();
      return false;
    }
    this.state = next;
    // The hub tells in order, so a number heard in any room vouches for all rooms up to it.
    if ("seq" in message) this.seq = message.seq;
    return true;
  }
}
