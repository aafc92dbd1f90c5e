import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Live } from "../../src/studio/live";
import type { Line } from "../../src/studio/socket";
import { put } from "../../src/studio/steps";
import { Store } from "../../src/studio/store";
import type { StepCard } from "../../src/studio/wire";
import { design, path, theirs } from "./sample";

/** A server with one design, whose line can be cut. */
class Desk implements Line {
  isOpen = false;
  steps: StepCard[] = [];
  asked: { event: string; body: Record<string, unknown> }[] = [];
  told: { event: string; body: object }[] = [];
  /** Answers that are lost on their way back. */
  losesAnswers = false;
  isFull = false;
  readonly #heard = new Map<string, (body: never) => void>();

  open(): void {
    this.isOpen = true;
    this.say("connect", {});
  }

  close(): void {
    this.isOpen = false;
  }

  cut(): void {
    this.isOpen = false;
    this.say("disconnect", {});
  }

  on(event: string, heard: (body: never) => void): void {
    this.#heard.set(event, heard);
  }

  say(event: string, body: object): void {
    this.#heard.get(event)?.({ design: 7, ...body } as never);
  }

  tell(event: string, body: object): void {
    this.told.push({ event, body });
  }

  async ask(event: string, body: Record<string, unknown>): Promise<unknown> {
    this.asked.push({ event, body });
    if (event === "open") return this.#opened(body);
    if (this.isFull) return { ok: false, error: { code: "rate_limited", message: "Wait." } };
    const { client, changes } = body as unknown as StepCard;
    const step = theirs(this.steps.length + 1, changes, client);
    this.steps.push(step);
    if (this.losesAnswers) throw new Error("no answer");
    this.say("step", step);
    return { ok: true, seq: step.seq };
  }

  #opened({ since }: Record<string, unknown>) {
    const seq = this.steps.length;
    const from = typeof since === "number" ? since : 0;
    const steps = this.steps.slice(from);
    const whole = typeof since === "number" ? null : design([path("a")], 0);
    return { ok: true, seq: whole ? 0 : seq, access: "own", design: whole, steps, people: [], key: "k1" };
  }
}

describe("a design that is followed", () => {
  let desk: Desk;
  let store: Store;
  let live: Live;
  const rest = () => vi.advanceTimersByTimeAsync(0);
  const moved = (x: number) => store.change([put(path("a", { x }))], "");

  beforeEach(async () => {
    vi.useFakeTimers();
    desk = new Desk();
    store = new Store("me");
    live = new Live(store, "lumen", 7, desk);
    await rest();
  });

  afterEach(() => {
    live.close();
    vi.useRealTimers();
  });

  it("is opened whole, and each step is sent and heard of", async () => {
    expect([store.state, store.layer("a")?.x]).toEqual(["live", 256]);
    moved(1);
    moved(2);
    await rest();
    expect(desk.steps.map(({ client }) => client)).toEqual(["me-1", "me-2"]);
    expect([store.state, store.waiting.length, store.seq]).toEqual(["live", 0, 2]);
  });

  it("goes on being drawn while the line is cut, and is sent in order when it is there again", async () => {
    desk.cut();
    moved(1);
    moved(2);
    await rest();
    expect([store.state, store.layer("a")?.x, desk.steps.length]).toEqual(["offline", 2, 0]);
    desk.steps.push(theirs(1, [put(path("b"))]));
    desk.open();
    await rest();
    expect(desk.asked.at(1)?.body).toMatchObject({ since: 0 });
    expect(desk.steps.map(({ client }) => client)).toEqual(["other.1", "me-1", "me-2"]);
    expect(store.layer("b")).toBeDefined();
    expect([store.state, store.waiting.length]).toEqual(["live", 0]);
  });

  it("sends nothing twice whose answer was lost", async () => {
    desk.losesAnswers = true;
    moved(1);
    await rest();
    expect(store.state).toBe("offline");
    desk.losesAnswers = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(desk.steps).toHaveLength(1);
    expect([store.state, store.waiting.length, store.layer("a")?.x]).toEqual(["live", 0, 1]);
  });

  it("asks for the steps that it missed", async () => {
    desk.steps.push(theirs(1, [put(path("b"))]), theirs(2, [put(path("c"))]));
    desk.say("step", desk.steps[1] as StepCard);
    expect(store.layer("c")).toBeUndefined();
    await vi.advanceTimersByTimeAsync(3_000);
    expect([store.layer("b")?.id, store.layer("c")?.id, store.seq]).toEqual(["b", "c", 2]);
  });

  it("goes on missing a step while earlier ones come", async () => {
    desk.steps.push(theirs(1, [put(path("b"))]), theirs(2, [put(path("c"))]), theirs(3, [put(path("d"))]));
    desk.say("step", desk.steps[2] as StepCard);
    desk.say("step", desk.steps[0] as StepCard);
    await vi.advanceTimersByTimeAsync(3_000);
    expect([store.layer("d")?.id, store.seq]).toEqual(["d", 3]);
  });

  it("waits when it was too fast, without being offline", async () => {
    desk.isFull = true;
    moved(1);
    await rest();
    expect(store.state).toBe("saving");
    desk.isFull = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect([store.state, desk.steps.length]).toEqual(["live", 1]);
  });

  it("ends at once when it is closed to somebody", async () => {
    desk.say("closed", { code: "not_allowed", message: "Grace took it back." });
    expect([store.state, store.trouble?.message, store.mayDraw]).toEqual([
      "closed",
      "Grace took it back.",
      false,
    ]);
    moved(1);
    await rest();
    expect(desk.steps).toEqual([]);
  });

  it("tells one's pointer some times a second, and shows the others'", async () => {
    for (let x = 0; x < 100; x++) live.point(x, 5);
    await vi.advanceTimersByTimeAsync(100);
    expect(desk.told.filter(({ event }) => event === "point").map(({ body }) => body)).toEqual([
      { design: 7, x: 99, y: 5, picked: [] },
    ]);
    const bob = { key: "k2", name: "Bob", person: 2, avatar: null, color: "#2d7dd2" };
    desk.say("people", { people: [{ ...bob, key: "k1", name: "Me" }, bob] });
    desk.say("pointed", { key: "k2", x: 3, y: 4, picked: ["a"] });
    desk.say("pointed", { key: "k1", x: 9, y: 9, picked: [] });
    expect(store.people.map(({ name }) => name)).toEqual(["Bob"]);
    expect([...store.pointers]).toEqual([["k2", { x: 3, y: 4, picked: ["a"] }]]);
  });
});
