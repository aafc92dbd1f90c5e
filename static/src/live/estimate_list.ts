/** A project and an order come in; as many pages of its open issues as were asked for go out, read over REST. */
import { type LiveEstimates, PAGE, type Sort } from "./estimates";
import { Refused, read } from "./rest";
import type { Refusal } from "./wire";
import type { EstimateCard, EstimatesPage, ModelCard } from "./wire_estimates";

interface Where {
  server: string;
  org: string;
  project: number;
  sort: Sort;
}

export class EstimateList {
  /** In the server's order; null before the first answer. */
  read: EstimateCard[] | null = null;
  /** How many there were in all. */
  total = 0;
  next: string | null = null;
  model: ModelCard | null = null;
  status: "idle" | "loading" | "failed" = "idle";
  refusal: Refusal | null = null;
  #turn = 0;

  constructor(
    private readonly where: () => Where,
    private readonly changed: () => void,
  ) {}

  /** A first page that came with the room. */
  take({ first, total, next }: LiveEstimates): void {
    this.#turn += 1;
    Object.assign(this, { read: first, total, next, status: "idle", refusal: null });
  }

  forget(): void {
    this.#turn += 1;
    Object.assign(this, { read: null, total: 0, next: null, model: null, status: "idle", refusal: null });
  }

  /** From the top, as many as are there already; they stay until the answer has come. */
  async again(): Promise<void> {
    const wanted = Math.max(PAGE, this.read?.length ?? 0);
    await this.#ask(async (isStale) => {
      const cards: EstimateCard[] = [];
      let cursor: string | null = null;
      let [model, total]: [ModelCard | null, number] = [null, 0];
      do {
        const page: EstimatesPage = await this.#page(cursor);
        if (isStale()) return;
        cards.push(...page.estimates);
        model ??= page.model;
        total = page.total;
        cursor = page.next;
      } while (cursor && cards.length < wanted);
      Object.assign(this, { read: cards, total, next: cursor, model });
    });
  }

  async more(): Promise<void> {
    await this.#ask(async (isStale) => {
      const page = await this.#page(this.next);
      if (isStale()) return;
      const known = new Set(this.read?.map(({ item }) => item));
      const fresh = page.estimates.filter(({ item }) => !known.has(item));
      Object.assign(this, { read: [...(this.read ?? []), ...fresh], total: page.total, next: page.next });
    });
  }

  async #ask(question: (isStale: () => boolean) => Promise<void>): Promise<void> {
    const turn = ++this.#turn;
    const isStale = () => turn !== this.#turn;
    this.status = "loading";
    this.changed();
    try {
      await question(isStale);
      if (!isStale()) Object.assign(this, { status: "idle", refusal: null });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!isStale()) Object.assign(this, { status: "failed", refusal: error.refusal });
    }
    this.changed();
  }

  #page(cursor: string | null): Promise<EstimatesPage> {
    const { server, org, project, sort } = this.where();
    const query = new URLSearchParams({ project: String(project), sort, limit: String(PAGE) });
    if (cursor) query.set("cursor", cursor);
    return read<EstimatesPage>(server, org, `/estimates?${query}`);
  }
}
