/** A path below an organisation comes in, its JSON or a Refused goes out. */
import type { Refusal } from "./wire";

/** The server said no, or (code `unreachable`) could not be asked. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** What may be different in a moment; every other refusal stays until something is changed. */
const passing = new Set(["unreachable", "unavailable", "rate_limited", "timeout", "internal"]);

export function isPassing(refusal: Refusal): boolean {
  return passing.has(refusal.code);
}

export async function read<T>(server: string, org: string, path: string): Promise<T> {
  const url = `${server}/v1/organizations/${encodeURIComponent(org)}${path}`;
  const response = await fetch(url, { credentials: "omit" }).catch(() => null);
  if (!response) throw new Refused({ code: "unreachable", message: "" });
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body as T;
  throw new Refused(body?.error ?? unnamed(response.status));
}

function unnamed(status: number): Refusal {
  return status >= 500
    ? { code: "unavailable", message: "" }
    : { code: `http_${status}`, message: `HTTP ${status}` };
}
