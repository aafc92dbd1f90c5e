/** A job of /v1 comes in; how it goes on, until it ends, goes out, asked for ever more seldom. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Refused } from "../live/rest";
import type { Refusal, Time } from "../live/wire";
import { get, of, post } from "./api";

export type JobState =
  | "waiting"
  | "running"
  | "paused"
  | "done"
  | "failed"
  | "stopped"
  | "undoing"
  | "undone";

export interface JobCard<Result = Record<string, unknown>> {
  id: number;
  kind: string;
  state: JobState;
  done: number;
  /** Null: not counted yet. */
  total: number | null;
  result: Result | null;
  error: string | null;
  by: string;
  created_at: Time;
  finished_at: Time | null;
  /** It goes on then: it waits for a provider's limit. */
  next_at?: Time | null;
}

const FIRST_MS = 250;
const LONGEST_MS = 3_000;
const LONGEST_WAITING_MS = 30_000;

const unfinished: readonly JobState[] = ["waiting", "running", "paused", "undoing"];

export function isUnfinished({ state }: JobCard<unknown>): boolean {
  return unfinished.includes(state);
}

/** Until when it waits for a provider's limit; null when it does not. */
export function waitsUntil({ state, next_at }: JobCard<unknown>, now: Date): Date | null {
  const at = next_at && (state === "waiting" || state === "running") ? new Date(next_at) : null;
  return at && at > now ? at : null;
}

/** 0 to 1; null while nobody knows of how much. */
export function share({ done, total }: JobCard<unknown>): number | null {
  return total === null || total === 0 ? null : Math.min(1, done / total);
}

export async function stop<R>(org: string, id: number): Promise<JobCard<R>> {
  return (await post<{ job: JobCard<R> }>(of(org, `/jobs/${id}/stop`))).job;
}

export async function pause<R>(org: string, id: number): Promise<JobCard<R>> {
  return (await post<{ job: JobCard<R> }>(of(org, `/jobs/${id}/pause`))).job;
}

export async function resume<R>(org: string, id: number): Promise<JobCard<R>> {
  return (await post<{ job: JobCard<R> }>(of(org, `/jobs/${id}/resume`))).job;
}

export async function undo<R>(org: string, id: number, reason: string): Promise<JobCard<R>> {
  return (await post<{ job: JobCard<R> }>(of(org, `/jobs/${id}/undo`), { reason })).job;
}

/** Follows one job at a time; `told` hears each new state of it. */
export class Following<Result = Record<string, unknown>> implements ReactiveController {
  job: JobCard<Result> | null = null;
  /** Why it was not heard of the last time. */
  refusal: Refusal | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = FIRST_MS;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly org: () => string,
    private readonly told: (job: JobCard<Result>) => void = () => {},
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.job) this.follow(this.job);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  follow(job: JobCard<Result> | null): void {
    this.#pause = FIRST_MS;
    this.#take(job);
  }

  #take(job: JobCard<Result> | null): void {
    clearTimeout(this.#timer);
    const isNews = job !== null && JSON.stringify(job) !== JSON.stringify(this.job);
    this.job = job;
    this.host.requestUpdate();
    if (isNews) this.told(job);
    if (job && isUnfinished(job)) this.#later(job);
  }

  /** What stands still for long is asked seldom. */
  #later(job: JobCard<Result>): void {
    const isStill = job.state === "paused" || waitsUntil(job, new Date()) !== null;
    this.#timer = setTimeout(() => void this.#ask(), this.#pause);
    this.#pause = Math.min(isStill ? LONGEST_WAITING_MS : LONGEST_MS, this.#pause * 1.4);
  }

  async #ask(): Promise<void> {
    const asked = this.job;
    if (!asked) return;
    try {
      const { job } = await get<{ job: JobCard<Result> }>(of(this.org(), `/jobs/${asked.id}`));
      this.refusal = null;
      if (this.job === asked) this.#take(job);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refusal = error.refusal;
      this.host.requestUpdate();
      if (this.job === asked) this.#later(asked);
    }
  }
}
