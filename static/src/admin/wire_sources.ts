/** The shapes that /v1 speaks of sources: what is connected, by whose access, and what a board's lists mean. */
import type { JobCard } from "../account/jobs";
import type { Person, Time } from "../live/wire";
import type { Hook } from "./wire";

/** Access to a provider: a token that somebody gave, or an installation of the GitHub App. */
export interface Connection {
  id: number;
  provider: "github" | "trello";
  account: string;
  way: "token" | "app";
  state: "active" | "paused" | "refused" | "ended";
  error: string | null;
  created_at: Time;
  checked_at: Time | null;
}

/** How the provider itself sees the webhook. */
export interface Health {
  active: boolean;
  failures: number;
  first_failed_at: Time | null;
  checked_at: Time | null;
}

export interface SourceHook extends Hook {
  name: string | null;
  /** The address that its provider was given; another than `url` once the server's own has changed. */
  registered_url: string | null;
  health: Health | null;
  /** Codebadge made it at the provider, so that nobody has to paste anything. */
  registered: boolean;
  disconnected_at: Time | null;
  repaired_at: Time | null;
  /** Since when nothing came, beyond its rhythm. */
  silent_since: Time | null;
}

export interface BoardRule {
  done: string[];
  ticked: boolean;
  points: "title" | "field" | "label";
  field: string | null;
}

/** How the past counts: now, in its own time, not at all but for the model, or it is not fetched. */
export type Mode = "past" | "now" | "teach" | "none";

export interface Source {
  hook: SourceHook;
  /** `remote`: its id at the provider, once that is known. */
  project: { id: number; name: string; url: string | null; remote: string | null } | null;
  connection: Connection | null;
  board: BoardRule | null;
  history: { mode: Exclude<Mode, "none">; before: Time } | null;
  /** The newest of fetching history, repairing and the like. */
  job: JobCard | null;
  items: number;
}

export interface GithubApp {
  slug: string;
  name: string;
  url: string;
  install_url: string;
  installations: Connection[];
}

export interface Sources {
  sources: Source[];
  connections: Connection[];
  app: GithubApp | null;
}

/** A repository or a board that an access reaches. */
export interface Choice {
  id: string;
  name: string;
  url: string | null;
  private: boolean;
  connected: boolean;
  may_hook: boolean;
}

export interface Choices {
  account: string;
  choices: Choice[];
}

export interface Member {
  id: string;
  username: string;
  name: string | null;
  avatar: string | null;
  person: Person | null;
}

export interface BoardParts {
  lists: { id: string; name: string; closed: boolean }[];
  members: Member[];
  fields: { id: string; name: string; type: string }[];
}

/** `secret`: told this once, and only where a human must paste it. */
export interface Connected {
  source: Source;
  job: JobCard | null;
  url: string;
  secret: string | null;
}
