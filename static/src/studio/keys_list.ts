/** `<codebadge-keys>`: the list of the studio's keys, which `show()` opens; made from the table that the canvas runs. */
import { css, html } from "lit";
import "../pieces/dialog";
import { define, Piece, sheets } from "../pieces/piece";
import { say } from "../words/studio_canvas";
import { type KeyRow, keyRows } from "./keys";

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

class Keys extends Piece {
  static override styles = [
    ...sheets(""),
    css`h3 { margin: 1rem 0 0.25rem; font-size: 1rem; font-weight: 600; }
      .groups { columns: 3 14rem; column-gap: 2rem; }
      section { break-inside: avoid; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 0.75rem; margin: 0; font-size: var(--_small); }
      dt, dd { margin: 0; }
      kbd { display: inline-block; padding: 0 0.375rem; border: 1px solid var(--_line); border-radius: var(--_radius);
        background: var(--_wash); font: inherit; }`,
  ];

  show(): void {
    void (this.renderRoot.querySelector("codebadge-dialog") as unknown as { show(): void } | null)?.show();
  }

  protected override render() {
    const groups = Object.entries(say.keyGroups);
    return html`<codebadge-dialog wide label=${say.keysTitle}><div class="groups">${groups.map(
      ([group, name]) =>
        html`<section><h3>${name}</h3><dl>${keyRows
          .filter((row) => row.group === group)
          .map((row) => html`<dt>${shown(row)}</dt><dd>${row.words}</dd>`)}</dl></section>`,
    )}</div></codebadge-dialog>`;
  }
}

function shown({ keys }: KeyRow) {
  const combos = keys.includes("arrowleft") ? ["arrows"] : keys.slice(0, 2);
  return combos.map(
    (combo, at) =>
      html`${at ? " " : ""}<kbd>${combo
        .split(/\+(?=.)/)
        .map(named)
        .join(" ")}</kbd>`,
  );
}

function named(key: string): string {
  const name = say.keyNames[key] ?? key.toUpperCase();
  return typeof name === "string" ? name : name(isMac);
}

define("codebadge-keys", Keys);
