/** A path below /admin comes in; the page that is drawn there, and the role it takes, goes out. */
import { html } from "lit";
import type { Place, Role } from "../account/session";
import { say } from "../words/admin";
import { say as insights } from "../words/insights";
import { say as models } from "../words/models";
import { say as outgoing } from "../words/outlets";
import { say as patterns } from "../words/patterns";
import { say as queues } from "../words/queues";
import { say as boards } from "../words/seasons";
import { say as sharing } from "../words/shares";
import { say as sources } from "../words/sources";
import { say as studio } from "../words/studio";
import { say as tariff } from "../words/tariff";
import "./audit";
import "./award_many";
import "./badge";
import "./badge_form";
import "./badges";
import "./connect_github";
import "./connect_trello";
import "./disputes";
import "./estimates";
import "./flags";
import "./hooks";
import "./insights";
import "./league";
import "./league_form";
import "./leagues";
import "./merging";
import "./model";
import "./outlet";
import "./outlets";
import "./patterns";
import "./people";
import "./person";
import "./person_form";
import "./points";
import "./seasons";
import "./settings";
import "./sharing";
import "./source";
import "./special";
import "./special_form";
import "./team";
import "./teams";
import "./today";
import "./tokens";

export interface Route {
  path: RegExp;
  title: string;
  needs: Role;
  draw: (place: Place, rest: string) => unknown;
}

export interface Found {
  page: Route;
  /** The part of the path that the page's pattern takes out. */
  rest: string;
}

/** The navigation, in its order; what somebody may not open is not offered. */
export const sections: { href: string; label: string; needs: Role }[] = [
  { href: "/admin", label: say.today.title, needs: "moderator" },
  { href: "/admin/badges", label: say.badges.title, needs: "moderator" },
  { href: "/admin/patterns", label: patterns.list.title, needs: "admin" },
  { href: "/studio", label: studio.nav.studio, needs: "admin" },
  { href: "/admin/special", label: say.special.title, needs: "admin" },
  { href: "/admin/leagues", label: say.leagues.title, needs: "moderator" },
  { href: "/admin/seasons", label: boards.seasons.title, needs: "admin" },
  { href: "/admin/teams", label: boards.teams.title, needs: "admin" },
  { href: "/admin/people", label: say.persons.title, needs: "admin" },
  { href: "/admin/points", label: tariff.title, needs: "admin" },
  { href: "/admin/estimates", label: models.models.title, needs: "moderator" },
  { href: "/admin/review", label: queues.flags.title, needs: "admin" },
  { href: "/admin/disputes", label: queues.disputes.title, needs: "moderator" },
  { href: "/admin/sharing", label: sharing.shares.title, needs: "admin" },
  { href: "/admin/insights", label: insights.insights.title, needs: "admin" },
  { href: "/admin/hooks", label: sources.sources.title, needs: "admin" },
  { href: "/admin/outgoing", label: outgoing.outlets.title, needs: "admin" },
  { href: "/admin/audit", label: say.audit.title, needs: "admin" },
  { href: "/admin/tokens", label: say.tokens.title, needs: "admin" },
  { href: "/admin/settings", label: say.settings.title, needs: "admin" },
];

