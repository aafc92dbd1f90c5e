/** Elements join rooms here and are told each new state; one line to each server serves a whole page. */
import { Poll } from "./poll";
import { isPassing } from "./rest";
import type { Room } from "./room";
import { Seat } from "./seat";
import { dial, type Wire } from "./socket";
import type { Answer, Message, Refusal } from "./wire";

/** live: told as it happens; catching: asking again; polling: REST instead; offline: nothing answers. */
export type Phase = "live" | "catching" | "polling" | "offline";

export interface View<State> {
  state: State | null;
  refusal: Refusal | null;
  phase: Phase;
  /** When what is shown was last known to be true; null while live. */
  asOf: Date | null;
}

/** A state that was read over REST, and the number of the last message in it. */
export interface Start<State> {
  state: State;
  seq: number;
}

type Listener<State> = (view: View<State>) => void;

const OFFLINE_MS = 8_000;
const LINGER_MS = 3_000;
const AGAIN_MS = 500;
const AGAIN_MAX_MS = 30_000;

const late: Answer = { ok: false, error: { code: "timeout", message: "" } };

export class Live {
  static readonly #servers = new Map<string, Live>();
  readonly #listeners = new Map<Seat, Set<Listener<unknown>>>();
  readonly #poll: Poll;
  #phase: Phase = "catching";
  #asOf: Date | null = new Date();
  #offline: ReturnType<typeof setTimeout> | undefined;
  #unasked: Seat[] = [];

  static at(server: string): Live {
    const known = Live.#servers.get(server) ?? new Live(server, dial(server));
    Live.#servers.set(server, known);
    return known;
  }

