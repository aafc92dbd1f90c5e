/** A project's open issues and what was told of them since come in; the issues to show, each moved once, go out. */
import { newestFirst } from "./order";
import type { Room } from "./room";
import type { EstimateChanged, Message } from "./wire";
import type { Change, EstimateCard, EstimatesPage, ModelCard } from "./wire_estimates";

export const PAGE = 100;

export type Sort = "points" | "unsure" | "newest";

/** The newest word on an issue, and what it was before that. */
export interface Told extends Change {
  why: string;
}

export interface LiveEstimates {
  /** The first page as it was when the room was entered, in the server's order; never folded. */
  first: EstimateCard[];
  total: number;
  next: string | null;
  model: ModelCard | null;
  told: ReadonlyMap<number, Told>;
  /** The newest of the messages, for one sentence. */
  news: { why: string; moved: number } | null;
  /** How many changed without being told one by one, so that lists are read anew. */
  missed: number;
}

export function estimatesRoom(project: number): Room<LiveEstimates> {
  return {
    name: `estimates:${project}`,
    path: `/estimates?project=${project}&limit=${PAGE}`,
    hears: (message) => isOf(message, project),
    open: (_, snapshot) => openEstimates(snapshot as EstimatesPage),
    fold: (held, message) => (message.kind === "estimate.changed" ? fold(held, message) : held),
  };
}

export function openEstimates({ estimates, total, next, model }: EstimatesPage): LiveEstimates {
  return { first: estimates, total, next, model, told: new Map(), news: null, missed: 0 };
}

export function fold(held: LiveEstimates, message: EstimateChanged): LiveEstimates {
  const told = new Map(held.told);
  for (const change of message.changes) told.set(change.item, { ...change, why: message.why });
  const moved = message.changes.filter(isMoved).length + message.more;
  return {
    ...held,
    model: held.model && { ...held.model, ...message.model },
    told,
    news: { why: message.why, moved },
    missed: held.missed + message.more,
  };
}

/** What was opened or closed is told as that; and an issue may have another title only. */
function isMoved({ before, after }: Change): boolean {
  return before !== null && after?.figures != null && before.points !== after.figures.points;
}

/** What was read, and over it what was told since. An issue that was not read stands there only where its place is. */
export function shown(
  read: readonly EstimateCard[],
  told: ReadonlyMap<number, Told>,
  sort: Sort,
  isWhole: boolean,
): EstimateCard[] {
  const cards = new Map(read.map((card) => [card.item, card]));
  for (const [item, { after }] of told) {
    if (after?.state !== "open") cards.delete(item);
    else if (!isNewer(cards.get(item), after)) cards.set(item, after);
  }
  const rows = [...cards.values()].sort(orders[sort]);
  const known = new Set(read.map(({ item }) => item));
  const last = rows.findLastIndex(({ item }) => known.has(item));
  return isWhole || read.length === 0 ? rows : rows.slice(0, last + 1);
}

/** Where an answer of REST has overtaken the socket. */
function isNewer(read: EstimateCard | undefined, told: EstimateCard): boolean {
  return Boolean(read?.made_at && told.made_at && newestFirst(read.made_at, told.made_at) < 0);
}

type Order = (one: EstimateCard, other: EstimateCard) => number;

const byItem: Order = (one, other) => other.item - one.item;

/** As the server orders them: what is not estimated yet stands behind the rest. */
export const orders: Record<Sort, Order> = {
  points: (one, other) => pointsOf(other) - pointsOf(one) || byItem(one, other),
  unsure: (one, other) => sureOf(one) - sureOf(other) || byItem(one, other),
  newest: (one, other) =>
    newestFirst(one.opened_at ?? BEGINNING, other.opened_at ?? BEGINNING) || byItem(one, other),
};

const BEGINNING = "1970-01-01T00:00:00Z";

function pointsOf({ ruling, figures }: EstimateCard): number {
  return ruling?.points ?? figures?.points ?? -1;
}

function sureOf({ figures }: EstimateCard): number {
  return figures && figures.high > 0 ? figures.low / figures.high : Number.MAX_VALUE;
}

function isOf(message: Message, project: number): boolean {
  return message.kind === "estimate.changed" && message.project.id === project;
}
