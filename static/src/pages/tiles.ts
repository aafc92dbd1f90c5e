/** Badges, and how far a person is with each, come in; the tiles of the gallery that fit what is wanted go out, in order. */
import { matching } from "../admin/arrange";
import type { WholeBadge } from "../admin/wire";
import type { Award } from "../live/wire";

/** How far somebody is with the next level, or the badge itself. */
export interface Next {
  level: string | null;
  have: number;
  need: number;
  percent: number;
}

export interface Tile {
  badge: WholeBadge;
  award: Award | null;
  level: string | null;
  next: Next | null;
  /** How it is earned, in sentences. */
  words: string[];
  missing: string[];
}

export type Show = "all" | "mine" | "next";

export interface Wanted {
  show: Show;
  /** The id of a league, or empty. */
  league: string;
  text: string;
}

/** Without a person: what can be earned, and how. */
export function tileOf(badge: WholeBadge): Tile {
  return { badge, award: null, level: null, next: null, words: badge.words ?? [], missing: [] };
}

/** What is held first, then what is closest, then the rest as the server tells it. */
export function arranged(tiles: Tile[]): Tile[] {
  return tiles
    .map((tile, at) => ({ tile, at }))
    .sort((a, b) => group(a.tile) - group(b.tile) || nearness(b.tile) - nearness(a.tile) || a.at - b.at)
    .map(({ tile }) => tile);
}

function group({ award, next }: Tile): number {
  return award ? 0 : next ? 1 : 2;
}

function nearness({ award, next }: Tile): number {
  return award ? 0 : (next?.percent ?? 0);
}

export function wantedOf(tiles: Tile[], { show, league, text }: Wanted): Tile[] {
  const fitting = tiles.filter(
    (tile) => shows[show](tile) && (!league || String(tile.badge.league?.id) === league),
  );
  return matching(
    fitting,
    text,
    ({ badge, words, level }) => `${badge.name} ${badge.description} ${words.join(" ")} ${level ?? ""}`,
  );
}

const shows: Record<Show, (tile: Tile) => boolean> = {
  all: ({ badge, award }) => badge.active || award !== null,
  mine: ({ award }) => award !== null,
  next: ({ badge, next }) => badge.active && next !== null,
};

export function leaguesOf(tiles: Tile[]): { id: number; name: string }[] {
  const all = tiles.flatMap(({ badge: { league } }) => (league ? [[league.id, league] as const] : []));
  return [...new Map(all).values()];
}
