/**
 * `<codebadge-special-fields .draft=${…} .problems=${…}>`: the fields of one special badge: its name, and to whom it goes.
 * Fires `codebadge-draft` with the draft as it is now.
 */
import { html, LitElement, nothing } from "lit";
import type { Problems } from "../account/form";
import { type Draft, fieldName, kinds } from "../account/special";
import { say } from "../words/account";
import "./field";
import type { Option } from "./field";
import { define } from "./piece";

interface Wanted {
  field: keyof Draft;
  type?: string;
  label: string;
  hint?: string;
  options?: readonly Option[];
  optional?: boolean;
  rows?: number;
  most?: string;
}

const words = say.special;
const periods: readonly Option[] = (["week", "month", "year", "all"] as const).map((one) => [
  one,
  words.periods[one],
]);
const offered: readonly Option[] = kinds.map((kind) => [kind, words.kinds[kind]]);

/** The fields of each kind, in their order. */
const fields: Record<Draft["kind"], Wanted[]> = {
  named: [{ field: "people", type: "textarea", label: words.people, hint: words.peopleHint, rows: 3 }],
  first: [{ field: "count", type: "number", label: words.count, hint: words.countHint, most: "10000" }],
  "joined-before": [{ field: "date", type: "date", label: words.date, hint: words.dateHint }],
  top: [
    { field: "period", type: "select", label: words.period, hint: words.periodHint, options: periods },
    { field: "places", type: "number", label: words.places, hint: words.placesHint, most: "100" },
  ],
  hand: [
    {
      field: "stock",
      type: "number",
      label: words.stock,
      hint: words.stockHint,
      optional: true,
      most: "1000000",
    },
  ],
};

export class SpecialFields extends LitElement {
  static override properties = { draft: { attribute: false }, problems: { attribute: false } };
  declare draft: Draft;
  declare problems: Problems;

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const { draft } = this;
    const own: Wanted[] = [
      { field: "name", label: words.name },
      { field: "description", label: words.description, optional: true },
      {
        field: "kind",
        type: "select",
        label: words.kind,
        hint: words.kindHints[draft.kind],
        options: offered,
      },
    ];
    return html`<div class="special-fields">${[...own, ...fields[draft.kind]].map((wanted) => this.#field(wanted))}</div>`;
  }

  #field({ field, type, label, hint, options, optional, rows, most }: Wanted) {
    const name = fieldName(this.draft, field);
    return html`<codebadge-field class="of-${field}" .name=${name} .label=${label} .hint=${hint ?? ""}
      .error=${this.problems?.[name]} .type=${type ?? "text"} .value=${String(this.draft[field])} .options=${options ?? []}
      .optional=${optional ?? false} .rows=${rows ?? 3} .least=${most ? "1" : undefined} .most=${most}
      .inputmode=${type === "number" ? "numeric" : undefined} .maxlength=${field === "name" ? 200 : 2000}
      @input=${(event: Event) => this.#change(field, event)}
      @change=${type === "select" ? (event: Event) => this.#change(field, event) : nothing}></codebadge-field>`;
  }

  #change(field: keyof Draft, event: Event): void {
    const value = (event.target as HTMLInputElement).value;
    if (value === this.draft[field]) return;
    this.draft = { ...this.draft, [field]: value };
    this.dispatchEvent(new CustomEvent("codebadge-draft", { detail: this.draft, bubbles: true }));
  }
}

define("codebadge-special-fields", SpecialFields);
