/** A link's token in the address comes in; it goes out for this tab alone, and is in the address no more. */

const KEY = "codebadge-share";

/** It outlives signing in, which leaves the page, without ever being in an address that a server sees. */
export function shareToken(): string | null {
  const token = location.hash.slice(1);
  if (!/^[\w-]{20,100}$/.test(token)) return kept();
  try {
    sessionStorage.setItem(KEY, token);
    history.replaceState(history.state, "", location.pathname + location.search);
  } catch {
    // storage can be forbidden; the token then stays in the address
  }
  return token;
}

export function forgetShareToken(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // then there is none
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
