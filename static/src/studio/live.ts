/** A store and a design's number come in; both are kept the same as the server's and everybody else's, over the socket. */
import { isPassing } from "../live/rest";
import type { Refusal } from "../live/wire";
import { Company } from "./company";
import { Hearing } from "./hearing";
import { Sending } from "./sending";
import { dial, type Line } from "./socket";
import type { Store } from "./store";
import { Talk } from "./talk";
import type { Access, CommentCard, DesignWhole, Here, Pointer, StepCard, VersionCard } from "./wire";

interface Opened {
  seq: number;
  access: Access;
  design: DesignWhole | null;
  steps: StepCard[];
  people: Here[];
  key: string;
}

/** Opens the design and follows it until `close`. What is drawn while the line is down is sent when it is up again. */
export class Live {
  readonly #talk: Talk;
  readonly #hearing: Hearing;
  readonly #sending: Sending;
  readonly #company: Company;

  constructor(
    private readonly store: Store,
    private readonly org: string,
    design: number,
    line: Line = dial(),
  ) {
    this.#talk = new Talk(line, design, () => void this.#open());
    this.#hearing = new Hearing(store, this.#talk);
    this.#sending = new Sending(store, this.#talk, this.#hearing);
    this.#company = new Company(store, this.#talk);
    this.#followLine(line);
    this.#followDesign();
    store.addEventListener("sent", this.#send);
    line.open();
  }

  /** Where one's pointer is, in the drawing's units. */
  point(x: number, y: number): void {
    this.#company.point(x, y);
  }

  close(): void {
    this.#company.close();
    this.store.removeEventListener("sent", this.#send);
    this.#talk.close();
  }

  #followLine(line: Line): void {
    line.on("connect", () => void this.#open());
    line.on("disconnect", () => this.#lose());
    line.on("connect_error", () => this.#lose());
    line.on("refused", (trouble: Refusal) => this.#end(trouble));
  }

  #followDesign(): void {
    const { store } = this;
    const talk = this.#talk;
    talk.on<Refusal>("closed", ({ code, message }) => this.#end({ code, message }));
    talk.on<{ whole: DesignWhole }>("anew", ({ whole }) => store.open(whole));
    talk.on<StepCard>("step", (step) => this.#hear(step));
    talk.on<{ people: Here[] }>("people", ({ people }) => this.#company.meet(people));
    talk.on<Pointer & { key: string }>("pointed", (body) => this.#company.see(body));
    talk.on<{ access: Access }>("access", ({ access }) => store.mark({ access }));
    talk.on<{ name: string }>("renamed", ({ name }) => this.#change({ name }));
    talk.on<{ comment: CommentCard }>("comment", ({ comment }) => store.tell("comment", comment));
    talk.on<{ version: VersionCard }>("version", ({ version }) => {
      this.#change({ version });
      store.tell("version", version);
    });
  }

  /** Whole at first; later only the steps since, unless there are too many. */
  async #open(): Promise<void> {
    const since = this.store.design ? { since: this.store.seq } : {};
    const told = await this.#talk.ask<Opened>("open", { org: this.org, ...since });
    if (this.#talk.isClosed) return;
    if (told?.ok) this.#begin(told);
    else if (!told || isPassing(told.error)) this.#talk.later("open", () => void this.#open());
    else this.#end(told.error);
  }

  #begin({ key, design, seq, steps, access, people }: Opened): void {
    const { store } = this;
    this.#company.key = key;
    if (design) store.open(design, seq);
    for (const step of steps) store.hear(step);
    this.#talk.isOpen = true;
    store.mark({ access, state: store.waiting.length ? "saving" : "live", trouble: null });
    this.#company.meet(people);
    this.#hearing.inOrder();
    this.#sending.settle();
    this.#send();
  }

  #hear(step: StepCard): void {
    this.#hearing.hear(step);
    this.#sending.settle();
  }

  readonly #send = (): void => void this.#sending.all();

  #change(told: Partial<Pick<DesignWhole, "name" | "version">>): void {
    const { design } = this.store;
    if (design) this.store.mark({ design: { ...design, ...told } });
  }

  #lose(): void {
    if (this.#talk.isClosed) return;
    this.#talk.isOpen = false;
    this.store.pointers = new Map();
    this.store.mark({ state: "offline", people: [] });
  }

  #end(trouble: Refusal): void {
    this.#talk.isOpen = false;
    this.store.mark({ state: "closed", trouble, people: [] });
    this.close();
  }
}
