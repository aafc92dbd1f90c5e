/** A badge, or the address of its form, comes in; the design that draws it goes out, as the form shows it. */
import { designOf } from "../studio/asking";
import type { Chosen } from "./badge_design";
import type { WholeBadge } from "./wire";

/** Null: the built-in art, or a picture of another site. */
export function chosenOf(badge: WholeBadge | null): Chosen | null {
  return badge?.design ? { ...badge.design, image: badge.image } : null;
}

/** The studio leads to the form of a new badge with `?design=`; null when it is not there or has no version. */
export async function designInAddress(org: string): Promise<Chosen | null> {
  const id = Number(new URLSearchParams(location.search).get("design"));
  if (!id) return null;
  const design = await designOf(org, id).catch(() => null);
  if (!design?.version) return null;
  const { image, number } = design.version;
  return { id, name: design.name, image, number, newest: number };
}
