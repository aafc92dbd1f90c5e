/** A source comes in; how it is, in one word, and what can be done about it, go out. */
import { isUnfinished } from "../account/jobs";
import type { Source } from "./wire_sources";

export type State =
  | "disconnected"
  | "paused"
  | "refused"
  | "suspended"
  | "moved"
  | "failing"
  | "silent"
  | "works"
  | "waits";

export type DeedName =
  | "resume"
  | "history"
  | "repair"
  | "reconnect"
  | "token"
  | "pause"
  | "secret"
  | "disconnect";

/** The first that is so: what stops everything stands before what only hinders. */
const rows: [State, (source: Source) => boolean][] = [
  ["disconnected", ({ hook }) => hook.disconnected_at !== null],
  ["paused", ({ hook }) => hook.paused_at !== null],
  ["refused", ({ connection }) => connection?.state === "refused"],
  ["suspended", ({ connection }) => connection?.state === "paused"],
  ["moved", hasMoved],
  ["failing", ({ hook }) => hook.health !== null && (!hook.health.active || hook.health.failures > 0)],
  ["silent", ({ hook }) => hook.silent_since !== null],
  ["works", ({ hook }) => hook.verified_at !== null || hook.last_delivery_at !== null],
];

/** Its provider was given an address that is the server's no more. */
function hasMoved({ hook }: Source): boolean {
  return hook.registered && hook.registered_url !== null && hook.registered_url !== hook.url;
}

export function stateOf(source: Source): State {
  return rows.find(([, isSo]) => isSo(source))?.[0] ?? "waits";
}

/** Since when it is so; null where that is not known or says nothing. */
export function sinceOf({ hook }: Source, state: State): string | null {
  if (state === "disconnected") return hook.disconnected_at;
  if (state === "silent") return hook.silent_since;
  return state === "failing" && hook.health?.active ? hook.health.first_failed_at : null;
}

/** Whether Codebadge may ask its provider anything. */
export function isReached({ connection }: Source): boolean {
  return connection?.state === "active";
}

/** Long work of it is under way; what began it makes no sense twice. */
function isBusy({ job }: Source): boolean {
  return job !== null && isUnfinished(job);
}

/** It has a webhook of its own; an App's repositories share one, and are chosen on GitHub. */
function isAlone({ connection }: Source): boolean {
  return connection?.way !== "app";
}

const live: readonly State[] = ["works", "silent", "failing", "moved"];

const deeds: [DeedName, (source: Source, state: State) => boolean][] = [
  ["resume", (_, state) => state === "paused"],
  ["token", (_, state) => state === "refused"],
  [
    "reconnect",
    (source, state) =>
      isAlone(source) &&
      isReached(source) &&
      !["paused", "works", "disconnected"].includes(state) &&
      !isBusy(source),
  ],
  ["repair", (source, state) => isReached(source) && live.includes(state) && !isBusy(source)],
  [
    "history",
    (source, state) =>
      isReached(source) && source.project !== null && state !== "disconnected" && !isBusy(source),
  ],
  ["pause", (source, state) => isAlone(source) && state !== "paused" && state !== "disconnected"],
  [
    "secret",
    (source, state) =>
      isAlone(source) &&
      source.hook.provider !== "trello" &&
      !source.hook.registered &&
      state !== "disconnected",
  ],
  ["disconnect", (source, state) => isAlone(source) && state !== "disconnected"],
];

/** What somebody can do with it, the most helpful first. */
export function deedsFor(source: Source): DeedName[] {
  const state = stateOf(source);
  return deeds.filter(([, fits]) => fits(source, state)).map(([name]) => name);
}

/** One nobody hears of without asking: something is under way there, or its first message has to come. */
export function isExpected(source: Source): boolean {
  return stateOf(source) === "waits";
}
