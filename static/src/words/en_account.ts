/** English for signing in, setting up, one's own profile and the navigation; account.ts chooses the language. */

export const account = {
  undo: "Undo",
  close: "Close",
  cancel: "Cancel",
  loading: "Loading…",
  nav: {
    menu: "Menu",
    signIn: "Sign in",
    signOut: "Sign out",
    me: "My profile",
    admin: "Admin",
    account: (name: string) => `${name}: your account`,
    toContent: "Skip to the content",
  },
  form: {
    optional: "(optional)",
    error: "Error:",
    problems: "Please look at this again:",
  },
  /** By the refusal's code, where the server's own words need help. */
  refusals: {
    unreachable: "Codebadge does not answer. What you typed is still here: try again in a moment.",
    unavailable: "Codebadge cannot do this right now. What you typed is still here: try again in a moment.",
    rate_limited: "That was often in a short time. Wait a minute, then try again.",
    internal: "Something went wrong on the server. It is in its log; try again, or ask whoever runs it.",
  } as Record<string, string>,
};

export type AccountWords = typeof account;