// Lit takes an element's name only as it is written in the template.
const routes: Route[] = [
  row(
    /^\/admin\/?$/,
    say.today.title,
    "moderator",
    (place) => html`<codebadge-admin-today .place=${place}></codebadge-admin-today>`,
  ),
  row(
    /^\/admin\/badges$/,
    say.badges.title,
    "moderator",
    (place) => html`<codebadge-admin-badges .place=${place}></codebadge-admin-badges>`,
  ),
  row(
    /^\/admin\/badges\/new$/,
    say.badges.create,
    "admin",
    (place) => html`<codebadge-admin-badge-form .place=${place}></codebadge-admin-badge-form>`,
  ),
  row(
    /^\/admin\/badges\/(\d+)$/,
    say.badges.title,
    "moderator",
    (place, rest) => html`<codebadge-admin-badge .place=${place} .rest=${rest}></codebadge-admin-badge>`,
  ),
  row(
    /^\/admin\/badges\/(\d+)\/edit$/,
    say.badges.title,
    "admin",
    (place, rest) =>
      html`<codebadge-admin-badge-form .place=${place} .rest=${rest}></codebadge-admin-badge-form>`,
  ),
  row(
    /^\/admin\/badges\/(\d+)\/many$/,
    say.many.open,
    "moderator",
    (place, rest) =>
      html`<codebadge-admin-award-many .place=${place} .rest=${rest}></codebadge-admin-award-many>`,
  ),
  row(
    /^\/admin\/patterns$/,
    patterns.list.title,
    "admin",
    (place) => html`<codebadge-admin-patterns .place=${place}></codebadge-admin-patterns>`,
  ),
  row(
    /^\/admin\/special$/,
    say.special.title,
    "admin",
    (place) => html`<codebadge-admin-special .place=${place}></codebadge-admin-special>`,
  ),
  row(
    /^\/admin\/special\/new$/,
    say.special.create,
    "admin",
    (place) => html`<codebadge-admin-special-form .place=${place}></codebadge-admin-special-form>`,
  ),
  row(
    /^\/admin\/special\/(\d+)$/,
    say.special.title,
    "admin",
    (place, rest) =>
      html`<codebadge-admin-special-form .place=${place} .rest=${rest}></codebadge-admin-special-form>`,
  ),
  row(
    /^\/admin\/leagues$/,
    say.leagues.title,
    "moderator",
    (place) => html`<codebadge-admin-leagues .place=${place}></codebadge-admin-leagues>`,
  ),
  row(
    /^\/admin\/leagues\/new$/,
    say.leagues.create,
    "admin",
    (place) => html`<codebadge-admin-league-form .place=${place}></codebadge-admin-league-form>`,
  ),
  row(
    /^\/admin\/leagues\/(\d+)$/,
    say.leagues.title,
    "moderator",
    (place, rest) => html`<codebadge-admin-league .place=${place} .rest=${rest}></codebadge-admin-league>`,
  ),
  row(
    /^\/admin\/seasons$/,
    boards.seasons.title,
    "admin",
    (place) => html`<codebadge-admin-seasons .place=${place}></codebadge-admin-seasons>`,
  ),
  row(
    /^\/admin\/teams$/,
    boards.teams.title,
    "admin",
    (place) => html`<codebadge-admin-teams .place=${place}></codebadge-admin-teams>`,
  ),
  row(
    /^\/admin\/teams\/(\d+)$/,
    boards.teams.title,
    "admin",
    (place, rest) => html`<codebadge-admin-team .place=${place} .rest=${rest}></codebadge-admin-team>`,
  ),
  row(
    /^\/admin\/people$/,
    say.persons.title,
    "admin",
    (place) => html`<codebadge-admin-people .place=${place}></codebadge-admin-people>`,
  ),
  row(
    /^\/admin\/people\/new$/,
    say.persons.create,
    "admin",
    (place) => html`<codebadge-admin-person-form .place=${place}></codebadge-admin-person-form>`,
  ),
  row(
    /^\/admin\/people\/merge$/,
    say.merges.title,
    "admin",
    (place) => html`<codebadge-admin-merging .place=${place}></codebadge-admin-merging>`,
  ),
  row(
    /^\/admin\/people\/(\d+)$/,
    say.persons.title,
    "admin",
    (place, rest) => html`<codebadge-admin-person .place=${place} .rest=${rest}></codebadge-admin-person>`,
  ),
  row(
    /^\/admin\/points$/,
    tariff.title,
    "admin",
    (place) => html`<codebadge-admin-points .place=${place}></codebadge-admin-points>`,
  ),
  row(
    /^\/admin\/estimates$/,
    models.models.title,
    "moderator",
    (place) => html`<codebadge-admin-estimates .place=${place}></codebadge-admin-estimates>`,
  ),
  row(
    /^\/admin\/estimates\/(\d+)$/,
    models.models.title,
    "moderator",
    (place, rest) => html`<codebadge-admin-model .place=${place} .rest=${rest}></codebadge-admin-model>`,
  ),
  row(
    /^\/admin\/review$/,
    queues.flags.title,
    "admin",
    (place) => html`<codebadge-admin-flags .place=${place}></codebadge-admin-flags>`,
  ),
  row(
    /^\/admin\/disputes$/,
    queues.disputes.title,
    "moderator",
    (place) => html`<codebadge-admin-disputes .place=${place}></codebadge-admin-disputes>`,
  ),
  row(
    /^\/admin\/insights$/,
    insights.insights.title,
    "admin",
    (place) => html`<codebadge-admin-insights .place=${place}></codebadge-admin-insights>`,
  ),
  row(
    /^\/admin\/hooks$/,
    sources.sources.title,
    "admin",
    (place) => html`<codebadge-admin-hooks .place=${place}></codebadge-admin-hooks>`,
  ),
  row(
    /^\/admin\/hooks\/github$/,
    sources.sources.github,
    "admin",
    (place) => html`<codebadge-admin-connect-github .place=${place}></codebadge-admin-connect-github>`,
  ),
  row(
    /^\/admin\/hooks\/trello$/,
    sources.sources.trello,
    "admin",
    (place) => html`<codebadge-admin-connect-trello .place=${place}></codebadge-admin-connect-trello>`,
  ),
  row(
    /^\/admin\/hooks\/(\d+(?:\/\d+)?)$/,
    sources.sources.title,
    "admin",
    (place, rest) => html`<codebadge-admin-source .place=${place} .rest=${rest}></codebadge-admin-source>`,
  ),
  row(
    /^\/admin\/outgoing$/,
    outgoing.outlets.title,
    "admin",
    (place) => html`<codebadge-admin-outlets .place=${place}></codebadge-admin-outlets>`,
  ),
  row(
    /^\/admin\/outgoing\/(\d+)$/,
    outgoing.outlets.title,
    "admin",
    (place, rest) => html`<codebadge-admin-outlet .place=${place} .rest=${rest}></codebadge-admin-outlet>`,
  ),
  row(
    /^\/admin\/audit$/,
    say.audit.title,
    "admin",
    (place) => html`<codebadge-admin-audit .place=${place}></codebadge-admin-audit>`,
  ),
  row(
    /^\/admin\/sharing$/,
    sharing.shares.title,
    "admin",
    (place) => html`<codebadge-admin-sharing .place=${place}></codebadge-admin-sharing>`,
  ),
  row(
    /^\/admin\/tokens$/,
    say.tokens.title,
    "admin",
    (place) => html`<codebadge-admin-tokens .place=${place}></codebadge-admin-tokens>`,
  ),
  row(
    /^\/admin\/settings$/,
    say.settings.title,
    "admin",
    (place) => html`<codebadge-admin-settings .place=${place}></codebadge-admin-settings>`,
  ),
];

export function find(path: string): Found | null {
  for (const page of routes) {
    const match = page.path.exec(path);
    if (match) return { page, rest: match[1] ?? "" };
  }
  return null;
}

function row(path: RegExp, title: string, needs: Role, draw: Route["draw"]): Route {
  return { path, title, needs, draw };
}
