/** A tariff and what somebody does to one of its fields come in; the changed tariff, and what is wrong in it, go out. */
import type { Problems } from "../account/form";
import { say } from "../words/tariff";
import type { Tariff } from "./wire_tariff";

export type Path = readonly (string | number)[];
/** How a field's text is read: `figure` may be empty, which takes the field away or, where it must stand, is null. */
export type Reading = "text" | "figure" | "nullable" | "list" | "percents" | "day" | "flag";

export const kinds = [
  "issue.closed",
  "pull_request.merged",
  "review.given",
  "issue.opened",
  "pull_request.opened",
  "pull_request.rejected",
  "push.made",
  "card.completed",
  "check_item.completed",
  "contribution.made",
  "star.given",
] as const;
export const disciplines = [
  "design",
  "front-end",
  "back-end",
  "testing",
  "documentation",
  "community",
] as const;
export const recipients = ["assignees", "author", "closer", "reviewers"] as const;

/** What the server takes at most, by the tariff's field. */
const MOST: Record<string, number> = {
  worth: 10_000,
  sizes: 10_000,
  labels: 10_000,
  label_limit: 10_000,
  diminishing: 100,
  cool_downs: 10_080,
  settling_days: 90,
  estimates: 10_000,
  "estimates/sure": 80,
};
/** The figures of its part about estimates; the rest of it is chosen. */
const OF_ESTIMATES = new Set(["least", "most", "sure"]);
const FIGURE = /^-?\d{1,7}$/;

export function nameOf(path: Path): string {
  return path.join("/");
}

/** What a text means as this kind of field; a text that is none stays a text, for the server and `wrong` to refuse. */
export function read(text: string, as: Reading, zone = "UTC"): unknown {
  const plain = text.trim();
  if (as === "flag") return plain === "yes";
  if (as === "list") return split(plain);
  if (as === "percents") return split(plain).map(number);
  if (as === "day") return plain && midnight(plain, zone);
  if (as === "text") return plain;
  if (plain === "") return as === "nullable" ? null : undefined;
  return number(plain);
}

export function write(value: unknown, as: Reading, zone = "UTC"): string {
  if (value === undefined || value === null) return "";
  if (as === "flag") return value ? "yes" : "";
  if (as === "list" || as === "percents") return (value as unknown[]).join(", ");
  return as === "day" && value ? dayIn(new Date(String(value)), zone) : String(value);
}

/** The moment at which a day such as `2026-11-21` begins in that zone. */
export function midnight(day: string, zone: string): string {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(asIfUtc)) return day;
  // The zone's offset may be another one at the moment found than at the one it was found by.
  const near = asIfUtc - offset(new Date(asIfUtc), zone);
  return new Date(asIfUtc - offset(new Date(near), zone)).toISOString();
}

/** The day that it is then in that zone, as `2026-11-21`. */
export function dayIn(moment: Date, zone: string): string {
  if (Number.isNaN(moment.getTime())) return "";
  return new Date(moment.getTime() + offset(moment, zone)).toISOString().slice(0, 10);
}

/** Milliseconds by which the zone's clocks are ahead of UTC. */
function offset(moment: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(moment);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(moment.getTime() / 1000) * 1000;
}

/** Everything on the way to it is copied, nothing is changed in place; `undefined` takes it away. */
export function put<T>(whole: T, [first, ...rest]: Path, value: unknown): T {
  if (first === undefined) return value as T;
  if (Array.isArray(whole)) {
    const items = [...whole];
    if (rest.length === 0 && value === undefined) items.splice(Number(first), 1);
    else items[Number(first)] = put(items[Number(first)], rest, value);
    return items as T;
  }
  const fields = { ...(whole as Record<string, unknown>) };
  const inner = put(fields[String(first)], rest, value);
  if (inner === undefined) delete fields[String(first)];
  else fields[String(first)] = inner;
  return fields as T;
}

/** Figures that are none, by the name of their field. */
export function wrong(tariff: Tariff): Problems {
  const figures: [Path, unknown][] = [
    ...under(["worth"], tariff.worth),
    ...under(["sizes"], tariff.sizes),
    ...under(["labels"], tariff.labels),
    ...under(["caps"], tariff.caps),
    ...under(["cool_downs"], tariff.cool_downs),
    ...tariff.diminishing.map((value): [Path, unknown] => [["diminishing"], value]),
    ...Object.entries(tariff.disciplines).map(([name, { percent }]): [Path, unknown] => [
      ["disciplines", name, "percent"],
      percent,
    ]),
    ...tariff.multipliers.map(({ percent }, at): [Path, unknown] => [
      ["multipliers", at, "percent"],
      percent,
    ]),
    ...tariff.penalties.map(({ points }, at): [Path, unknown] => [["penalties", at, "points"], points]),
    ...under(["estimates"], tariff.estimates).filter(([path]) => OF_ESTIMATES.has(String(path.at(-1)))),
    [["label_limit"], tariff.label_limit],
    [["settling_days"], tariff.settling_days],
    [["floor"], tariff.floor],
  ];
  const bad = figures.flatMap(([path, value]): [string, string][] => {
    if (value !== null && typeof value !== "number") return [[nameOf(path), say.wrong]];
    const most = MOST[nameOf(path)] ?? MOST[String(path[0])];
    return most !== undefined && Number(value) > most ? [[nameOf(path), say.most(most)]] : [];
  });
  return Object.fromEntries(bad);
}

/** The field that a refusal such as `tariff.caps: The cap of a week …` is about, and its words. */
export function problemIn(message: string): Problems | null {
  const found = /^(?:tariff\.)?([a-z_][\w.-]*): (.*)$/s.exec(message);
  if (!found?.[1] || !found[2]) return null;
  return { [found[1].replaceAll(".", "/")]: found[2] };
}

/** A discipline by which nothing is known is left out, as is a row that nobody filled in. */
export function tidy(tariff: Tariff): Tariff {
  const known = Object.entries(tariff.disciplines).filter(
    ([, { labels, paths, kinds: of }]) => labels.length + paths.length + of.length > 0,
  );
  const worth = Object.entries(tariff.worth).filter(([, points]) => points !== 0);
  return {
    ...tariff,
    worth: Object.fromEntries(worth),
    disciplines: Object.fromEntries(known),
    labels: Object.fromEntries(Object.entries(tariff.labels).filter(([label]) => label.trim())),
  };
}

function under(path: Path, fields: object): [Path, unknown][] {
  return Object.entries(fields).map(([name, value]) => [[...path, name], value]);
}

function split(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
}

function number(text: string): number | string {
  return FIGURE.test(text) ? Number(text) : text;
}
