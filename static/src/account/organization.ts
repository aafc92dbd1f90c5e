/** What somebody typed about a new organisation comes in; its slug, its time zone, what is wrong, and the body go out. */
import { say } from "../words/account";
import type { Problems, Values } from "./form";
import { type Draft, isEmail, isLogin, problemsOf, specialOf } from "./special";

const SLUG = /^[a-z\d](?:[a-z\d-]{0,58}[a-z\d])?$/;
const SLUG_MOST = 60;

/** Letters that do not come apart into a plain one and an accent. */
const spelt: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", þ: "th", ı: "i" };

/** `Café Lumen!` is `cafe-lumen`; empty for a name without Latin letters or digits. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ßæœøđłþı]/g, (letter) => spelt[letter] ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z\d]+/g, "-")
    .slice(0, SLUG_MOST)
    .replace(/^-+|-+$/g, "");
}

export function zones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone")];
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** The zone as it is spelt, found without regard for case, spaces and accents; null for none. */
export function zoneIn(text: string): string | null {
  const wanted = text.trim().replaceAll(" ", "_");
  try {
    Intl.DateTimeFormat("en", { timeZone: wanted });
  } catch {
    return null;
  }
  if (!/[A-Za-z]/.test(wanted)) return null; // offsets such as +02:00 know no summer time
  return zones().find((zone) => zone.toLowerCase() === wanted.toLowerCase()) ?? wanted;
}

/** By e-mail address or GitHub name; null for what is neither. */
export function adminIn(text: string): { email: string } | { github: string } | null {
  if (isEmail(text)) return { email: text };
  return isLogin(text) ? { github: text.replace(/^@/, "") } : null;
}

/** `byMail`: there is no sign-in by GitHub here, so a GitHub name would lead nobody in. */
export function problemsIn(values: Values, drafts: readonly Draft[], byMail = false): Problems {
  const { name = "", slug = "", time_zone = "", admin = "", set_up_code } = values;
  const found: Problems = {};
  if (set_up_code === "") found.set_up_code = say.organization.wrong.code;
  if (!name) found.name = say.organization.wrong.name;
  if (!SLUG.test(slug)) found.slug = say.organization.wrong.slug;
  if (!zoneIn(time_zone)) found.time_zone = say.organization.wrong.zone;
  if (byMail && !isEmail(admin)) found.admin = say.organization.wrong.adminMailOnly;
  else if (!adminIn(admin)) found.admin = say.organization.wrong.admin;
  return { ...found, ...problemsOf(drafts) };
}

export function bodyOf(values: Values, drafts: readonly Draft[], code: string | null) {
  const { name = "", slug = "", time_zone = "", admin = "" } = values;
  return {
    name,
    slug,
    time_zone: zoneIn(time_zone) ?? time_zone,
    admin: adminIn(admin) ?? {},
    special_badges: drafts.map(specialOf),
    ...(code ? { set_up_code: code } : {}),
  };
}
