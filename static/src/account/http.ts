/** A request comes in; a response, or a Refused with the server's code and words, goes out. */
import { Refused } from "../live/rest";
import type { Refusal } from "../live/wire";

/** Raises Refused with the code `unreachable`. */
export async function fetched(url: string, how: RequestInit): Promise<Response> {
  const response = await fetch(url, { credentials: "same-origin", ...how }).catch(() => null);
  if (!response) throw new Refused({ code: "unreachable", message: "" });
  return response;
}

/** Raises Refused for everything that is no success. */
export async function answer<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Refused(await refusalOf(response));
  return (response.status === 204 ? {} : await response.json()) as T;
}

export async function refusalOf(response: Response): Promise<Refusal> {
  const body = await response.json().catch(() => null);
  if (body?.error?.code) return body.error as Refusal;
  const code = response.status >= 500 ? "unavailable" : `http_${response.status}`;
  return { code, message: `HTTP ${response.status}` };
}
