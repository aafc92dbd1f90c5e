/** Lines or a CSV file of people come in; rows for `POST …/awards/many` go out, and the lines that say nobody. */

export interface Row {
  person: number | string;
  reason?: string;
}

export interface Read {
  rows: Row[];
  wrong: { line: number; text: string }[];
}

interface Columns {
  person: number;
  /** -1: there is none. */
  reason: number;
}

const LONGEST = 320;
const LONGEST_REASON = 500;

/** `person, reason` in each line, as CSV: what holds a comma stands in quotes. A first line of headings is left out. */
export function readLines(text: string): Read {
  const read: Read = { rows: [], wrong: [] };
  let columns: Columns | null = null;
  for (const { line, cells } of records(text)) {
    const headings = line === 1 ? headed(cells) : null;
    if (headings) columns = headings;
    else take(read, line, cells, columns);
  }
  return read;
}

function take(read: Read, line: number, cells: string[], columns: Columns | null): void {
  const person = cells[columns?.person ?? 0] ?? "";
  // In a line typed by hand the reason may well have commas of its own.
  const reason = columns ? (cells[columns.reason] ?? "") : cells.slice(1).join(", ");
  if (cells.every((cell) => !cell)) return;
  if (!isPerson(person) || reason.length > LONGEST_REASON)
    read.wrong.push({ line, text: cells.join(", ").slice(0, 40) });
  else
    read.rows.push({
      person: /^\d{1,15}$/.test(person) ? Number(person) : person,
      ...(reason && { reason }),
    });
}

/** A number, an e-mail address or a GitHub name. */
function isPerson(text: string): boolean {
  return (
    text.length <= LONGEST && /^(\d{1,15}|[^\s@,]+@[^\s@,]+|@?[a-z\d](?:[a-z\d-]*[a-z\d])?)$/i.test(text)
  );
}

function headed(cells: string[]): Columns | null {
  const names = cells.map((cell) => cell.toLowerCase());
  const person = names.indexOf("person");
  return person < 0 ? null : { person, reason: names.indexOf("reason") };
}

/** By RFC 4180, but for spaces around a cell; semicolons and tabs part cells too when there is no comma. */
function records(text: string): { line: number; cells: string[] }[] {
  const mark = /^[^\n]*,/.test(text)
    ? ","
    : /^[^\n]*\t/.test(text)
      ? "\t"
      : /^[^\n]*;/.test(text)
        ? ";"
        : ",";
  const found: { line: number; cells: string[] }[] = [];
  let [cells, cell, line, begun] = [[] as string[], "", 1, 1];
  let isQuoted = false;
  const end = () => {
    cells.push(cell.trim());
    cell = "";
  };
  const source = `${text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n")}\n`;
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] as string;
    if (char === "\n") line += 1;
    if (isQuoted && char === '"' && source[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"' && (isQuoted || !cell.trim())) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && char === mark) {
      end();
    } else if (!isQuoted && char === "\n") {
      end();
      found.push({ line: begun, cells });
      [cells, begun] = [[], line];
    } else {
      cell += char;
    }
  }
  if (isQuoted) found.push({ line: begun, cells: [cell.trim()] });
  return found;
}
