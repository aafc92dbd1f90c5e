/** A board and a day come in; where everybody stood on that day goes out, for a page to show who has risen. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Baseline, baselineOf } from "./movement";
import { Refused, read } from "./rest";
import type { Board } from "./wire";

const MOST = 100;

/** What cannot be had is not shown: the board itself says when the server is away. */
export class Compared implements ReactiveController {
  baseline: Baseline | null = null;
  #of = "";

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** `since`: a day, empty for yesterday, null for none. */
  to(server: string, org: string, board: string, since: string | null): void {
    const wanted = JSON.stringify([org, board, since]);
    if (wanted === this.#of) return;
    this.#of = wanted;
    this.baseline = null;
    if (since !== null) void this.#read(wanted, server, org, board, since);
  }

  async #read(wanted: string, server: string, org: string, board: string, since: string): Promise<void> {
    const query = new URLSearchParams({ limit: String(MOST), ...(since && { since }) });
    try {
      const { rows } = await read<Board>(server, org, `/boards/${board}?${query}`);
      if (wanted !== this.#of) return;
      this.baseline = baselineOf(rows);
      this.host.requestUpdate();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
}
