/** A path to a list comes in; all pages of it asked for so far go out, to be drawn by a table. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { answer, fetched } from "../account/http";
import { toSignIn } from "../account/way";
import type { Refusal } from "../live/wire";
import { refusalOf } from "./problem";

export interface Part<Row> {
  rows: Row[];
  next: string | null;
}

/** One page of a list, and the cursor of the next, which the server tells in its `Link` header. */
export async function part<Body>(
  path: string,
  cursor: string | null,
): Promise<{ body: Body; next: string | null }> {
  const joint = path.includes("?") ? "&" : "?";
  const url = `/v1${path}${cursor === null ? "" : `${joint}cursor=${encodeURIComponent(cursor)}`}`;
  const response = await fetched(url, {
    credentials: "same-origin",
    headers: { Accept: "application/json" },
  });
  if (response.status === 401) return toSignIn();
  return { body: await answer<Body>(response), next: nextIn(response.headers.get("Link")) };
}

export function nextIn(link: string | null): string | null {
  const target = /<([^>]*)>;\s*rel="next"/.exec(link ?? "")?.[1];
  return target ? new URL(target, "http://here").searchParams.get("cursor") : null;
}

export class Rows<Row> implements ReactiveController {
  rows: Row[] = [];
  next: string | null = null;
  refusal: Refusal | null = null;
  isAsking = false;
  /** Whether there has ever been an answer. */
  isKnown = false;
  #asked = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly ask: (cursor: string | null) => Promise<Part<Row>>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    void this.now();
  }

  /** From the top. What is there stays until the answer has come; an older question's answer is dropped. */
  readonly now = async (): Promise<void> => {
    await this.#ask(null, (first) => first);
  };

  readonly more = async (): Promise<void> => {
    if (this.next && !this.isAsking)
      await this.#ask(this.next, ({ rows, next }) => ({ rows: [...this.rows, ...rows], next }));
  };

  /** Only the first page anew, above the older rows that were asked for; `id` falls from row to row. */
  readonly renew = async (id: (row: Row) => number): Promise<void> => {
    if (!this.isAsking) await this.#ask(null, (first) => above(first, this, id));
  };

  async #ask(cursor: string | null, joined: (part: Part<Row>) => Part<Row>): Promise<void> {
    const asked = ++this.#asked;
    this.isAsking = true;
    this.host.requestUpdate();
    try {
      const part = await this.ask(cursor);
      if (asked === this.#asked) Object.assign(this, { ...joined(part), refusal: null, isKnown: true });
    } catch (error) {
      if (asked === this.#asked) this.refusal = refusalOf(error);
    }
    if (asked !== this.#asked) return;
    this.isAsking = false;
    this.host.requestUpdate();
  }
}

/** So much may be new that nothing of the first page was known: then the older rows would leave a gap, and go. */
export function above<Row>(first: Part<Row>, known: Part<Row>, id: (row: Row) => number): Part<Row> {
  const last = first.rows.at(-1);
  if (first.next === null || last === undefined) return first;
  const older = known.rows.filter((row) => id(row) < id(last));
  const isJoined = known.rows.some((row) => id(row) >= id(last));
  return isJoined && older.length ? { rows: [...first.rows, ...older], next: known.next } : first;
}
