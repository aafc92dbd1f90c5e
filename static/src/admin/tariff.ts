/** The fields of the points' form come in; a tariff, or what is wrong with the figures, goes out. */
import type { Problems, Values } from "../account/form";
import { say } from "../words/admin";
import type { Tariff } from "./wire";

const MOST = 10_000;
const isFigure = (name: string) => /^(worth-|size-|label_limit$)/.test(name);

export function wrongFigures(values: Values): Problems {
  const wrong = Object.entries(values).filter(
    ([name, text]) => isFigure(name) && text !== "" && !(/^\d{1,5}$/.test(text) && Number(text) <= MOST),
  );
  return Object.fromEntries(wrong.map(([name]) => [name, say.points.wrong]));
}

/** What the form does not show stays as it is. Work without a figure earns nothing. */
export function readTariff(values: Values, now: Tariff): Tariff {
  const figures = (prefix: string) =>
    Object.entries(values).flatMap(([name, text]): [string, number][] =>
      name.startsWith(prefix) && text ? [[name.slice(prefix.length), Number(text)]] : [],
    );
  const worth = figures("worth-").filter(([, points]) => points > 0);
  const { "to-issue": issue, "to-pull_request": pull } = values as Record<string, "assignees" | "author">;
  return {
    worth: Object.fromEntries(worth),
    sizes: { ...now.sizes, ...Object.fromEntries(figures("size-")) },
    label_limit: values.label_limit ? Number(values.label_limit) : now.label_limit,
    recipients: { ...now.recipients, ...(issue && { issue }), ...(pull && { pull_request: pull }) },
  };
}
