/** A board's snapshot and the changes after it come in, the rows to show go out; boards are latest-wins. */
import { gap, type Room } from "./room";
import type { Board, BoardChanged, Row } from "./wire";

/** `moved`: places gained since the board was opened; null: came on to it since then. */
export type LiveRow = Row & { moved: number | null };
export type LiveBoard = Omit<Board, "rows"> & { rows: LiveRow[] };

export function boardRoom(board: string): Room<LiveBoard> {
  return {
    name: `board:${board}`,
    path: `/boards/${board}`,
    hears: (message) => message.kind === "board.changed" && message.board === board,
    open: (held, snapshot) => openBoard(held, snapshot as Board),
    fold: (state, message) => (message.kind === "board.changed" ? changeBoard(state, message) : state),
  };
}

/** A snapshot is always taken: after the server rebuilt its boards, versions may start again. */
export function openBoard(held: LiveBoard | null, board: Board): LiveBoard {
  const before = held && sameWindow(held, board) ? byPerson(held.rows) : null;
  return { ...board, rows: board.rows.map((row) => ({ ...row, moved: movedSince(before, row) })) };
}

export function changeBoard(held: LiveBoard, change: BoardChanged): LiveBoard | typeof gap {
  if (change.version <= held.version) return held;
  if (change.from !== null && change.from !== held.version) return gap;
  const { version, start, end, people, title = held.title, ranking = held.ranking } = change;
  const head = { version, start, end, people, title, ...(ranking && { ranking }) };
  return { ...held, ...head, rows: changeRows(held, change) };
}

function changeRows(held: LiveBoard, change: BoardChanged): LiveRow[] {
  const before = sameWindow(held, change) ? byPerson(held.rows) : null;
  const rows = new Map(change.from === null ? [] : byPerson(held.rows));
  for (const id of change.gone) rows.delete(id);
  for (const { movement, ...row } of change.rows) {
    rows.set(row.person.id, { ...row, moved: addMovement(before, row, movement) });
  }
  return [...rows.values()].sort((a, b) => a.position - b.position);
}

function addMovement(before: Map<number, LiveRow> | null, row: Row, movement: number | null): number | null {
  if (!before || movement === null) return before ? null : 0;
  return (before.get(row.person.id)?.moved ?? 0) + movement;
}

function movedSince(before: Map<number, LiveRow> | null, row: Row): number | null {
  if (!before) return 0;
  const old = before.get(row.person.id);
  return old ? (old.moved ?? 0) + old.position - row.position : null;
}

function sameWindow(a: { start: string | null }, b: { start: string | null }): boolean {
  return a.start === b.start;
}

function byPerson(rows: LiveRow[]): Map<number, LiveRow> {
  return new Map(rows.map((row) => [row.person.id, row]));
}
