/** An organisation comes in; what its patterns can speak of goes out: projects, labels, badges, leagues, boards. */
import { get, of } from "../account/api";
import type { Known, Named } from "./pattern_editing";

interface Scope {
  suffix: string;
  name: string;
}

/** Labels that most projects have, as long as no work had any. */
const usualLabels = ["bug", "documentation", "enhancement", "good first issue", "help wanted", "security"];

export async function askKnown(org: string): Promise<Known> {
  const [projects, badges, leagues, boards, labels] = await Promise.all([
    get<{ projects: Named[] }>(of(org)).then((answer) => answer.projects),
    get<{ badges: Named[] }>(of(org, "/badges")).then((answer) => answer.badges),
    get<{ leagues: Named[] }>(of(org, "/leagues")).then((answer) => answer.leagues),
    get<{ scopes: Scope[] }>(of(org, "/boards")).then((answer) => answer.scopes),
    get<{ labels: { name: string }[] }>(of(org, "/labels")).then((answer) => answer.labels),
  ]);
  return {
    projects,
    badges,
    leagues,
    boards: boards.filter(({ suffix }) => suffix).map(({ suffix, name }) => [suffix, name] as const),
    labels: labels.length ? labels.map(({ name }) => name) : usualLabels,
  };
}
