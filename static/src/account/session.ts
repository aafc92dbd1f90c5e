/** Who sits before this page, in which organisations and with which roles: asked once for each page. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Refused } from "../live/rest";
import type { Person, Refusal } from "../live/wire";
import { answer, fetched } from "./http";

export const roles = ["contributor", "moderator", "admin", "super_admin", "owner"] as const;
export type Role = (typeof roles)[number];

export interface Identity {
  id: number;
  provider: "github" | "github-login" | "email";
  login: string;
  proven: boolean;
}

export interface Me extends Person {
  email: string | null;
  identities: Identity[];
}

/** One's place in an organisation. */
export interface Place {
  slug: string;
  name: string;
  role: Role;
  role_name: string;
  person_hidden: boolean;
  /** They may draw there, or something in its studio is shared with them. */
  studio: boolean;
}

export interface Session {
  person: Me | null;
  organizations: Place[];
  csrf: string;
  sign_in: { github: boolean; email: boolean };
  /** There is no organisation on this server yet. */
  set_up: boolean;
}

export const SLOW_MS = 300;

let asked: Promise<Session> | null = null;
const watchers = new Set<() => void>();

/** Raises Refused; a failure is not remembered. */
export function session(fresh = false): Promise<Session> {
  if (fresh || !asked) {
    asked = read();
    asked.catch(() => {
      asked = null;
    });
  }
  return asked;
}

/** What the server answered to a sign-in or sign-out is the session from now on. */
export function take(session: Session): void {
  asked = Promise.resolve(session);
  for (const tell of watchers) tell();
}

async function read(): Promise<Session> {
  return answer<Session>(await fetched("/v1/session", { cache: "no-store" }));
}

/** Whether a role stands as high on the ladder as another; the server decides, this only hides what it refuses. */
export function isAtLeast(role: Role | undefined, least: Role): boolean {
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(least);
}

export function placeIn(session: Session, org: string): Place | undefined {
  return session.organizations.find(({ slug }) => slug === org);
}

export function mayModerate(session: Session): boolean {
  return session.organizations.some(({ role }) => isAtLeast(role, "moderator"));
}

/** The session for a piece or page, which is drawn again when it comes or changes. */
export class Who implements ReactiveController {
  value: Session | null = null;
  refusal: Refusal | null = null;
  /** It takes long enough that a page should say so. */
  isSlow = false;
  readonly #again = () => void this.now();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    watchers.add(this.#again);
    void this.now();
  }

  hostDisconnected(): void {
    watchers.delete(this.#again);
  }

  async now(): Promise<void> {
    const slow = setTimeout(() => this.#say(true), SLOW_MS);
    try {
      this.value = await session();
      this.refusal = null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refusal = error.refusal;
    } finally {
      clearTimeout(slow);
    }
    this.#say(false);
  }

  #say(isSlow: boolean): void {
    this.isSlow = isSlow;
    this.host.requestUpdate();
  }
}
