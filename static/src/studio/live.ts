/** A store and a design's number come in; both are kept the same as the server's and everybody else's, over the socket. */
import { isPassing } from "../live/rest";
import type { Refusal } from "../live/wire";
import { dial, type Line } from "./socket";
import type { Sent, Store } from "./store";
import type { Access, CommentCard, DesignWhole, Here, Pointer, StepCard, VersionCard } from "./wire";

interface Opened {
  seq: number;
  access: Access;
  design: DesignWhole | null;
  steps: StepCard[];
  people: Here[];
  key: string;
}

type Told<T> = ({ ok: true } & T) | { ok: false; error: Refusal };
type Of<T> = { design: number } & T;

/** Between two places of one's own pointer. */
const POINT_MS = 60;
const AGAIN_MS = 2_000;

/** Opens the design and follows it until `close`. What is drawn while the line is down is sent when it is up again. */
export class Live {
  /** One's own key among the people who are here. */
  key = "";
  #isOpen = false;
  #isClosed = false;
  #isSending = false;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #pointed: object | null = null;
  #pointing: ReturnType<typeof setTimeout> | undefined;
  readonly #ahead = new Map<number, StepCard>();

  constructor(
    private readonly store: Store,
    private readonly org: string,
    private readonly design: number,
    private readonly line: Line = dial(),
  ) {
    this.#listen();
    line.open();
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    clearTimeout(this.#pointing);
    this.store.removeEventListener("sent", this.#send);
    this.line.tell("close", { design: this.design });
    this.line.close();
  }

  /** Where one's pointer is, in the drawing's units; the newest place is told some times a second. */
  point(x: number, y: number): void {
    const near = (value: number) => Math.max(-4096, Math.min(4096, Math.round(value)));
    this.#pointed = { x: near(x), y: near(y), picked: [...this.store.picked].slice(0, 50) };
    this.#pointing ??= setTimeout(this.#tellPointed, POINT_MS);
  }

  #listen(): void {
    const { line, store } = this;
    const mine =
      <T>(heard: (body: Of<T>) => void) =>
      (body: Of<T>) => {
        if (body.design === this.design && !this.#isClosed) heard(body);
      };
    line.on("connect", () => void this.#open());
    line.on("disconnect", () => this.#lose());
    line.on("connect_error", () => this.#lose());
    line.on("refused", (trouble: Refusal) => this.#end(trouble));
    line.on(
      "closed",
      mine<Refusal>(({ code, message }) => this.#end({ code, message })),
    );
    line.on(
      "anew",
      mine<{ whole: DesignWhole }>(({ whole }) => store.open(whole)),
    );
    line.on(
      "step",
      mine<StepCard>((step) => this.#hear(step)),
    );
    line.on(
      "people",
      mine<{ people: Here[] }>(({ people }) => this.#meet(people)),
    );
    line.on(
      "pointed",
      mine<Pointer & { key: string }>((body) => this.#see(body)),
    );
    line.on(
      "access",
      mine<{ access: Access }>(({ access }) => store.mark({ access })),
    );
    line.on(
      "renamed",
      mine<{ name: string }>(({ name }) => this.#rename(name)),
    );
    line.on(
      "comment",
      mine<{ comment: CommentCard }>(({ comment }) => store.tell("comment", comment)),
    );
    line.on(
      "version",
      mine<{ version: VersionCard }>(({ version }) => this.#version(version)),
    );
    store.addEventListener("sent", this.#send);
  }

  /** Whole at first; later only the steps since, unless there are too many. */
  async #open(): Promise<void> {
    const { store } = this;
    const since = store.design ? { since: store.seq } : {};
    const told = await this.#ask<Opened>("open", { org: this.org, design: this.design, ...since });
    if (this.#isClosed) return;
    if (told === null) return this.#later("open", () => void this.#open());
    if (!told.ok)
      return isPassing(told.error) ? this.#later("open", () => void this.#open()) : this.#end(told.error);
    this.key = told.key;
    if (told.design) store.open(told.design, told.seq);
    for (const step of told.steps) store.hear(step);
    this.#isOpen = true;
    store.mark({ access: told.access, state: store.waiting.length ? "saving" : "live", trouble: null });
    this.#meet(told.people);
    this.#inOrder();
    this.#send();
  }

  readonly #send = (): void => void this.#sendAll();

  /** One after the other; what has no answer stays, and is sent again once the server has said what it has. */
  async #sendAll(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#isOpen && !this.#isClosed) {
        const next = this.store.waiting.find(({ client }) => !this.#acknowledged.has(client));
        if (!next) break;
        this.store.mark({ state: "saving" });
        if (!(await this.#sendOne(next))) break;
      }
    } finally {
      this.#isSending = false;
    }
    this.#settle();
  }

  /** Acknowledged, and not yet heard of in its order. */
  readonly #acknowledged = new Set<string>();

  /** Whether the next one may follow. */
  async #sendOne({ client, changes }: Sent): Promise<boolean> {
    const told = await this.#ask<{ seq: number }>("step", { design: this.design, client, changes });
    if (told === null) this.#stumble();
    else if (told.ok) {
      this.#acknowledged.add(client);
      // Usually it is heard of before; else what is missing is asked for.
      if (told.seq > this.store.seq) this.#later("catch up", () => this.#catchUp(told.seq));
    } else if (told.error.code === "not_found") {
      // The server was another one for a moment, which has nothing open.
      this.#isOpen = false;
      this.#later("open", () => void this.#open());
    } else if (isPassing(told.error)) this.#later("send", this.#send);
    else this.store.refuse(client, told.error);
    return told !== null && (told.ok || !isPassing(told.error)) && this.#isOpen;
  }

  /** The answer did not come: whether the step did, the server will say. */
  #stumble(): void {
    this.#isOpen = false;
    this.store.mark({ state: "offline" });
    if (this.line.isOpen) this.#later("open", () => void this.#open());
  }

  #catchUp(seq: number): void {
    if (this.store.seq < seq && this.line.isOpen) void this.#open();
  }

  /** Steps come in their order, but after a gap they wait for what is missing. */
  #hear(step: StepCard): void {
    this.#ahead.set(step.seq, step);
    this.#inOrder();
    if (this.#ahead.size && this.#isOpen) this.#later("catch up", () => this.#catchUp(step.seq));
  }

  #inOrder(): void {
    const { store } = this;
    for (const seq of this.#ahead.keys()) if (seq <= store.seq) this.#ahead.delete(seq);
    for (let next = this.#ahead.get(store.seq + 1); next; next = this.#ahead.get(store.seq + 1)) {
      this.#ahead.delete(next.seq);
      store.hear(next);
    }
    for (const client of this.#acknowledged)
      if (!store.waiting.some((sent) => sent.client === client)) this.#acknowledged.delete(client);
    this.#settle();
  }

  #settle(): void {
    const { store } = this;
    if (!this.#isOpen || this.#isClosed) return;
    const state = store.waiting.length ? "saving" : "live";
    if (store.state !== state) store.mark({ state });
  }

  #lose(): void {
    if (this.#isClosed) return;
    this.#isOpen = false;
    this.store.pointers = new Map();
    this.store.mark({ state: "offline", people: [] });
  }

  #end(trouble: Refusal): void {
    this.#isOpen = false;
    this.store.mark({ state: "closed", trouble, people: [] });
    this.close();
  }

  #meet(people: Here[]): void {
    const others = people.filter(({ key }) => key !== this.key);
    const there = new Set(others.map(({ key }) => key));
    this.store.pointers = new Map([...this.store.pointers].filter(([key]) => there.has(key)));
    this.store.mark({ people: others });
    this.store.tell("pointed");
  }

  #see({ key, x, y, picked }: Pointer & { key: string }): void {
    if (key === this.key) return;
    this.store.pointers.set(key, { x, y, picked });
    this.store.tell("pointed");
  }

  #rename(name: string): void {
    const { design } = this.store;
    if (design) this.store.mark({ design: { ...design, name } });
  }

  #version(version: VersionCard): void {
    const { design } = this.store;
    if (design) this.store.mark({ design: { ...design, version } });
    this.store.tell("version", version);
  }

  readonly #tellPointed = (): void => {
    this.#pointing = undefined;
    if (this.#isOpen && this.#pointed) this.line.tell("point", { design: this.design, ...this.#pointed });
    this.#pointed = null;
  };

  async #ask<T>(event: string, body: object): Promise<Told<T> | null> {
    if (!this.line.isOpen) return null;
    return this.line.ask(event, body).then(
      (told) => told as Told<T>,
      () => null,
    );
  }

  #later(what: "open" | "send" | "catch up", todo: () => void): void {
    clearTimeout(this.#timers.get(what));
    this.#timers.set(
      what,
      setTimeout(() => !this.#isClosed && todo(), AGAIN_MS),
    );
  }
}
