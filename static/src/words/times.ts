/** Instants come in, "2 min. ago" and exact dates go out, in the page's language. */
import { language } from "./language";

const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" });
const exactly = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });
const moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const days = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** Below a minute: "now". A clock that runs ahead of ours is no reason to say "in 2 sec.". */
export function ago(time: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - time.getTime()) / 1000);
  const [unit, length] = steps.find(([, length]) => seconds >= length) ?? ["second", Infinity];
  return relative.format(-Math.floor(seconds / length), unit);
}

export function exact(time: Date): string {
  return exactly.format(time);
}

/** Where the hour matters: a day that ends in one zone has begun in another. */
export function moment(time: Date): string {
  return moments.format(time);
}

export function day(time: Date): string {
  return days.format(time);
}

/** Of a date without a time, such as `2026-11-21`: the same day wherever one looks at it. */
export function dayOf(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** The last moment of a half-open window, as a day in the organisation's time zone. */
export function lastDay(end: Date, timeZone: string): string {
  const last = new Date(end.getTime() - 1);
  return last.toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long", timeZone });
}

/** What the clocks show there now: "14:02". */
export function timeIn(timeZone: string): string {
  return new Date().toLocaleTimeString(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
}
