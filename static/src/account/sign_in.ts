/** An e-mail address and a code come in; the session that the server opens for them goes out. */
import { post } from "./api";
import { type Session, take } from "./session";

export const DIGITS = 6;

export interface Sent {
  sent_to: string;
  /** Seconds until another code may be asked for. */
  wait: number;
}

export function sendCode(email: string): Promise<Sent> {
  return post<Sent>("/session/email", { email }, { stay: true });
}

/** Raises Refused for a code that is wrong, used or too old. */
export async function enterCode(email: string, code: string): Promise<Session> {
  const session = await post<Session>("/session/email/code", { email, code }, { stay: true });
  take(session);
  return session;
}

/** Codes are pasted with the words and spaces around them; only its digits count. */
export function digitsIn(text: string): string {
  return text.replace(/\D/g, "").slice(0, DIGITS);
}
