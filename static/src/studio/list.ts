/** `<codebadge-studio-list>`: the designs that somebody may see, as cards, with what can be done to each. */
import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Asked } from "../account/asked";
import { tell } from "../account/form";
import { matching } from "../admin/arrange";
import { problem, refusalOf } from "../admin/problem";
import { attempt, said } from "../admin/said";
import { waiting } from "../admin/table";
import { Ground, onGround } from "../pieces/dark";
import "../pieces/more";
import "../pieces/notice";
import "../pieces/picture";
import { define } from "../pieces/piece";
import "../pieces/time";
import { say as words } from "../words/studio";
import { copyDesign, deleteDesign, designs, renameDesign, restoreDesign } from "./asking";
import "./menu";
import { askName } from "./dialog_name";
import { beginning, editor } from "./ways";
import type { DesignCard } from "./wire";

const say = words.studio;
const AT_ONCE = 60;

class List extends LitElement {
  static override properties = {
    org: {},
    mayMake: { attribute: false },
    wanted: { state: true },
    most: { state: true },
  };
  declare org: string;
  /** An admin, who makes designs and sees all of them. */
  declare mayMake: boolean;
  declare wanted: string;
  /** So many are drawn; more as soon as one comes near the last. */
  declare most: number;
  readonly #designs = new Asked(this, () => designs(this.org));

  constructor() {
    super();
    new Ground(this);
    Object.assign(this, { wanted: "", most: AT_ONCE });
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#designs.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#designs;
    const create = html`<a class="button primary" href=${beginning()}>${say.create}</a>`;
    return html`<div class="heading"><h1 tabindex="-1">${say.title}</h1>${this.mayMake && value?.length ? create : nothing}</div>
      ${value ? this.#all(value, create) : refusal ? problem(refusal, now) : waiting()}`;
  }

  #all(all: DesignCard[], create: unknown) {
    if (all.length === 0)
      return this.mayMake
        ? html`<codebadge-empty .what=${say.empty} .next=${say.emptyNext}>${create}</codebadge-empty>`
        : html`<codebadge-empty data-case="nobody" .what=${say.nobody} .next=${say.nobodyNext}><a href="/">${say.toBoard}</a></codebadge-empty>`;
    const found = matching(all, this.wanted, ({ name, by }) => `${name} ${by}`);
    return html`<p class="muted prose">${this.mayMake ? say.intro : say.introShared}</p>
      ${all.length > 5 ? this.#search(found.length) : nothing}
      ${
        found.length
          ? html`<ul class="designs">${repeat(
              found.slice(0, this.most),
              ({ id }) => id,
              (one) => this.#card(one),
            )}</ul>${this.#rest(found.length - this.most)}`
          : html`<codebadge-empty .what=${say.noneFound(this.wanted)} .next=${say.noneFoundNext}></codebadge-empty>`
      }`;
  }

  /** Hundreds at once would keep one waiting at each letter of a search. */
  #rest(count: number) {
    if (count <= 0) return nothing;
    const more = () => {
      this.most += AT_ONCE;
    };
    return html`<codebadge-more .words=${say.showMore(count)} @codebadge-more=${more}></codebadge-more>`;
  }

  #search(found: number) {
    const type = (event: Event) => {
      this.wanted = (event.target as HTMLInputElement).value;
      this.most = AT_ONCE;
    };
    return html`<div class="find"><label>${say.search}<input type="search" autocomplete="off" @input=${type} /></label>
      <p class="muted small figures" role="status">${this.wanted ? say.found(found) : ""}</p></div>`;
  }

  #card(design: DesignCard) {
    const { id, name, by, updated_at, version, used, image, access } = design;
    return html`<li class="design" data-design=${id}>
      <a class="design-picture" href=${editor(id)} tabindex="-1" aria-hidden="true"><codebadge-picture .src=${onGround(image)}></codebadge-picture></a>
      <div class="design-words"><h2><a href=${editor(id)}><bdi>${name}</bdi></a></h2>
        <p class="muted small"><bdi>${say.by(by)}</bdi> · <codebadge-time at=${updated_at}></codebadge-time></p>
        <p class="small figures"><span class="mark" data-state=${version ? "verified" : "plain"}>${version ? say.version(version.number) : say.draft}</span>
          ${used ? html`<span class="muted">${say.used(used)}</span>` : nothing}
          ${access === "own" ? nothing : html`<span class="muted">${say.access[access]}</span>`}</p></div>
      ${access === "own" ? this.#menu(design) : nothing}</li>`;
  }

  #menu(design: DesignCard) {
    const items = [
      { words: say.rename, act: () => void this.#rename(design) },
      { words: say.copy, act: () => void this.#copy(design) },
      { words: say.remove, act: () => void this.#remove(design), isDanger: true },
    ];
    return html`<codebadge-menu .label=${say.more(design.name)} .items=${items}></codebadge-menu>`;
  }

  async #rename({ id, name }: DesignCard): Promise<void> {
    const to = await askName(say.renameOf(name), name, say.save);
    if (to === null) return;
    await attempt(async () => {
      await renameDesign(this.org, id, to);
      return say.renamed(to);
    });
    await this.#designs.now();
  }

  async #copy({ id, name }: DesignCard): Promise<void> {
    await attempt(async () =>
      say.copied((await copyDesign(this.org, id, say.copyName(name).slice(0, 200))).name),
    );
    await this.#designs.now();
  }

  async #remove({ id, name }: DesignCard): Promise<void> {
    try {
      await deleteDesign(this.org, id);
    } catch (error) {
      return said(tell(refusalOf(error)));
    }
    said(say.removed(name), async () => {
      await restoreDesign(this.org, id);
      void this.#designs.now();
      return say.restored(name);
    });
    await this.#designs.now();
  }
}

define("codebadge-studio-list", List);
