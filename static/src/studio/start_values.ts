/** A template, a title and a colour of the organisation come in; the values that a badge from it begins with go out. Pure. */
import type { WholeBadge } from "../admin/wire";
import type { TemplateCard } from "./cards";
import { HEX, mixed } from "./colors";
import type { Given } from "./drawing";

const COLORS = 6;

/** The words go where the template has its title, a colour into its first, darker shades of it into the others. */
export function valuesFor({ parameters }: TemplateCard, title: string, color: string | null): Given {
  const texts = parameters.filter(({ kind }) => kind === "text");
  const first = texts.find(({ name }) => name === "title") ?? texts[0];
  const given: Given = {};
  if (first && title) given[first.name] = title.slice(0, first.most);
  if (!color) return given;
  const colors = parameters.filter(({ kind }) => kind === "color");
  colors.slice(0, 2).forEach(({ name }, at) => {
    given[name] = at === 0 ? color : mixed(color, "#000000", 0.35);
  });
  return given;
}

/** The colours that the organisation's badges have, the most frequent first. */
export function paletteOf(badges: Pick<WholeBadge, "color">[], most = COLORS): string[] {
  const found = new Map<string, number>();
  for (const { color } of badges) if (HEX.test(color)) found.set(color, (found.get(color) ?? 0) + 1);
  const sorted = [...found].sort((one, other) => other[1] - one[1]);
  return sorted.slice(0, most).map(([hex]) => hex);
}
