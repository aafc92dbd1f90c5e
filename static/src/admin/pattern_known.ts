/** An organisation comes in; what its patterns can speak of goes out: projects, labels, badges, leagues, boards. */
import { get, of } from "../account/api";
import { Refused } from "../live/rest";
import type { Known, Named } from "./pattern_editing";

interface Scope {
  suffix: string;
  name: string;
}

/** Labels that most projects have, for the first weeks. */
const usualLabels = ["bug", "documentation", "enhancement", "good first issue", "help wanted", "security"];

export async function askKnown(org: string): Promise<Known> {
  const [projects, badges, leagues, boards] = await Promise.all([
    get<{ projects: Named[] }>(of(org)).then((answer) => answer.projects),
    get<{ badges: Named[] }>(of(org, "/badges")).then((answer) => answer.badges),
    get<{ leagues: Named[] }>(of(org, "/leagues")).then((answer) => answer.leagues),
    get<{ scopes: Scope[] }>(of(org, "/boards")).then(
      (answer) => answer.scopes ?? [],
      (error) => (error instanceof Refused ? [] : Promise.reject(error)),
    ),
  ]);
  return {
    projects,
    badges,
    leagues,
    boards: boards.filter(({ suffix }) => suffix).map(({ suffix, name }) => [suffix, name] as const),
    labels: usualLabels,
  };
}
