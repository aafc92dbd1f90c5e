/** `/admin/people/merge`: two people come in; what comes of joining them is shown, then done, and can be undone. */
import { html, nothing } from "lit";
import { post } from "../account/api";
import { Asked } from "../account/asked";
import { Form, type Problems, type Values } from "../account/form";
import type { Person } from "../live/wire";
import { define } from "../pieces/piece";
import { say } from "../words/admin";
import { figure } from "../words/figures";
import type { Column } from "./arrange";
import { confirm } from "./confirm";
import { AdminPage, heading, unseen, when } from "./page";
import "./person_picker";
import { problem } from "./problem";
import { part, Rows } from "./rows";
import { attempt, said } from "./said";
import "./table";
import { waiting } from "./table";
import type { Merge, MergePreview } from "./wire";

class Merging extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    keep: { state: true },
    gone: { state: true },
    turn: { state: true },
  };
  declare keep: Person | null;
  declare gone: Person | null;
  /** Grows with every merge, so that the pickers begin anew. */
  declare turn: number;
  readonly #preview = new Asked<MergePreview>(this, () =>
    post(this.at("/people/merge/preview"), { keep: this.keep?.id, gone: this.gone?.id }),
  );
  readonly #merges = new Rows<Merge>(this, async (cursor) => {
    const { body, next } = await part<{ merges: Merge[] }>(this.at("/people/merges"), cursor);
    return { rows: body.merges, next };
  });
  readonly #form = new Form(this, {
    check: (values) => this.#check(values),
    send: (values, key) => this.#merge(values, key),
  });

  constructor() {
    super();
    Object.assign(this, { keep: null, gone: null, turn: 0 });
  }

  protected override render() {
    const { problems, submit, mended } = this.#form;
    return html`${heading(say.merges.title, "", { href: "/admin/people", label: say.persons.title })}
      <p class="muted prose">${say.merges.intro}</p>
      <form class="form wide" novalidate @submit=${submit} @input=${mended}>${this.#form.summary()}
        <div class="pair">
          <codebadge-person-picker name="keep" .org=${this.place.slug} .label=${say.merges.keep} .wrong=${problems.keep ?? ""}
            .picked=${this.keep} @codebadge-pick=${this.#onPick}></codebadge-person-picker>
          <codebadge-person-picker name="gone" .org=${this.place.slug} .label=${say.merges.gone} .wrong=${problems.gone ?? ""}
            .picked=${this.gone} @codebadge-pick=${this.#onPick}></codebadge-person-picker></div>
        ${this.#effect()}</form>
      <h2>${say.merges.before_}</h2>
      <codebadge-table .label=${say.merges.before_} .source=${this.#merges} .columns=${this.#columns} .key=${keyOf}
        .empty=${html`<codebadge-empty .what=${say.merges.none} .next=${say.merges.noneNext}></codebadge-empty>`}></codebadge-table>`;
  }

  readonly #onPick = (event: CustomEvent<Person | null>): void => {
    const name = (event.target as HTMLElement & { name: "keep" | "gone" }).name;
    this[name] = event.detail;
    this.#form.mended({ target: { name } } as unknown as Event);
    this.#preview.value = null;
    if (this.keep && this.gone && this.keep.id !== this.gone.id) void this.#preview.now();
  };

  #effect() {
    const { value, refusal, now } = this.#preview;
    if (!this.keep || !this.gone) return html`<p class="muted">${say.merges.choose}</p>`;
    if (this.keep.id === this.gone.id) return html`<p class="error" role="alert">${say.merges.same}</p>`;
    if (refusal) return problem(refusal, now);
    if (!value) return waiting();
    const { problems, isBusy } = this.#form;
    return html`<section class="effect" aria-live="polite"><h2>${say.merges.preview}</h2>
      <div class="sum figures">${side(value.keep)}<span aria-hidden="true">+</span>${side(value.gone)}<span aria-hidden="true">=</span>
        <p><strong><bdi>${value.keep.person.name}</bdi></strong><br />${say.merges.points(figure(value.after.points))}<br />
          ${say.merges.badges(figure(value.after.badges))}<br />${say.merges.identities(figure(value.after.identities))}</p></div></section>
      <codebadge-field name="why" maxlength="500" .label=${say.merges.why} .hint=${say.merges.whyHint} .error=${problems.why}></codebadge-field>
      <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${say.merges.act(
        value.gone.person.name,
        value.keep.person.name,
      )}</button></div>`;
  }

  #check({ why = "" }: Values): Problems {
    if (!this.keep) return { keep: say.picker.choose };
    if (!this.gone) return { gone: say.picker.choose };
    return why.length < 3 ? { why: say.common.reasonShort(3) } : {};
  }

  async #merge({ why }: Values, key: string): Promise<void> {
    const [keep, gone] = [this.keep as Person, this.gone as Person];
    const { merge } = await post<{ merge: number }>(
      this.at("/people/merge"),
      { keep: keep.id, gone: gone.id, why },
      { key },
    );
    Object.assign(this, { keep: null, gone: null });
    for (const input of this.querySelectorAll<HTMLInputElement>("[role=combobox]")) input.value = "";
    said(say.merges.done(gone.name, keep.name), () => this.#part(merge, gone.name, say.merges.undoWhy));
    void this.#merges.now();
  }

  async #part(id: number, gone: string, why: string): Promise<string> {
    await post(this.at(`/people/merges/${id}/undo`), { why });
    void this.#merges.now();
    return say.merges.undone(gone);
  }

  readonly #columns: Column<Merge>[] = [
    {
      key: "gone",
      title: say.merges.joined,
      kind: "lead",
      cell: ({ gone }) => html`<bdi>${gone.name}</bdi>`,
    },
    {
      key: "kept",
      title: say.merges.kept,
      cell: ({ kept }) => html`<a href="/admin/people/${kept.id}"><bdi>${kept.name}</bdi></a>`,
    },
    { key: "by", title: say.merges.by, cell: ({ by }) => by },
    { key: "at", title: say.merges.at, cell: ({ at }) => when(at) },
    { key: "do", title: say.common.actions, kind: "actions", cell: (merge) => this.#undoing(merge) },
  ];

  #undoing({ id, gone, kept, undone_at }: Merge) {
    if (undone_at) return html`<span class="mark">${say.merges.isUndone}</span>`;
    const undo = async () => {
      const { undoTitle, undoText, undoAct, why, whyHint } = say.merges;
      const deed = {
        title: undoTitle(gone.name, kept.name),
        text: undoText,
        act: undoAct(gone.name),
        harmless: true,
      };
      const reason = await confirm({ ...deed, why: { label: why, hint: whyHint, least: 3 } });
      if (reason !== null) await attempt(() => this.#part(id, gone.name, reason));
    };
    return html`<button @click=${undo}>${say.merges.undo}${unseen(`${gone.name}, ${kept.name}`)}</button>`;
  }
}

const keyOf = ({ id }: Merge) => id;

function side({ person, points, badges }: MergePreview["keep"]) {
  return html`<p><strong><bdi>${person.name}</bdi></strong><br />${say.merges.points(figure(points))}<br />${say.merges.badges(figure(badges))}</p>`;
}

define("codebadge-admin-merging", Merging);
