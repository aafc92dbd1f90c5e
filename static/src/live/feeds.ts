/** The feed's snapshot and numbered messages come in, the thirty newest lines and awards go out. */
import { newestFirst } from "./order";
import { gap, type Room } from "./room";
import type { Award, Feed, FeedLine, Message, Person } from "./wire";

const LENGTH = 30;

type AwardLine = FeedLine & { type: "award" };

/** `awards` stay when points have pushed them out of the lines, and hold those that were revoked since. */
export interface LiveFeed extends Feed {
  awards: AwardLine[];
}

export const feedRoom: Room<LiveFeed> = {
  name: "feed",
  path: "/feed",
  hears: (message) => message.kind !== "board.changed" && message.kind !== "estimate.changed",
  open: (held, snapshot) => openFeed(held, snapshot as Feed),
  fold: (feed, message) => (anew(message) ? gap : foldFeed(feed, message)),
};

/** After these nothing less than a snapshot will do. */
export function anew({ kind }: Message): boolean {
  return kind === "person.renewed" || kind === "digest";
}

/** Somebody may have been hidden unheard meanwhile: only awards of people who are still shown are remembered. */
export function openFeed(held: LiveFeed | null, { lines }: Feed): LiveFeed {
  const shown = new Set(lines.map(whose));
  const remembered = held?.awards.filter(({ person }) => shown.has(person.id)) ?? [];
  return keep(lines, [...lines.filter(isAward), ...remembered]);
}

export function foldFeed(feed: LiveFeed, message: Message): LiveFeed {
  switch (message.kind) {
    case "points.changed": {
      const { person } = message;
      const told = message.lines.map(
        (line): FeedLine => ({ type: "points", at: line.recorded_at, person, line }),
      );
      return keep([...told, ...feed.lines], feed.awards);
    }
    case "badge.awarded": {
      const told = awardLine(message);
      return keep([told, ...feed.lines], [told, ...feed.awards]);
    }
    case "badge.revoked": {
      const told = awardLine(message);
      const lines = feed.lines.map((each) => (feedKey(each) === feedKey(told) ? told : each));
      return keep(lines, [told, ...feed.awards]);
    }
    case "person.changed": {
      const { person } = message;
      const named = <Told extends FeedLine>(told: Told): Told =>
        whose(told) === person.id ? { ...told, person } : told;
      return { lines: feed.lines.map(named), awards: feed.awards.map(named) };
    }
    case "person.hidden": {
      const others = (told: FeedLine) => whose(told) !== message.person.id;
      return { lines: feed.lines.filter(others), awards: feed.awards.filter(others) };
    }
    default:
      return feed;
  }
}

function awardLine({ person, award }: { person: Person; award: Award }): AwardLine {
  return { type: "award", at: award.at, person, award };
}

function whose(told: FeedLine): number | null {
  return told.type === "digest" ? null : told.person.id;
}

function isAward(told: FeedLine): told is AwardLine {
  return told.type === "award";
}

function keep(lines: FeedLine[], awards: AwardLine[]): LiveFeed {
  return { lines: newest(lines), awards: newest(awards) };
}

/** The first of two lines with one key stays, so the newer word goes in front. */
function newest<Told extends FeedLine>(lines: Told[]): Told[] {
  const known = new Map<string, Told>();
  for (const told of lines) if (!known.has(feedKey(told))) known.set(feedKey(told), told);
  return [...known.values()].sort(byTime).slice(0, LENGTH);
}

export function feedKey(told: FeedLine): string {
  return `${told.type} ${idOf(told)}`;
}

function idOf(told: FeedLine): number {
  if (told.type === "digest") return Date.parse(told.at);
  return told.type === "award" ? told.award.id : told.line.id;
}

function byTime(a: FeedLine, b: FeedLine): number {
  return newestFirst(a.at, b.at) || b.type.localeCompare(a.type) || idOf(b) - idOf(a);
}
