/** An organisation comes in; its hooks, and a new one with its secret, go out; and what GitHub can reach. */
import { get, of, post } from "./api";

export interface Hook {
  id: number;
  url: string;
  provider: string;
  project: { id: number; name: string } | null;
  verified_at: string | null;
  paused_at: string | null;
  created_at: string;
  last_delivery_at: string | null;
}

/** The secret is told this once. */
export interface NewHook {
  hook: Hook;
  url: string;
  secret: string;
}

export async function hooksOf(org: string): Promise<Hook[]> {
  return (await get<{ hooks: Hook[] }>(of(org, "/hooks"))).hooks;
}

export function createHook(org: string, project: string, key: string): Promise<NewHook> {
  return post<NewHook>(of(org, "/hooks"), { project }, { key });
}

export function newSecret(org: string, hook: number): Promise<NewHook> {
  return post<NewHook>(of(org, `/hooks/${hook}/rotate`));
}

/** `owner/repository`, also out of the address of its page; null for anything else. */
export function projectIn(text: string): string | null {
  const path = text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?github\.com\//i, "")
    .replace(/(?:\.git)?\/*$/, "");
  return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(path) ? path : null;
}

/** Where on GitHub a webhook is added to that repository. */
export function githubPage(project: string): string {
  return `https://github.com/${project}/settings/hooks/new`;
}

const nearby =
  /^(?:localhost|.*\.localhost|.*\.local|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|\[.*\])$/;

/** Whether an address is one of this machine or this network, where GitHub does not come. */
export function isNearby(url: string): boolean {
  return nearby.test(new URL(url).hostname);
}
