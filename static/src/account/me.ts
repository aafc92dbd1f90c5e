/** What somebody reads and changes about themselves, one function for each path of /v1. */
import type { Person } from "../live/wire";
import { get, of, patch, post, put, remove } from "./api";
import type { Identity } from "./session";

/** A person in an organisation, as they themselves and its admins see them. */
export interface Account extends Person {
  role: string;
  role_name: string;
  hidden: boolean;
  email: string | null;
  identities: Identity[];
  points: number;
  badges: number;
}

export interface BrowserSession {
  id: number;
  agent: string;
  created_at: string;
  seen_at: string;
  current: boolean;
}

const person = (org: string, id: number, path = "") => of(org, `/people/${id}${path}`);

export async function accountIn(org: string, id: number): Promise<Account> {
  return (await get<{ person: Account }>(person(org, id, "/account"))).person;
}

export async function rename(org: string, id: number, name: string): Promise<void> {
  await patch(person(org, id), { name });
}

export async function hide(org: string, id: number, hidden: boolean): Promise<void> {
  await put(person(org, id, "/hidden"), { hidden });
}

export function exported(org: string, id: number): Promise<object> {
  return get<object>(person(org, id, "/export"));
}

/** For ever, in every organisation. */
export async function erase(org: string, id: number, confirm: string, key: string): Promise<void> {
  await post(person(org, id, "/erase"), { confirm }, { key });
}

export async function unlink(org: string, id: number, identity: number): Promise<void> {
  await remove(person(org, id, `/identities/${identity}`));
}

/** The code shows that the address is theirs. */
export async function linkEmail(email: string, code: string): Promise<void> {
  await post("/session/identities", { email, code }, { stay: true });
}

export async function browserSessions(): Promise<BrowserSession[]> {
  return (await get<{ sessions: BrowserSession[] }>("/sessions")).sessions;
}

export async function signOutEverywhere(): Promise<number> {
  return (await remove<{ ended: number }>("/sessions")).ended;
}
