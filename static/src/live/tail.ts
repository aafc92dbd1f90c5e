/** The rows of a board below those that are pushed: read over REST when asked for, and again after changes. */
import { read } from "./rest";
import type { Board, Row } from "./wire";

const PAGE = 50;
const REFRESH_PAGE = 100;
const REFRESH_MS = 10_000;
/** More rows than this are not read again by themselves. */
const REFRESH_MAX = 500;

export class Tail {
  /** All rows that were read, from the top on. */
  rows: Row[] = [];
  status: "idle" | "loading" | "failed" = "idle";
  #next: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly server: string,
    private readonly org: string,
    private readonly path: string,
    private readonly changed: () => void,
  ) {}

  /** At least `shown` rows are there already; reads some more. */
  async more(shown: number): Promise<void> {
    this.#enter("loading");
    try {
      while (this.rows.length <= shown && (this.rows.length === 0 || this.#next)) {
        const page = await this.#page(PAGE, this.#next);
        this.rows = [...this.rows, ...page.rows];
        this.#next = page.next;
      }
      this.#enter("idle");
    } catch {
      this.#enter("failed");
    }
  }

  /** Soon, and once for many changes. */
  refresh(): void {
    if (this.rows.length === 0 || this.rows.length > REFRESH_MAX) return;
    this.#timer ??= setTimeout(() => this.#refresh(), REFRESH_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #refresh(): Promise<void> {
    this.#timer = undefined;
    const rows: Row[] = [];
    let next: string | null = null;
    try {
      do {
        const page: Board = await this.#page(REFRESH_PAGE, next);
        rows.push(...page.rows);
        next = page.next;
      } while (next && rows.length < this.rows.length);
    } catch {
      return; // what is shown stays; the next change asks again
    }
    [this.rows, this.#next] = [rows, next];
    this.changed();
  }

  #page(limit: number, cursor: string | null): Promise<Board> {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor && { cursor }) });
    return read(this.server, this.org, `${this.path}${this.path.includes("?") ? "&" : "?"}${query}`);
  }

  #enter(status: Tail["status"]): void {
    this.status = status;
    this.changed();
  }
}
