/** A path of this site comes in; it goes out with the organisation that is looked at, if that is not the usual one. */
let chosen: string | null = null;

/** What the admin pages are about, which their addresses do not say; null for what this server shows anyway. */
export function stayIn(org: string | null): void {
  chosen = org;
}

/** The organisation that is looked at; empty as long as there is none. */
export function hereIn(): string {
  return chosen ?? document.querySelector<HTMLMetaElement>("meta[name=codebadge-org]")?.content ?? "";
}

/** Links stay in the organisation that the address names: `/?org=umbra` leads to `/people/7?org=umbra`. */
export function here(path: string): string {
  return within(path, chosen ?? new URLSearchParams(location.search).get("org"));
}

export function within(path: string, org: string | null): string {
  if (!org) return path;
  const [page = "", anchor] = path.split("#");
  const query = `${page.includes("?") ? "&" : "?"}org=${encodeURIComponent(org)}`;
  return `${page}${query}${anchor === undefined ? "" : `#${anchor}`}`;
}
