/** A role comes in; what a token of that role can be limited to goes out, as models/rules/roles.py knows it. */
import { isAtLeast, type Role } from "../account/session";

const least = {
  "section:complete": "contributor",
  "badge:award": "moderator",
  "badge:revoke": "moderator",
  "section:complete-for": "moderator",
  "dispute:answer": "moderator",
  "estimate:decide": "moderator",
  "person:read": "admin",
  "badge:write": "admin",
  "badge:delete": "admin",
  "badge:analytics": "admin",
  "design:write": "admin",
  "design:share": "admin",
  "special:write": "admin",
  "league:write": "admin",
  "league:delete": "admin",
  "person:write": "admin",
  "points:adjust": "admin",
  "flag:decide": "admin",
  "tariff:write": "admin",
  "model:write": "admin",
  "hook:write": "admin",
  "delivery:read": "admin",
  "delivery:replay": "admin",
  "board:rebuild": "admin",
  "board:write": "admin",
  "audit:read": "admin",
  "organization:write": "admin",
} as const satisfies Record<string, Role>;

export type Scope = keyof typeof least;

export function scopesOf(role: string): Scope[] {
  return (Object.keys(least) as Scope[]).filter((scope) => isAtLeast(role as Role, least[scope]));
}
