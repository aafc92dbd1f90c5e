/** A line to the studio and a design's number come in; what is said of that design alone goes in and out, until `close`. */
import type { Refusal } from "../live/wire";
import type { Line } from "./socket";

export type Told<T> = ({ ok: true } & T) | { ok: false; error: Refusal };

const AGAIN_MS = 2_000;

export class Talk {
  /** Whether the server has the design open for us. */
  isOpen = false;
  isClosed = false;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** `open`: opens the design, or opens it again to hear what is missing. */
  constructor(
    private readonly line: Line,
    private readonly design: number,
    private readonly open: () => void,
  ) {}

  /** Whether the line is there, though the design may not be open on it. */
  get hasLine(): boolean {
    return this.line.isOpen;
  }

  on<T>(event: string, heard: (body: T) => void): void {
    this.line.on(event, (body: T & { design: number }) => {
      if (body.design === this.design && !this.isClosed) heard(body);
    });
  }

  tell(event: string, body: object = {}): void {
    this.line.tell(event, { design: this.design, ...body });
  }

  /** Null: no answer came. */
  async ask<T>(event: string, body: object): Promise<Told<T> | null> {
    if (!this.line.isOpen) return null;
    return this.line.ask(event, { design: this.design, ...body }).then(
      (told) => told as Told<T>,
      () => null,
    );
  }

  /** The server does not have it open, or not for certain: what it has, it says when it is opened again. */
  openLater(): void {
    this.isOpen = false;
    this.later("open", this.open);
  }

  /** What is missing then is asked for. */
  catchUpLater(isMissing: () => boolean): void {
    this.later("catch up", () => isMissing() && this.line.isOpen && this.open());
  }

  later(what: "open" | "send" | "catch up", todo: () => void): void {
    clearTimeout(this.#timers.get(what));
    this.#timers.set(
      what,
      setTimeout(() => !this.isClosed && todo(), AGAIN_MS),
    );
  }

  close(): void {
    this.isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.tell("close");
    this.line.close();
  }
}
