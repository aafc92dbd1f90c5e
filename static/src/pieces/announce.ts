/** Two states of a board come in; now and then one sentence for the polite live region goes out. */
import type { LiveRow } from "../live/boards";
import { say } from "../words/board";
import { figure, place } from "../words/figures";

const QUIET_MS = 10_000;

export class Announcer {
  #next: LiveRow | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (sentence: string) => void) {}

  /** At most one sentence in ten seconds: the foremost of those who rose. */
  note(before: LiveRow[], now: LiveRow[]): void {
    this.#next = foremostRise(before, now) ?? this.#next;
    if (this.#next && !this.#timer) this.#speak();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next = undefined;
  }

  #speak(): void {
    const row = this.#next;
    this.#next = undefined;
    if (row) this.tell(say.nowAt(row.person.name, place(row.rank), row.points, figure(row.points)));
    this.#timer = row ? setTimeout(() => this.#speak(), QUIET_MS) : undefined;
  }
}

export function foremostRise(before: LiveRow[], now: LiveRow[]): LiveRow | undefined {
  const positions = new Map(before.map((row) => [row.person.id, row.position]));
  return now.find((row) => row.position < (positions.get(row.person.id) ?? Number.POSITIVE_INFINITY));
}
