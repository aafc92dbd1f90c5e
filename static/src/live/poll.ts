/** While no socket gets through, rooms come in here and their REST snapshots go out, gently. */
import { isPassing, Refused, read } from "./rest";
import type { Seat } from "./seat";
import type { Refusal } from "./wire";

interface Owner {
  seats(): Seat[];
  heard(seat: Seat, snapshot: unknown): void;
  refused(seat: Seat, refusal: Refusal): void;
  /** Nothing answered at all. */
  failed(): void;
}

const PATIENCE_MS = 3_000;
const PAUSE_MS = 15_000;
const PAUSE_MAX_MS = 120_000;

export class Poll {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = PAUSE_MS;

  constructor(
    private readonly server: string,
    private readonly owner: Owner,
  ) {}

  /** The socket gets some seconds before anything is asked. */
  start(): void {
    this.#timer ??= setTimeout(() => this.#round(), PATIENCE_MS);
  }

  now(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#round(), 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pause = PAUSE_MS;
  }

  async #round(): Promise<void> {
    const mine = this.#timer;
    const seats = this.owner.seats().filter((seat) => !seat.refusal);
    const answered = await Promise.all(seats.map((seat) => this.#read(seat)));
    if (this.#timer !== mine) return; // stopped, or begun anew, while we asked
    const isWell = answered.length === 0 || answered.some(Boolean);
    this.#pause = isWell ? PAUSE_MS : Math.min(PAUSE_MAX_MS, this.#pause * 2);
    if (!isWell) this.owner.failed();
    // Not all visitors at the same moment.
    this.#timer = setTimeout(() => this.#round(), this.#pause * (0.8 + Math.random() * 0.4));
  }

  async #read(seat: Seat): Promise<boolean> {
    try {
      this.owner.heard(seat, await read(this.server, seat.org, seat.room.path));
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (isPassing(error.refusal)) return false;
      this.owner.refused(seat, error.refusal);
      return true;
    }
  }
}
