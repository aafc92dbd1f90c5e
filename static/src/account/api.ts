/** A method, a path below /v1 and a body come in; the JSON that the server answers, or a Refused, goes out. */
import { Refused } from "../live/rest";
import { answer, fetched, refusalOf } from "./http";
import { session } from "./session";
import { toSignIn } from "./way";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface How {
  /** Of a POST: the same text for the same deed, so that it is done once. Without it each call is a deed of its own. */
  key?: string;
  /** When nobody is signed in: the server's own refusal, and never to the sign-in page. */
  stay?: boolean;
}

export const get = <T>(path: string, how?: How) => ask<T>("GET", path, undefined, how);
/** A Blob goes as it is, with its own type; everything else as JSON. */
export const post = <T>(path: string, body: object = {}, how?: How) => ask<T>("POST", path, body, how);
export const put = <T>(path: string, body: object, how?: How) => ask<T>("PUT", path, body, how);
export const patch = <T>(path: string, body: object, how?: How) => ask<T>("PATCH", path, body, how);
export const remove = <T>(path: string, how?: How) => ask<T>("DELETE", path, undefined, how);

/** The path of an organisation, below which most of the API lies. */
export function of(org: string, path = ""): string {
  return `/organizations/${encodeURIComponent(org)}${path}`;
}

/** One deed's own text; `crypto.randomUUID` is there on HTTPS and localhost only. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

async function ask<T>(method: Method, path: string, body: object | undefined, how: How = {}): Promise<T> {
  const response = await send(method, path, body, how);
  if (response.status === 401 && !how.stay) {
    if (method === "GET") return toSignIn();
    // Whoever filled a form in keeps it; signing in in another tab is enough to send it.
    throw new Refused({ code: "signed_out", message: "" });
  }
  return answer<T>(response);
}

/** A session that began or ended in another tab has another proof; it is asked for once more. */
async function send(method: Method, path: string, body: object | undefined, how: How): Promise<Response> {
  const key = method === "POST" ? (how.key ?? newKey()) : null;
  const first = await once(method, path, body, key, false);
  if (first.status !== 403 || method === "GET") return first;
  const refusal = await refusalOf(first.clone());
  return refusal.code === "csrf" ? once(method, path, body, key, true) : first;
}

async function once(
  method: Method,
  path: string,
  body: object | undefined,
  key: string | null,
  fresh: boolean,
): Promise<Response> {
  const headers = new Headers({ Accept: "application/json" });
  const isFile = body instanceof Blob;
  if (body !== undefined && !isFile) headers.set("Content-Type", "application/json");
  if (method !== "GET") headers.set("X-CSRF-Token", (await session(fresh)).csrf);
  if (key) headers.set("Idempotency-Key", key);
  const sent = isFile ? body : body === undefined ? null : JSON.stringify(body);
  return fetched(`/v1${path}`, { method, headers, body: sent });
}
