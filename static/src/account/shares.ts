/** With whom the studio is shared, and what is shared with oneself: one function for each path of /v1. */
import type { Person } from "../live/wire";
import { get, of, patch, post, remove } from "./api";
import { answer, fetched } from "./http";

export type ShareRole = "view" | "comment" | "edit";
export type ShareState = "waiting" | "confirmed" | "dormant" | "expired" | "revoked";

export const shareRoles: readonly ShareRole[] = ["view", "comment", "edit"];

/** `design`: null for the whole studio; `person`: who confirmed. */
export interface Share {
  id: number;
  design: { id: number; name: string } | null;
  role: ShareRole;
  way: "email" | "github";
  address: string;
  person: Person | null;
  by: string;
  note: string;
  state: ShareState;
  created_at: string;
  expires_at: string;
  sent_at: string | null;
  confirmed_at: string | null;
  revoked_at: string | null;
}

export interface MyShare extends Share {
  org: string;
  organization: string;
  href: string;
}

/** `link`: null for whoever has confirmed before. */
export interface Sent {
  share: Share;
  link: string | null;
}

export interface Offer {
  design: number | null;
  role: string;
  email?: string;
  github?: string;
  note: string;
  days: number;
}

/** What whoever holds a link may know. */
export interface Invitation {
  organization: string;
  org: string;
  what: string | null;
  role: ShareRole;
  way: "email" | "github";
  hint: string;
  by: string;
  state: ShareState;
  expires_at: string;
}

const share = (org: string, id: number, path = "") => of(org, `/shares/${id}${path}`);

export async function sharesOf(org: string, design: number | null): Promise<Share[]> {
  const query = design === null ? "" : `?design=${design}`;
  return (await get<{ shares: Share[] }>(of(org, `/shares${query}`))).shares;
}

export function shareWith(org: string, offer: Offer, key: string): Promise<Sent> {
  return post<Sent>(of(org, "/shares"), offer, { key });
}

export function resend(org: string, id: number): Promise<Sent> {
  return post<Sent>(share(org, id, "/resend"));
}

export async function changeRole(org: string, id: number, role: ShareRole): Promise<void> {
  await patch(share(org, id), { role });
}

export async function takeBack(org: string, id: number): Promise<void> {
  await remove(share(org, id));
}

/** The token goes in a header: it is in no address. Raises Refused. */
export async function opened(token: string): Promise<Invitation> {
  const response = await fetched("/v1/shares/opened", {
    cache: "no-store",
    headers: { Accept: "application/json", "X-Share-Token": token },
  });
  return (await answer<{ invitation: Invitation }>(response)).invitation;
}

export function confirmShare(
  given: { token: string } | { share: number },
): Promise<{ share: MyShare; href: string }> {
  return post("/shares/confirm", given, { stay: true });
}

export async function myShares(): Promise<MyShare[]> {
  return (await get<{ shares: MyShare[] }>("/me/shares")).shares;
}

export async function leaveShare(id: number): Promise<void> {
  await remove(`/me/shares/${id}`);
}
