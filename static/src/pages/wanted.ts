/** The address of the page of estimates comes in; which project's, in which order, goes out, and the way back. */
import type { Sort } from "../live/estimates";

export interface Wanted {
  /** Null: the one with the most open issues. */
  project: number | null;
  sort: Sort;
}

const sorts: readonly Sort[] = ["points", "unsure", "newest"];

export function readWanted(search: string): Wanted {
  const query = new URLSearchParams(search);
  const project = Number(query.get("project"));
  const sort = sorts.find((one) => one === query.get("sort")) ?? "points";
  return { project: Number.isSafeInteger(project) && project > 0 ? project : null, sort };
}

export function writeWanted({ project, sort }: Wanted): string {
  const query = new URLSearchParams();
  if (project !== null) query.set("project", String(project));
  if (sort !== "points") query.set("sort", sort);
  return query.size ? `?${query}` : "";
}
