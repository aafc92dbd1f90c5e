/** The half-open window of a period comes in; its name goes out, as "9 – 15 November 2026", in the organisation's zone. */
import { language } from "./language";

const forms: Record<string, Intl.DateTimeFormatOptions> = {
  day: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  quarter: { month: "long", year: "numeric" },
  year: { year: "numeric" },
};
const days: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };

export function span(period: string, start: string, end: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language, { ...(forms[period] ?? days), timeZone });
  return format.formatRange(new Date(start), new Date(new Date(end).getTime() - 1));
}
