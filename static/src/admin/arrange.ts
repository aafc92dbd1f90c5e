/** The rows of a table, what is looked for and by which column come in; the rows to show go out, in order. */
import { language } from "../words/language";

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => unknown;
  /** By what the column sorts; without it, it does not. */
  sort?: (row: Row) => string | number;
  kind?: "number" | "actions" | "lead";
}

export interface Order {
  key: string;
  way: "up" | "down";
}

const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

/** Every word must be in it; neither case nor accents matter. */
export function matching<Row>(rows: Row[], wanted: string, find: ((row: Row) => string) | undefined): Row[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  if (!find || words.length === 0) return rows;
  return rows.filter((row) => {
    const text = plain(find(row));
    return words.every((word) => text.includes(word));
  });
}

export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export function arranged<Row>(rows: Row[], columns: Column<Row>[], order: Order | null): Row[] {
  const by = columns.find(({ key }) => key === order?.key)?.sort;
  if (!by || !order) return rows;
  const sign = order.way === "up" ? 1 : -1;
  return rows
    .map((row) => [by(row), row] as const)
    .sort(([one], [other]) => sign * compare(one, other))
    .map(([, row]) => row);
}

function compare(one: string | number, other: string | number): number {
  return typeof one === "number" && typeof other === "number"
    ? one - other
    : collator.compare(String(one), String(other));
}

/** Names begin at A, numbers at the greatest; the second press turns, the third goes back to the server's order. */
export function turned<Row>(order: Order | null, { key, kind }: Column<Row>): Order | null {
  const first = kind === "number" ? "down" : "up";
  if (order?.key !== key) return { key, way: first };
  return order.way === first ? { key, way: first === "up" ? "down" : "up" } : null;
}
