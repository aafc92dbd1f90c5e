/** A page's address comes in; the way to the sign-in page and back goes out. Nothing leads off this server. */

/** `next` as a path on this server; `/` for whatever leads elsewhere. */
export function safeNext(wanted: string | null, origin: string): string {
  if (!wanted?.startsWith("/")) return "/";
  try {
    const url = new URL(wanted, origin);
    return url.origin === origin ? url.pathname + url.search + url.hash : "/";
  } catch {
    return "/";
  }
}

export function signInAddress(from: string): string {
  return from === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(from)}`;
}

/** Leaves the page; whoever waits for this waits until it is gone. */
export function toSignIn(): Promise<never> {
  location.assign(signInAddress(location.pathname + location.search));
  return new Promise(() => {});
}
