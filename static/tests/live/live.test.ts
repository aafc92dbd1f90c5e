import { describe, expect, it } from "vitest";
import { boardRoom } from "../../src/live/boards";
import { feedRoom } from "../../src/live/feeds";
import { Live, type View } from "../../src/live/live";
import { personRoom } from "../../src/live/profiles";
import type { Wire } from "../../src/live/socket";
import type { Answer, Feed, Numbered } from "../../src/live/wire";
import { ada, bo, board, change, line, points, row, totals } from "./sample";

interface Question {
  event: string;
  body: { org: string; rooms: string[]; since?: number };
  answer(answer: Answer): Promise<void>;
}

/** A line whose other end is the test: it connects, answers and tells when the test says so. */
class Line implements Wire {
  connected = false;
  readonly questions: Question[] = [];
  #connect = () => {};
  #lost = () => {};
  #message = (_kind: string, _body: object) => {};

  open() {}
  close() {}
  onConnect = (heard: () => void) => {
    this.#connect = heard;
  };
  onLost = (heard: () => void) => {
    this.#lost = heard;
  };
  onMessage = (heard: (kind: string, body: object) => void) => {
    this.#message = heard;
  };

  ask(event: string, body: object): Promise<Answer> {
    return new Promise((resolve) => {
      const answer = async (given: Answer) => {
        resolve(given);
        await settled();
      };
      this.questions.push({ event, body: body as Question["body"], answer });
    });
  }

  connect() {
    this.connected = true;
    this.#connect();
  }

  lose() {
    this.connected = false;
    this.#lost();
  }

  tell(message: { kind: string }) {
    this.#message(message.kind, message);
  }

  last(): Question {
    const question = this.questions.at(-1);
    if (!question) throw new Error("nothing was asked");
    return question;
  }
}

async function settled() {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

function snapshot(
  seq: number,
  snapshots: Record<string, unknown>,
  messages: Numbered[] = [],
  fresh = true,
): Answer {
  return { ok: true, seq, fresh, snapshots, messages };
}

function followFeed() {
  const wire = new Line();
  const live = new Live("", wire);
  const views: View<Feed>[] = [];
  live.join("lumen", feedRoom, (view) => views.push(view));
  const ids = () => views.at(-1)?.state?.lines.map((told) => (told.type === "points" ? told.line.id : 0));
  return { wire, live, ids, view: () => views.at(-1) };
}

const empty = { feed: { lines: [] } };

describe("a room", () => {
  it("applies what came before the snapshot after it, and drops what the snapshot holds already", async () => {
    const { wire, ids, view } = followFeed();
    wire.connect();
    wire.tell(points(4, ada, [line(4)]));
    wire.tell(points(5, ada, [line(5)]));
    expect(view()?.state).toBeNull();
    await wire.last().answer(snapshot(4, empty));
    expect(ids()).toEqual([5]);
    expect(view()?.phase).toBe("live");
  });

  it("drops a message that is told twice", async () => {
    const { wire, ids } = followFeed();
    wire.connect();
    await wire.last().answer(snapshot(4, empty));
    wire.tell(points(5, ada, [line(5)]));
    wire.tell(points(5, ada, [line(6)]));
    expect(ids()).toEqual([5]);
  });

  it("asks for the gap after the line was lost, and says so in the meantime", async () => {
    const { wire, ids, view } = followFeed();
    wire.connect();
    await wire.last().answer(snapshot(4, empty));
    wire.tell(points(5, ada, [line(5)]));
    wire.lose();
    expect(view()?.phase).toBe("catching");
    wire.connect();
    expect(wire.last().body).toEqual({ org: "lumen", rooms: ["feed"], since: 5 });
    await wire.last().answer(snapshot(7, {}, [points(6, bo, [line(6)]), points(7, bo, [line(7)])], false));
    expect(ids()).toEqual([7, 6, 5]);
    expect(view()?.phase).toBe("live");
  });

  it("begins again from the snapshot when the gap is too old", async () => {
    const { wire, ids } = followFeed();
    wire.connect();
    await wire.last().answer(snapshot(4, empty));
    wire.tell(points(5, ada, [line(5)]));
    wire.lose();
    wire.connect();
    const { person, lines } = points(99, ada, [line(50)]);
    const feed = {
      lines: lines.map((each) => ({ type: "points", at: each.recorded_at, person, line: each })),
    };
    await wire.last().answer(snapshot(99, { feed }));
    expect(ids()).toEqual([50]);
  });

  it("goes on from a state that was read over REST", () => {
    const wire = new Line();
    const held = { person: ada, totals: totals(1), awards: [], ledger: [] };
    new Live("", wire).join("lumen", personRoom(1), () => {}, { state: held, seq: 12 });
    wire.connect();
    expect(wire.last().body).toEqual({ org: "lumen", rooms: ["person:1"], since: 12 });
  });

  it("counts what was heard in one room for all rooms of the organisation", async () => {
    const { wire, live } = followFeed();
    live.join("lumen", boardRoom("week"), () => {});
    wire.connect();
    await wire.last().answer(snapshot(4, { ...empty, "board:week": board(1, []) }));
    wire.tell(points(9, ada, [line(9)]));
    wire.lose();
    wire.connect();
    expect(wire.questions.map(({ body }) => body)).toEqual([
      { org: "lumen", rooms: ["feed", "board:week"] },
      { org: "lumen", rooms: ["feed", "board:week"], since: 9 },
    ]);
  });

  it("is not kept out by another room that is refused", async () => {
    const { wire, live, view } = followFeed();
    const views: View<unknown>[] = [];
    live.join("lumen", boardRoom("eon"), (seen) => views.push(seen));
    wire.connect();
    const refused: Answer = { ok: false, error: { code: "not_found", message: "There is no board “eon”." } };
    await wire.last().answer(refused);
    const [, feed, eon] = wire.questions;
    await feed?.answer(snapshot(4, empty));
    await eon?.answer(refused);
    expect(view()?.state).toEqual({ lines: [], awards: [] });
    expect(view()?.refusal).toBeNull();
    expect(views.at(-1)?.refusal?.code).toBe("not_found");
  });

  it("is asked for once when several elements of a page follow it", async () => {
    const { wire, live } = followFeed();
    live.join("lumen", feedRoom, () => {});
    wire.connect();
    expect(wire.questions).toHaveLength(1);
  });
});

describe("a board's room", () => {
  it("asks for a snapshot when a change is missing, and loses nothing told in between", async () => {
    const wire = new Line();
    let rows: unknown;
    new Live("", wire).join("lumen", boardRoom("week"), ({ state }) => {
      rows = state?.rows.map((each) => [each.person.name, each.points]);
    });
    wire.connect();
    await wire.last().answer(snapshot(1, { "board:week": board(5, [row(1, ada, 1)]) }));
    const asked = new Promise<void>((resolve) => {
      const ask = wire.ask.bind(wire);
      wire.ask = (event, body) => {
        resolve();
        return ask(event, body);
      };
    });
    wire.tell(change(6, 7, [{ ...row(1, ada, 3), movement: 0 }]));
    wire.tell(change(7, 8, [{ ...row(2, bo, 2), movement: null }]));
    await asked;
    await wire.last().answer(snapshot(2, { "board:week": board(7, [row(1, ada, 3)]) }, [], false));
    expect(rows).toEqual([
      ["Ada", 3],
      ["Bo", 2],
    ]);
  });
});
