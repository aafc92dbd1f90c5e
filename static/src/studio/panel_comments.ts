/** `<codebadge-comments .store>`: what people say of the design, of all of it or of a layer; new ones come as they are written. */
import { html, nothing } from "lit";
import { Asked } from "../account/asked";
import { Form, sends, tell, type Values } from "../account/form";
import { problem, refusalOf } from "../admin/problem";
import { said } from "../admin/said";
import "../pieces/field";
import { define } from "../pieces/piece";
import "../pieces/time";
import { say as words } from "../words/studio";
import { addComment, comments, resolve } from "./asking";
import { allows } from "./cards";
import { nameOf } from "./names";
import { Panel } from "./panel";
import type { CommentCard } from "./wire";

const say = words.comments;

class Comments extends Panel {
  static override properties = {
    ...Panel.properties,
    design: { attribute: false },
    isAll: { state: true },
    isAbout: { state: true },
  };
  declare design: number;
  declare isAll: boolean;
  declare isAbout: boolean;
  readonly #comments = new Asked(this, () => comments(this.org, this.design));
  readonly #form = new Form(this, {
    check: ({ text }) => (text ? {} : { text: say.textMissing }),
    send: (values) => this.#send(values),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    Object.assign(this, { isAll: false, isAbout: true });
    this.store.addEventListener("comment", this.#heard);
    void this.#comments.now();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.store.removeEventListener("comment", this.#heard);
  }

  readonly #heard = (event: Event): void => this.#take((event as CustomEvent<CommentCard>).detail);

  protected override render() {
    const { value, refusal, now } = this.#comments;
    const mayComment = allows(this.store.access, "comment") && this.store.state !== "closed";
    return html`<h2 class="panel-title">${say.title}</h2>${value ? this.#all(value, mayComment) : refusal ? problem(refusal, now) : nothing}
      ${mayComment ? this.#writing() : nothing}`;
  }

  #all(all: CommentCard[], mayComment: boolean) {
    if (!all.length)
      return html`<p class="muted small">${say.none} ${mayComment ? say.noneNext : nothing}</p>`;
    const closed = all.filter(({ resolved_at }) => resolved_at);
    const shown = this.isAll ? all : all.filter(({ resolved_at }) => !resolved_at);
    return html`<p class="muted small figures" role="status">${say.open(all.length - closed.length)}</p>
      <ol class="comment-rows">${shown.map((one) => this.#comment(one, mayComment))}</ol>
      ${closed.length && !this.isAll ? html`<button type="button" class="quiet" @click=${this.#showAll}>${say.showResolved(closed.length)}</button>` : nothing}`;
  }

  #comment({ id, layer, text, by, at, resolved_at }: CommentCard, mayComment: boolean) {
    const about = layer && this.store.layer(layer);
    return html`<li data-comment=${id} ?data-resolved=${resolved_at !== null}><p class="small"><strong><bdi>${by}</bdi></strong>
        <span class="muted"><codebadge-time at=${at}></codebadge-time>${resolved_at ? html` · ${say.resolved}` : nothing}</span></p>
      ${about ? html`<button type="button" class="quiet small" @click=${() => this.store.pick([about.id])}>${say.on(nameOf(about))}</button>` : layer && this.store.design ? html`<p class="muted small">${say.onGone}</p>` : nothing}
      <p class="comment-text">${text}</p>
      ${mayComment ? html`<button type="button" class="quiet small" @click=${() => this.#resolve(id, !resolved_at)}>${resolved_at ? say.reopen : say.resolve}</button>` : nothing}</li>`;
  }

  #writing() {
    const { problems, submit, mended } = this.#form;
    const about = this.#about;
    const turn = (event: Event) => {
      const { name, checked } = event.target as HTMLInputElement;
      if (name === "about") this.isAbout = checked;
    };
    return html`<form class="form" novalidate @submit=${submit} @input=${mended} @change=${turn} @keydown=${stop}>${this.#form.summary()}
      <codebadge-field name="text" type="textarea" rows="3" maxlength="2000" .label=${say.text} .error=${problems.text}></codebadge-field>
      ${about ? html`<codebadge-field name="about" type="checkbox" .label=${say.onPicked(nameOf(about))} .value=${this.isAbout ? "yes" : ""}></codebadge-field>` : nothing}
      <div class="buttons">${sends(this.#form, say.act, say.act)}</div></form>`;
  }

  get #about() {
    const some = this.store.pickedLayers();
    return some.length === 1 ? some[0] : undefined;
  }

  readonly #showAll = (): void => {
    this.isAll = true;
  };

  async #send({ text = "", about }: Values): Promise<void> {
    this.#take(
      await addComment(this.org, this.design, text, about === "yes" ? (this.#about?.id ?? null) : null),
    );
    const field = this.querySelector<HTMLElement & { value: string }>("codebadge-field[name=text]");
    if (field) field.value = "";
  }

  async #resolve(id: number, resolved: boolean): Promise<void> {
    try {
      this.#take(await resolve(this.org, this.design, id, resolved));
    } catch (error) {
      said(tell(refusalOf(error)));
    }
  }

  #take(comment: CommentCard): void {
    const others = (this.#comments.value ?? []).filter(({ id }) => id !== comment.id);
    this.#comments.set([...others, comment].sort((one, other) => one.id - other.id));
  }
}

const stop = (event: Event): void => event.stopPropagation();

define("codebadge-comments", Comments);
