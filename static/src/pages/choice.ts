/** The address comes in, the board it names goes out, and the other way round. */
import { type Period, periods } from "../live/wire";

/** Which board is looked at; a null project is the whole organisation. */
export interface Choice {
  period: Period;
  project: number | null;
}

const usual: Period = "week";

export function readChoice(query: string): Choice {
  const asked = new URLSearchParams(query);
  const period = periods.find((each) => each === asked.get("board")) ?? usual;
  const project = /^\d{1,15}$/.exec(asked.get("project") ?? "")?.[0];
  return { period, project: project ? Number(project) : null };
}

/** Empty for the board that is shown anyway. */
export function writeChoice({ period, project }: Choice): string {
  const query = new URLSearchParams();
  if (period !== usual) query.set("board", period);
  if (project !== null) query.set("project", String(project));
  return query.size ? `?${query}` : "";
}

export function boardName({ period, project }: Choice): string {
  return project === null ? period : `${period}:project:${project}`;
}
