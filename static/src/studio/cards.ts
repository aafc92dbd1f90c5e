/** The cards of designs, templates, versions, comments and steps, as REST sends them. */
import type { Person } from "../live/wire";
import type { Parameter } from "./drawing";
import type { Change } from "./steps";

export type Access = "view" | "comment" | "edit" | "own";

export interface VersionCard {
  id: number;
  number: number;
  key: string;
  image: string;
  words: string;
  by: string;
  made_at: string;
}

export interface DesignCard {
  id: number;
  name: string;
  /** A built-in template's slug, or an own one's id. */
  template: string | null;
  by: string;
  created_at: string;
  updated_at: string;
  seq: number;
  version: VersionCard | null;
  image: string;
  access: Access;
  /** How many badges show it. */
  used: number;
}

export interface TemplateCard {
  ref: string;
  name: string;
  about: string;
  licence: string | null;
  public: boolean;
  own: boolean;
  built_in: boolean;
  by: string | null;
  parameters: Parameter[];
  levels: string[];
  image: string;
}

export interface CommentCard {
  id: number;
  layer: string | null;
  text: string;
  by: string;
  person: number | null;
  at: string;
  resolved_at: string | null;
}

export interface StepCard {
  seq: number;
  client: string;
  by: string;
  person: number | null;
  at: string;
  changes: Change[];
}

/** What cleaning took out of an SVG, and where. */
export interface Removed {
  what: string;
  where: string;
}

export type { Person };

const order: Access[] = ["view", "comment", "edit", "own"];

export function allows(access: Access | undefined, least: Access): boolean {
  return access !== undefined && order.indexOf(access) >= order.indexOf(least);
}
