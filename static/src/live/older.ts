/** A person's newest ledger lines come in as they are told; with the older ones asked for they go out. */
import { mergeLines } from "./profiles";
import { read } from "./rest";
import type { Line } from "./wire";

interface LedgerPage {
  lines: Line[];
  next: string | null;
}

const PAGE = 50;

export class Older {
  /** Newest first; what was shown once stays, also when the room has dropped it. */
  lines: Line[] = [];
  status: "idle" | "loading" | "failed" | "done" = "idle";
  #cursor: string | null = null;

  constructor(
    private readonly where: () => { server: string; org: string; person: number },
    private readonly changed: () => void,
  ) {}

  add(newest: Line[]): void {
    this.lines = mergeLines(newest, this.lines);
  }

  /** Reads from the top on until something older than what is shown has come. */
  async more(): Promise<void> {
    this.#enter("loading");
    const shown = this.lines.length;
    try {
      do this.#cursor = await this.#page(this.#cursor);
      while (this.#cursor && this.lines.length === shown);
      this.#enter(this.#cursor ? "idle" : "done");
    } catch {
      this.#enter("failed");
    }
  }

  async #page(cursor: string | null): Promise<string | null> {
    const { server, org, person } = this.where();
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor && { cursor }) });
    const page = await read<LedgerPage>(server, org, `/people/${person}/ledger?${query}`);
    this.lines = mergeLines(this.lines, page.lines);
    return page.next;
  }

  #enter(status: Older["status"]): void {
    this.status = status;
    this.changed();
  }
}
