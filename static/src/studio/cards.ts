/** What REST says beside designs: templates, and what cleaning took out of an SVG; who may do what with a design. */
import type { Drawing, Parameter } from "./drawing";
import type { Access } from "./wire";

export interface TemplateCard {
  /** A built-in one's slug, or an own one's id. */
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

export interface TemplateWhole extends TemplateCard {
  drawing: Drawing;
}

/** What cleaning took out, and where. */
export interface Removed {
  what: string;
  where: string;
}

const order: Access[] = ["view", "comment", "edit", "own"];

export function allows(access: Access | undefined, least: Access): boolean {
  return access !== undefined && order.indexOf(access) >= order.indexOf(least);
}
