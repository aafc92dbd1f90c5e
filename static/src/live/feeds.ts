/** The feed's snapshot and numbered messages come in, the thirty newest lines go out. */
import { newestFirst } from "./order";
import type { Room } from "./room";
import type { Feed, FeedLine, Message } from "./wire";

const LENGTH = 30;

export const feedRoom: Room<Feed> = {
  name: "feed",
  path: "/feed",
  hears: (message) => message.kind !== "board.changed",
  open: (_, snapshot) => keep((snapshot as Feed).lines),
  fold: foldFeed,
};

export function foldFeed(feed: Feed, message: Message): Feed {
  switch (message.kind) {
    case "points.changed": {
      const { person } = message;
      const told = message.lines.map(
        (line): FeedLine => ({ type: "points", at: line.recorded_at, person, line }),
      );
      return keep([...told, ...feed.lines]);
    }
    case "badge.awarded": {
      const { person, award } = message;
      return keep([{ type: "award", at: award.at, person, award }, ...feed.lines]);
    }
    case "badge.revoked": {
      const { award } = message;
      return { lines: feed.lines.map((told) => (isAward(told, award.id) ? { ...told, award } : told)) };
    }
    case "person.changed": {
      const { person } = message;
      return { lines: feed.lines.map((told) => (told.person.id === person.id ? { ...told, person } : told)) };
    }
    default:
      return feed;
  }
}

function isAward(told: FeedLine, id: number): told is FeedLine & { type: "award" } {
  return told.type === "award" && told.award.id === id;
}

/** The first of two lines with one key stays, so the newer word goes in front. */
function keep(lines: FeedLine[]): Feed {
  const known = new Map<string, FeedLine>();
  for (const told of lines) if (!known.has(feedKey(told))) known.set(feedKey(told), told);
  return { lines: [...known.values()].sort(byTime).slice(0, LENGTH) };
}

export function feedKey(told: FeedLine): string {
  return `${told.type} ${idOf(told)}`;
}

function idOf(told: FeedLine): number {
  return told.type === "award" ? told.award.id : told.line.id;
}

function byTime(a: FeedLine, b: FeedLine): number {
  return newestFirst(a.at, b.at) || b.type.localeCompare(a.type) || idOf(b) - idOf(a);
}
