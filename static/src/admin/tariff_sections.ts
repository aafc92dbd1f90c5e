/** A tariff comes in; its sections, each folded with its gist in words, go out as fields that tell every change. */
import { html, nothing } from "lit";
import { say } from "../words/tariff";
import { disciplines, kinds, type Path, recipients } from "./tariff";
import {
  choice,
  type Editing,
  figure,
  flag,
  fold,
  plain,
  problem,
  takeAway,
  text,
  textOf,
} from "./tariff_fields";
import { sourcesOf } from "./tariff_sources";
import type { Tariff } from "./wire_tariff";

export function sections(editing: Editing) {
  return [worth, labelled, sourcesOf, people, fields, limits, events, penalties, settling, farming].map(
    (one) => one(editing),
  );
}

function worth(editing: Editing) {
  return fold(
    say.worth.title,
    "",
    true,
    html`<p class="hint">${say.worth.hint}</p>
    <div class="figures-grid">${kinds.map((kind) => figure(editing, ["worth", kind], say.kinds[kind] ?? kind))}</div>`,
  );
}

function labelled(editing: Editing) {
  const { tariff, change } = editing;
  const words = say.labels;
  const labels = Object.entries(tariff.labels);
  return fold(
    words.title,
    words.sum(labels.length, tariff.measured),
    false,
    html`<p class="hint">${words.hint}</p>
    ${labels.map(([label, points]) => {
      const rename = (event: Event) => {
        const others = Object.entries(tariff.labels).map(([one, worthIt]): [string, number] =>
          one === label ? [textOf(event), worthIt] : [one, worthIt],
        );
        change(["labels"], Object.fromEntries(others));
      };
      return html`<div class="row-of">${plain(`labels/${label}/name`, words.label, label, rename)}
        ${figure(editing, ["labels", label], `${words.points}${label ? `: ${label}` : ""}`, points)}
        ${takeAway(label, () => change(["labels", label], undefined))}</div>`;
    })}
    ${"" in tariff.labels ? nothing : html`<button type="button" @click=${() => change(["labels"], { ...tariff.labels, "": 1 })}>${say.add}<span class="unseen"> ${words.label}</span></button>`}
    <fieldset><legend class="legend">${words.sizes}</legend><div class="figures-grid small-ones">${Object.keys(tariff.sizes).map((size) => figure(editing, ["sizes", size], size))}</div></fieldset>
    ${flag(editing, ["measured"], words.measured)}${figure(editing, ["label_limit"], words.limit, undefined, words.limitHint)}`,
  );
}

function people(editing: Editing) {
  const { tariff } = editing;
  const words = say.people;
  const first = (of: Shared) => words.names[chosen(tariff, of)[0] ?? ""] ?? words.nobody;
  return fold(
    words.title,
    words.sum(first("issue"), first("pull_request"), first("card")),
    false,
    html`
    ${(["issue", "pull_request", "card"] as const).map((of) => html`<fieldset><legend class="legend">${words[of]}</legend>${order(editing, of)}</fieldset>`)}
    ${choice("split", words.split, tariff.split, Object.entries(words.ways), (value) => editing.change(["split"], value))}
    ${flag(editing, ["co_authors"], words.coAuthors)}`,
  );
}

type Shared = "issue" | "pull_request" | "card";

/** What the server does when a tariff does not say it. */
const usual: Record<Shared, string[]> = {
  issue: ["assignees", "author"],
  pull_request: ["assignees", "author"],
  card: ["assignees", "closer", "author"],
};

function chosen(tariff: Tariff, of: Shared): string[] {
  return tariff.recipients[of] ?? usual[of];
}

/** One select for each place; a choice cuts off what would come twice. */
function order({ tariff, change }: Editing, of: Shared) {
  const mine = chosen(tariff, of);
  const possible = recipients.filter((one) => of === "pull_request" || one !== "reviewers");
  const places = Math.min(mine.length + 1, possible.length);
  return Array.from({ length: places }, (_, at) => {
    const open = possible.filter((one) => !mine.slice(0, at).includes(one));
    const options = [
      ...(at > 0 ? [["", say.people.nobody] as const] : []),
      ...open.map((one) => [one, say.people.names[one] ?? one] as const),
    ];
    const choose = (value: string) => {
      const others = mine.slice(at + 1).filter((one) => one !== value);
      change(["recipients", of], value ? [...mine.slice(0, at), value, ...others] : mine.slice(0, at));
    };
    return choice(`recipients/${of}/${at}`, say.people.places[at] ?? "", mine[at] ?? "", options, choose);
  });
}

