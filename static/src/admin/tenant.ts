/** Somebody's organisations come in; the one whose admin pages are shown goes out, kept while the tab is open. */
import { isAtLeast, type Place } from "../account/session";

const KEY = "codebadge-organization";

/** What was chosen, else what this server shows, else the first in which one may do anything. */
export function chosen(places: Place[], wanted: string | null, usual: string): Place | null {
  const able = places.filter(({ role }) => isAtLeast(role, "moderator"));
  const named = (slug: string | null) => able.find((place) => place.slug === slug);
  return (
    named(wanted ?? recalled()) ??
    named(usual) ??
    able[0] ??
    places.find(({ slug }) => slug === usual) ??
    null
  );
}

export function choose(slug: string): string {
  try {
    sessionStorage.setItem(KEY, slug);
  } catch {
    // storage can be forbidden; the choice then lasts for this page
  }
  return slug;
}

function recalled(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
