/** Rows and the text somebody typed come in, the rows of those it names go out. */
import type { Row } from "../live/wire";

/** By a part of the name or the login, without regard to case and accents. */
export function named<Line extends Row>(rows: Line[], text: string): Line[] {
  const wanted = folded(text);
  const names = ({ person }: Line) => folded(`${person.name} ${person.login ?? ""}`);
  return wanted ? rows.filter((row) => names(row).includes(wanted)) : rows;
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase().trim();
}
