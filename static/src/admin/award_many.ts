/** `/admin/badges/{id}/many`: lines or a CSV file come in; the badge is given to all of them, with a report and an undo. */
import { html, nothing } from "lit";
import { get, post } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import type { Column } from "./arrange";
import { bare } from "./badge_form";
import { readLines } from "./lines";
import { AdminPage, heading } from "./page";
import { problem } from "./problem";
import { attempt, said } from "./said";
import "./table";
import { waiting } from "./table";
import type { Reported, WholeBadge } from "./wire";

const MOST = 1_000;

interface Given {
  batch: number;
  awarded: number;
  report: Reported[];
}

class AwardMany extends AdminPage {
  static override properties = { ...AdminPage.properties, typed: { state: true }, given: { state: true } };
  declare typed: string;
  declare given: Given | null;
  readonly #badge = new Asked(this, async () => bare(await get<WholeBadge>(this.at(`/badges/${this.rest}`))));
  readonly #form = new Form(this, { check, send: (values, key) => this.#send(values, key) });

  constructor() {
    super();
    Object.assign(this, { typed: "", given: null });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#badge.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#badge;
    if (!value) return refusal ? problem(refusal, now) : waiting();
    const above = { href: `/admin/badges/${value.id}`, label: value.name };
    return html`${heading(say.many.title(value.name), "", above)}
      ${this.given ? this.#report(this.given) : this.#fields()}`;
  }

  #fields() {
    const { problems, submit, mended, isBusy } = this.#form;
    const { rows, wrong } = readLines(this.typed);
    return html`<form class="form" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
      <codebadge-field name="lines" type="textarea" rows="10" .label=${say.many.lines} .hint=${say.many.linesHint}
        .placeholder=${say.many.placeholder} .value=${this.typed} .error=${problems.lines} @input=${this.#onType}></codebadge-field>
      <div class="file"><label for="csv">${say.many.file}</label><p class="hint" id="csv-hint">${say.many.fileHint}</p>
        <input id="csv" type="file" accept=".csv,.txt,text/csv,text/plain" aria-describedby="csv-hint" @change=${this.#onFile} /></div>
      <codebadge-field name="reason" maxlength="500" optional .label=${say.many.reason} .hint=${say.many.reasonHint}
        .error=${problems.reason}></codebadge-field>
      <p class="figures" role="status">${say.many.preview(rows.length)}${wrong.length ? html` <span class="error">${unreadable(wrong)}</span>` : nothing}</p>
      <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${
        isBusy ? say.award.busy : rows.length ? say.many.act(rows.length) : say.award.act
      }</button></div></form>`;
  }

  readonly #onType = (event: Event): void => {
    this.typed = (event.target as HTMLTextAreaElement).value;
  };

  readonly #onFile = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const text = await input.files?.[0]?.text();
    if (text === undefined) return;
    if (text.includes("\u0000") || text.includes("�")) input.setCustomValidity(say.many.fileWrong);
    else {
      input.setCustomValidity("");
      this.typed = [this.typed.trim(), text].filter(Boolean).join("\n");
    }
    input.reportValidity();
    input.value = "";
  };

  async #send({ reason = "" }: Values, key: string): Promise<void> {
    const { rows } = readLines(this.typed);
    this.given = await post<Given>(
      this.at("/awards/many"),
      { badge: Number(this.rest), rows, reason },
      { key },
    );
    said(say.many.given(this.given.awarded, this.given.report.length));
    await this.updateComplete;
    this.querySelector<HTMLElement>("h2")?.focus();
  }

  #report({ batch, awarded, report }: Given) {
    const source = {
      rows: report,
      next: null,
      refusal: null,
      isAsking: false,
      isKnown: true,
      now: nothingNew,
      more: nothingNew,
    };
    const again = () => {
      Object.assign(this, { given: null, typed: "" });
    };
    return html`<h2 tabindex="-1">${say.many.report}</h2><p>${say.many.given(awarded, report.length)}</p>
      <codebadge-table .label=${say.many.report} .source=${source} .columns=${columns} .key=${keyOf(report)}></codebadge-table>
      <div class="buttons"><button class="primary" @click=${again}>${say.many.again}</button>
        ${awarded ? html`<button class="danger" @click=${() => this.#undo(batch)}>${say.many.undo(awarded)}</button>` : nothing}</div>`;
  }

  async #undo(batch: number): Promise<void> {
    const done = await attempt(async () => {
      const reason = say.many.undoReason;
      const { revoked } = await post<{ revoked: number }>(this.at(`/awards/batches/${batch}/undo`), {
        reason,
      });
      return say.many.undone(revoked);
    });
    if (done) this.given = null;
  }
}

const columns: Column<Reported>[] = [
  { key: "person", title: say.many.person, kind: "lead", cell: ({ person }) => html`<bdi>${person}</bdi>` },
  {
    key: "code",
    title: say.many.result,
    sort: ({ code }) => code,
    cell: ({ code, message }) =>
      code === "awarded" ? say.many.awarded : html`<span class="error">${message ?? code}</span>`,
  },
];

function keyOf(report: Reported[]) {
  const at = new Map(report.map((row, index) => [row, index]));
  return (row: Reported) => at.get(row) ?? 0;
}

const nothingNew = async () => {};

function check({ lines = "" }: Values): Problems {
  const { rows, wrong } = readLines(lines);
  if (wrong.length) return { lines: unreadable(wrong) };
  if (rows.length === 0) return { lines: say.many.none };
  return rows.length > MOST ? { lines: say.many.tooMany(figure(MOST)) } : {};
}

function unreadable(wrong: { line: number; text: string }[]): string {
  const named = wrong.slice(0, 3).map(({ line, text }) => say.many.line(line, text));
  return say.many.unreadable(named.join(", ") + (wrong.length > 3 ? ", …" : ""));
}

define("codebadge-admin-award-many", AwardMany);
