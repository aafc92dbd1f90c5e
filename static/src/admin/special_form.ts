/** `/admin/special/new` and `/admin/special/{id}`: a special badge's name and rule come in; whoever qualifies has it at once. */
import { html, nothing } from "lit";
import { get, post, put } from "../account/api";
import { Asked } from "../account/asked";
import { Form } from "../account/form";
import { type Draft, draft, draftOf, problemsOf, specialOf } from "../account/special";
import { define } from "../pieces/piece";
import "../pieces/medal";
import "../pieces/special_fields";
import { toast } from "../pieces/toast";
import { say as account } from "../words/account";
import { say } from "../words/admin";
import { AdminPage, go, heading, tint } from "./page";
import { problem } from "./problem";
import { waiting } from "./table";
import type { SpecialBadge } from "./wire";

class SpecialForm extends AdminPage {
  static override properties = { ...AdminPage.properties, draft: { state: true } };
  declare draft: Draft;
  readonly #known = new Asked(this, () => this.#ask());
  readonly #form = new Form(this, {
    check: () => problemsOf([this.draft]),
    send: (_, key) => this.#send(key),
    field: ({ code }) => (code === "taken" ? `special-${this.draft.key}-name` : null),
  });

  constructor() {
    super();
    this.draft = draft();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.rest) void this.#known.now();
  }

  async #ask(): Promise<SpecialBadge | undefined> {
    const { badges } = await get<{ badges: SpecialBadge[] }>(this.at("/special-badges"));
    const badge = badges.find(({ id }) => String(id) === this.rest);
    if (badge) this.draft = draftOf(badge);
    return badge;
  }

  protected override render() {
    const { value, refusal, now } = this.#known;
    const title = value ? say.badges.editOf(value.name) : this.rest ? say.special.title : say.special.create;
    const above = { href: "/admin/special", label: say.special.title };
    const isReady = !this.rest || value;
    return html`${heading(title, "", above)}${isReady ? this.#fields() : refusal ? problem(refusal, now) : waiting()}`;
  }

  #fields() {
    const { problems, submit, mended, isBusy } = this.#form;
    return html`<div class="beside"><form class="form" novalidate @submit=${submit} @input=${mended} @codebadge-draft=${this.#onDraft}>
      ${this.#form.summary()}
      <codebadge-special-fields .draft=${this.draft} .problems=${problems}></codebadge-special-fields>
      <div class="buttons"><button class="primary" aria-disabled=${isBusy ? "true" : nothing}>${
        this.rest ? say.common.save : say.special.create
      }</button><a class="button quiet" href="/admin/special">${say.common.cancel}</a></div></form>${this.#preview()}</div>`;
  }

  #preview() {
    const { name, description, color, kind } = this.draft;
    const image = this.#known.value?.image ?? "/static/badges/special.svg";
    return html`<aside class="effect tile" ${tint(color)} aria-label=${say.badges.preview}><p class="muted small">${say.badges.preview}</p>
      <codebadge-medal .badge=${{ image, color } as SpecialBadge}></codebadge-medal>
      <strong>${name || say.badges.previewName}</strong><p class="small">${description}</p>
      <p class="muted small">${account.special.kinds[kind]}</p></aside>`;
  }

  readonly #onDraft = ({ detail }: CustomEvent<Draft>): void => {
    this.draft = detail;
  };

  async #send(key: string): Promise<void> {
    const special = specialOf(this.draft);
    if (this.rest) {
      await put(this.at(`/special-badges/${this.rest}`), special);
      toast(say.special.saved(special.name));
    } else {
      const { badge } = await post<{ badge: SpecialBadge }>(this.at("/special-badges"), special, { key });
      toast(say.special.created(special.name, badge.held));
    }
    go("/admin/special");
  }
}

define("codebadge-admin-special-form", SpecialForm);
