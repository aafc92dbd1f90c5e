/** An organisation and what to do with its sources come in; the answers of /v1 go out. */
import { get, of, post, put, remove } from "../account/api";
import type { NewHook } from "../account/hooks";
import type { JobCard } from "../account/jobs";
import type {
  BoardParts,
  BoardRule,
  Choices,
  Connected,
  Connection,
  Member,
  Mode,
  Source,
  Sources,
} from "./wire_sources";

export interface Wanted {
  connection: number | null;
  provider: "github" | "trello";
  name: string;
  remote: string | null;
  history: Mode;
  board: BoardRule | null;
}

export type Secrets =
  | { provider: "github"; token: string }
  | { provider: "trello"; key: string; token: string; secret: string };

interface Changed {
  source: Source;
  job: JobCard | null;
}

/** `fresh`: the providers are asked how their webhooks fare, which takes some seconds. */
export const readSources = (org: string, fresh = false) =>
  get<Sources>(of(org, fresh ? "/sources?health=1" : "/sources"));

export const giveAccess = async (org: string, secrets: Secrets, key: string) =>
  (await post<{ connection: Connection }>(of(org, "/connections"), secrets, { key })).connection;

export const changeAccess = async (org: string, id: number, secrets: Secrets) =>
  (await put<{ connection: Connection }>(of(org, `/connections/${id}`), secrets)).connection;

export const forgetAccess = (org: string, id: number) => remove<object>(of(org, `/connections/${id}`));

export const readChoices = (org: string, connection: number) =>
  get<Choices>(of(org, `/connections/${connection}/choices`));

export const readBoard = (org: string, connection: number, board: string) =>
  get<BoardParts>(of(org, `/connections/${connection}/boards/${encodeURIComponent(board)}`));

export const connectSource = (org: string, wanted: Wanted, key: string) =>
  post<Connected>(of(org, "/sources"), wanted, { key });

export const setBoard = (org: string, hook: number, rule: BoardRule) =>
  put<Changed>(of(org, `/sources/${hook}/board`), rule);

export const setMember = (org: string, hook: number, { id, username }: Member, person: number) =>
  put<object>(of(org, `/sources/${hook}/members`), { member: id, person, username });

/** `project`: which one, for an App has one hook for many. */
export const fetchHistory = (org: string, { hook, project }: Source, mode: Mode) =>
  post<{ job: JobCard }>(of(org, `/sources/${hook.id}/history`), { mode, project: project?.id ?? null });

export const repairNow = (org: string, hook: number) =>
  post<{ job: JobCard }>(of(org, `/sources/${hook}/repair`));

export const reconnect = (org: string, hook: number) => post<Changed>(of(org, `/sources/${hook}/reconnect`));

export const disconnect = (org: string, hook: number) => remove<object>(of(org, `/sources/${hook}`));

export const pauseHook = (org: string, hook: number, paused: boolean) =>
  put<object>(of(org, `/hooks/${hook}/paused`), { paused });

/** A source without an access of ours: an address, and the secret with which its messages are signed. */
export const openGeneric = (org: string, name: string, key: string) =>
  post<NewHook>(of(org, "/hooks"), { provider: "generic", name }, { key });

export const beginApp = (org: string, organization: string | null) =>
  post<{ url: string; manifest: object; state: string }>(of(org, "/github-app"), {
    github_organization: organization,
  });

export const forgetApp = (org: string) => remove<object>(of(org, "/github-app"));
