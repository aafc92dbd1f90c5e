/** A key comes in; where on GitHub and Trello somebody gets what Codebadge asks for goes out. */
export const tokenPage = "https://github.com/settings/personal-access-tokens/new";
export const powerUps = "https://trello.com/power-ups/admin";

/** Where Trello gives a token for that key, which may read and does not end. */
export function trelloTokenPage(key: string): string {
  const asked = { expiration: "never", scope: "read", response_type: "token", name: "Codebadge", key };
  return `https://trello.com/1/authorize?${new URLSearchParams(asked)}`;
}