  constructor(
    server: string,
    private readonly wire: Wire,
  ) {
    this.#poll = new Poll(server, {
      seats: () => this.#seats,
      heard: (seat, snapshot) => this.#onPolled(seat, snapshot),
      refused: (seat, refusal) => this.#refuse(seat, refusal),
      failed: () => this.#enter("offline"),
    });
    wire.onConnect(() => this.#onConnect());
    wire.onLost(() => this.#onLost());
    wire.onMessage((kind, body) => this.#onMessage({ ...body, kind } as Message));
  }

  /** Tells `listener` at once and after each change, until the returned function is called. */
  join<State>(org: string, room: Room<State>, listener: Listener<State>, start?: Start<State>): () => void {
    const seat = (this.#find(org, room.name) ?? this.#sit(new Seat(org, room), start)) as Seat<State>;
    const listeners = this.#listeners.get(seat as Seat) as Set<Listener<State>>;
    listeners.add(listener);
    listener(this.#view(seat));
    return () => {
      listeners.delete(listener);
      setTimeout(() => this.#leave(seat as Seat), LINGER_MS); // it may well come back, as tabs do
    };
  }

  /** Asks again for a room that was refused. */
  retry(org: string, room: string): void {
    const seat = this.#find(org, room);
    if (!seat) return;
    seat.refusal = null;
    this.#tell(seat);
    if (this.wire.connected) this.#subscribe([seat]);
    else this.#poll.now();
  }

  get #seats(): Seat[] {
    return [...this.#listeners.keys()];
  }

  #find(org: string, room: string): Seat | undefined {
    return this.#seats.find((seat) => seat.org === org && seat.room.name === room);
  }

  #sit<State>(seat: Seat<State>, start?: Start<State>): Seat<State> {
    Object.assign(seat, start);
    this.#listeners.set(seat as Seat, new Set());
    if (this.wire.connected) this.#askSoon(seat as Seat);
    else this.#dial();
    return seat;
  }

  #dial(): void {
    this.wire.open();
    this.#poll.start();
  }

  /** The elements of a page join in one go, and one question serves them all. */
  #askSoon(seat: Seat): void {
    if (this.#unasked.push(seat) > 1) return;
    queueMicrotask(() =>
      this.#subscribe(this.#unasked.splice(0).filter((each) => this.#listeners.has(each))),
    );
  }

  #leave(seat: Seat): void {
    if (this.#listeners.get(seat)?.size !== 0) return;
    this.#listeners.delete(seat);
    const question = { org: seat.org, rooms: [seat.room.name] };
    if (this.wire.connected) this.wire.ask("unsubscribe", question).catch(() => {});
    if (this.#listeners.size === 0) this.#hangUp();
  }

  #hangUp(): void {
    clearTimeout(this.#offline);
    this.#offline = undefined;
    this.#poll.stop();
    this.wire.close();
  }

  #onConnect(): void {
    clearTimeout(this.#offline);
    this.#offline = undefined;
    this.#poll.stop();
    this.#subscribe(this.#seats);
  }

  /** Seats that hold a state go on from where they are; the others begin. */
  #subscribe(seats: Seat[]): void {
    for (const org of new Set(seats.map((seat) => seat.org))) {
      const ours = seats.filter((seat) => seat.org === org);
      void this.#ask(ours.filter((seat) => seat.seq === null));
      void this.#ask(ours.filter((seat) => seat.seq !== null));
    }
  }

  async #ask(seats: Seat[]): Promise<void> {
    const [first] = seats;
    if (!first) return;
    const questions = new Map(seats.map((seat) => [seat, seat.wait()]));
    const since = Math.min(...seats.map((seat) => seat.seq ?? Number.POSITIVE_INFINITY));
    const question = { org: first.org, rooms: seats.map((seat) => seat.room.name) };
    const answer = await this.wire
      .ask("subscribe", Number.isFinite(since) ? { ...question, since } : question)
      .catch(() => late);
    const asked = seats.filter((seat) => seat.isWaitingFor(questions.get(seat) as number));
    if (answer.ok) for (const seat of asked) seat.open(answer);
    else if (this.wire.connected) this.#onRefused(asked, answer.error);
    this.#settle(asked);
  }

  /** One refused room must not keep the others out, so each is then asked for alone. */
  #onRefused(seats: Seat[], refusal: Refusal): void {
    for (const seat of seats) {
      if (isPassing(refusal)) this.#askLater(seat);
      else if (seats.length > 1) this.#subscribe([seat]);
      else this.#refuse(seat, refusal);
    }
  }

  #askLater(seat: Seat): void {
    const question = seat.wait();
    const pause = Math.min(AGAIN_MAX_MS, AGAIN_MS * 2 ** seat.tries++) * (0.75 + Math.random() / 2);
    setTimeout(() => {
      if (this.wire.connected && seat.isWaitingFor(question)) this.#subscribe([seat]);
    }, pause);
  }

  #refuse(seat: Seat, refusal: Refusal): void {
    seat.refuse(refusal);
    this.#tell(seat);
  }

  #settle(seats: Seat[]): void {
    const isQuiet = this.wire.connected && !this.#seats.some((seat) => seat.isWaiting);
    if (isQuiet && this.#phase !== "live") this.#enter("live");
    else for (const seat of seats) this.#tell(seat);
  }

  #onMessage(message: Message): void {
    for (const seat of this.#seats) {
      if (seat.org !== message.org) continue;
      const before = seat.state;
      if (!seat.hear(message)) this.#askLater(seat);
      if (seat.state !== before) this.#tell(seat);
    }
  }

  #onLost(): void {
    for (const seat of this.#seats) seat.forget();
    if (this.#listeners.size === 0) return;
    if (this.#phase === "live") this.#enter("catching");
    this.#offline ??= setTimeout(() => this.#phase === "catching" && this.#enter("offline"), OFFLINE_MS);
    this.#poll.start();
  }

  #onPolled(seat: Seat, snapshot: unknown): void {
    if (this.wire.connected || !this.#listeners.has(seat)) return;
    const { seq } = snapshot as { seq?: number };
    seat.state = seat.room.open(seat.state, snapshot);
    seat.seq = seq ?? seat.seq;
    seat.refusal = null;
    this.#asOf = new Date();
    this.#enter("polling");
  }

  #enter(phase: Phase): void {
    if (this.#phase === "live") this.#asOf = new Date();
    if (phase === "live") this.#asOf = null;
    this.#phase = phase;
    for (const seat of this.#seats) this.#tell(seat);
  }

  #tell(seat: Seat): void {
    for (const listener of this.#listeners.get(seat) ?? []) listener(this.#view(seat));
  }

  #view<State>(seat: Seat<State>): View<State> {
    return { state: seat.state, refusal: seat.refusal, phase: this.#phase, asOf: this.#asOf };
  }
}
