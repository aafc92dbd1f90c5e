/** Rows of a board that is not followed live come in; the table that shows them goes out, as the live one looks. */
import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Row } from "../live/wire";
import { boardHead, boardRow, type RowLook } from "./board_row";
import { here } from "./here";
import css from "./leaderboard.css?inline";
import { sheets } from "./piece";

export const boardSheets = sheets(css);

export function profileOf(person: number): string {
  return here(`/people/${person}`);
}

/** `caption` is heard, not seen. */
export function boardTable(
  rows: readonly (Row & { moved?: number | null })[],
  caption: string,
  look: Partial<RowLook> = {},
) {
  return html`<section><table><caption class="unseen">${caption}</caption>${boardHead(look.isStill)}<tbody>${repeat(
    rows,
    ({ person }) => person.id,
    (row) => boardRow({ ...row, moved: row.moved ?? 0 }, { profile: profileOf, ...look }),
  )}</tbody></table></section>`;
}
