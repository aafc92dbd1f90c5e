/** One person's snapshot and numbered messages come in; totals, awards and the newest ledger lines go out. */
import { anew } from "./feeds";
import { newestFirst } from "./order";
import { gap, type Room } from "./room";
import type { Award, Line, Message, Profile } from "./wire";

const LENGTH = 30;

export function personRoom(id: number): Room<Profile> {
  return {
    name: `person:${id}`,
    path: `/people/${id}`,
    // A digest does not say whom it concerns, but that it may be somebody whose room this browser is in.
    hears: (message) => message.kind === "digest" || ("person" in message && message.person.id === id),
    open: (_, snapshot) => openProfile(snapshot as Profile),
    fold: (held, message) => (anew(message) ? gap : foldProfile(held, message)),
  };
}

export function openProfile({ person, totals, awards, ledger }: Profile): Profile {
  return { person, totals, awards: mergeAwards(awards, []), ledger: mergeLines(ledger, []).slice(0, LENGTH) };
}

export function foldProfile(held: Profile, message: Message): Profile {
  switch (message.kind) {
    case "points.changed": {
      const { person, totals, lines } = message;
      return { ...held, person, totals, ledger: mergeLines(lines, held.ledger).slice(0, LENGTH) };
    }
    case "badge.awarded":
    case "badge.revoked":
      return { ...held, person: message.person, awards: mergeAwards([message.award], held.awards) };
    case "person.changed":
      return { ...held, person: message.person };
    case "person.hidden":
      return nobody(message.person.id);
    default:
      return held;
  }
}

function nobody(id: number): Profile {
  const totals = { day: 0, week: 0, month: 0, year: 0, all: 0 };
  return {
    hidden: true,
    person: { id, name: "", login: null, avatar: null },
    totals,
    awards: [],
    ledger: [],
  };
}

/** Newest first by id, each once; of two with one id the newer word stays. */
export function mergeLines(newer: Line[], held: Line[]): Line[] {
  return byId(newer, held).sort((a, b) => b.id - a.id);
}

function mergeAwards(newer: Award[], held: Award[]): Award[] {
  return byId(newer, held).sort((a, b) => newestFirst(a.at, b.at) || b.id - a.id);
}

function byId<T extends { id: number }>(newer: T[], held: T[]): T[] {
  const known = new Map([...held, ...newer].map((each) => [each.id, each]));
  return [...known.values()];
}

/** A ledger line with what was later taken back from it beside it. */
export interface Explained {
  line: Line;
  reversals: Line[];
}

/**
 * A reversal stands beside the line it takes back, or alone while that line is not loaded. The two stand where the
 * newer of them belongs, so that what just changed is at the top.
 */
export function explainLines(lines: Line[]): Explained[] {
  const known = new Set(lines.map((line) => line.id));
  const isBeside = (line: Line) => line.reverses !== null && known.has(line.reverses);
  return lines
    .filter((line) => !isBeside(line))
    .map((line) => ({ line, reversals: lines.filter((other) => other.reverses === line.id) }))
    .sort((a, b) => newestOf(b) - newestOf(a));
}

function newestOf({ line, reversals }: Explained): number {
  return Math.max(line.id, ...reversals.map(({ id }) => id));
}