function fields(editing: Editing) {
  const { tariff } = editing;
  const words = say.disciplines;
  const other = Object.entries(tariff.disciplines).flatMap(([name, { percent }]) =>
    percent === 100 ? [] : [words.other(words.names[name] ?? name, percent)],
  );
  return fold(
    words.title,
    words.sum(other),
    false,
    html`<p class="hint">${words.hint}</p>${disciplines.map((name) => {
      const own = tariff.disciplines[name] ?? { labels: [], paths: [], kinds: [], percent: 100 };
      const within = {
        ...editing,
        change: (path: Path, value: unknown) =>
          editing.change(["disciplines", name], { ...own, [String(path.at(-1))]: value ?? 100 }),
      };
      return html`<fieldset><legend class="legend">${words.names[name]}</legend><div class="triple">
      ${text(within, ["disciplines", name, "labels"], words.labels, "list", words.listHint, own.labels)}
      ${text(within, ["disciplines", name, "paths"], words.paths, "list", words.pathsHint, own.paths)}
      ${figure(within, ["disciplines", name, "percent"], words.percent, own.percent)}</div></fieldset>`;
    })}`,
  );
}

function limits(editing: Editing) {
  const { caps, diminishing, cool_downs } = editing.tariff;
  const words = say.limits;
  const gist = [
    ...(caps.per_day === null ? [] : [words.day(caps.per_day)]),
    ...(caps.per_week === null ? [] : [words.week(caps.per_week)]),
    ...(diminishing.length ? [words.less] : []),
    ...(Object.keys(cool_downs).length ? [words.pause] : []),
  ];
  return fold(
    words.title,
    words.sum(gist),
    false,
    html`${problem(editing, "caps")}<div class="pair">
      ${figure(editing, ["caps", "per_day"], words.perDay, undefined, words.capHint, "nullable")}
      ${figure(editing, ["caps", "per_week"], words.perWeek, undefined, words.capHint, "nullable")}</div>
    ${text(editing, ["diminishing"], words.diminishing, "percents", words.diminishingHint)}
    <fieldset><legend class="legend">${words.coolDowns}</legend><p class="hint">${words.coolDownsHint}</p><div class="figures-grid">${kinds.map(
      (kind) => figure(editing, ["cool_downs", kind], say.kinds[kind] ?? kind),
    )}</div></fieldset>`,
  );
}

function events(editing: Editing) {
  const { tariff, change } = editing;
  const words = say.events;
  const begin = () =>
    change(["multipliers", tariff.multipliers.length], {
      name: `${words.fresh} ${tariff.multipliers.length + 1}`,
      from: "",
      until: "",
      percent: 200,
      kinds: null,
    });
  return fold(
    words.title,
    words.sum(tariff.multipliers.length),
    false,
    html`<p class="hint">${words.hint}</p>${tariff.multipliers.map(
      (
        { name },
        at,
      ) => html`<fieldset><legend class="legend">${name}</legend>${problem(editing, `multipliers/${at}`)}<div class="row-of">
      ${text(editing, ["multipliers", at, "name"], words.name, "text")}${text(editing, ["multipliers", at, "from"], words.from, "day")}
      ${text(editing, ["multipliers", at, "until"], words.until, "day")}${figure(editing, ["multipliers", at, "percent"], words.percent)}
      ${takeAway(name, () => change(["multipliers", at], undefined))}</div></fieldset>`,
    )}<button type="button" @click=${begin}>${say.add}<span class="unseen"> ${words.fresh}</span></button>`,
  );
}

function penalties(editing: Editing) {
  const { tariff, change } = editing;
  const words = say.penalties;
  const begin = () =>
    change(["penalties", tariff.penalties.length], {
      name: `${words.fresh} ${tariff.penalties.length + 1}`,
      kinds: ["pull_request.rejected"],
      label: "spam",
      points: 5,
    });
  return fold(
    words.title,
    words.sum(tariff.penalties.length),
    false,
    html`<p class="hint">${words.hint}</p>${tariff.penalties.map(
      (
        { name, kinds: of },
        at,
      ) => html`<fieldset><legend class="legend">${name}</legend>${problem(editing, `penalties/${at}`)}<div class="row-of">
      ${text(editing, ["penalties", at, "name"], words.name, "text")}
      ${choice(
        `penalties/${at}/kinds`,
        words.kind,
        of[0] ?? "",
        kinds.map((kind) => [kind, say.kinds[kind] ?? kind] as const),
        (kind) => change(["penalties", at, "kinds"], [kind]),
      )}
      ${text(editing, ["penalties", at, "label"], words.label, "nullable")}${figure(editing, ["penalties", at, "points"], words.points)}
      ${takeAway(name, () => change(["penalties", at], undefined))}</div></fieldset>`,
    )}<button type="button" @click=${begin}>${say.add}<span class="unseen"> ${words.fresh}</span></button>
    ${tariff.penalties.length ? figure(editing, ["floor"], words.floor) : nothing}`,
  );
}

function settling(editing: Editing) {
  const words = say.settling;
  return fold(
    words.title,
    words.sum(editing.tariff.settling_days),
    false,
    figure(editing, ["settling_days"], words.label, undefined, words.hint),
  );
}

function farming(editing: Editing) {
  const words = say.farming;
  const { own_review, self_closed } = editing.tariff.farming;
  return fold(
    words.title,
    words.sum(Number(own_review) + Number(self_closed)),
    false,
    html`
    ${flag(editing, ["farming", "own_review"], words.own_review)}${flag(editing, ["farming", "self_closed"], words.self_closed)}<p class="hint">${words.always}</p>`,
  );
}
