/** `<codebadge-studio-start>`: a title and a colour, seen on every template at once; or a blank page, an SVG, an image. */
import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Asked } from "../account/asked";
import { tell } from "../account/form";
import { tint } from "../admin/page";
import { problem, refusalOf } from "../admin/problem";
import { waiting } from "../admin/table";
import { Ground, isDark } from "../pieces/dark";
import { define } from "../pieces/piece";
import { toast } from "../pieces/toast";
import { say as words } from "../words/studio";
import { badges, makeDesign, type Start, templates } from "./asking";
import type { TemplateCard } from "./cards";
import { askImport } from "./dialog_import";
import { askTrace } from "./dialog_trace";
import "./drawn";
import type { Layer } from "./drawing";
import { paletteOf, valuesFor } from "./start_values";
import { menuOf, stateOf } from "./templates_own";
import "./templates.css";
import { editor, forBadge, list } from "./ways";

const say = words.start;
const LOOK = { size: 256 } as const;
const DARK = { size: 256, theme: "dark" } as const;

class Beginning extends LitElement {
  static override properties = {
    org: {},
    words: { state: true },
    color: { state: true },
    isBusy: { state: true },
  };
  declare org: string;
  declare words: string;
  declare color: string | null;
  declare isBusy: boolean;
  readonly #known = new Asked(this, async () => {
    const [all, there] = await Promise.all([templates(this.org), badges(this.org)]);
    const badge = there.find(({ id }) => id === forBadge()) ?? null;
    if (badge && !this.words) this.words = badge.name;
    return { all, palette: paletteOf(there), badge };
  });

  constructor() {
    super();
    new Ground(this);
    Object.assign(this, { words: "", color: null, isBusy: false });
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#known.now();
  }

  protected override render() {
    const { value, refusal, now } = this.#known;
    return html`<p class="from"><a href=${list()}>${words.studio.toList}</a></p>
      <div class="heading"><h1 tabindex="-1">${say.title}</h1></div>
      <p class="muted prose">${value?.badge ? say.for(value.badge.name) : say.intro}</p>
      ${value ? this.#offers(value.all, value.palette) : refusal ? problem(refusal, now) : waiting()}`;
  }

  #offers(all: TemplateCard[], palette: string[]) {
    const own = all.filter((one) => one.own && !one.built_in);
    return html`<div class="start-words"><codebadge-field name="words" maxlength="60" .label=${say.words} .hint=${say.wordsHint}
        .placeholder=${say.sample} .value=${this.words} @input=${this.#type}></codebadge-field>
        ${palette.length ? this.#palette(palette) : nothing}</div>
      <div class="other-ways">${this.#way("blank", say.blank, say.blankHint, () => this.#make({ name: this.#name() }))}
        ${this.#way("upload", say.upload, say.uploadHint, () => void this.#import())}
        ${this.#way("trace", say.trace, say.traceHint, () => void this.#trace())}</div>
      ${own.length ? this.#group(say.own, own) : nothing}
      ${this.#group(
        say.templates,
        all.filter(({ built_in }) => built_in),
      )}
      ${own.length ? nothing : html`<section><h2>${say.own}</h2><codebadge-empty data-case="no-template" .what=${words.templates.none} .next=${words.templates.noneNext}></codebadge-empty></section>`}
      ${this.#group(
        say.others,
        all.filter((one) => !one.own && !one.built_in),
      )}`;
  }

  #group(title: string, some: TemplateCard[]) {
    if (!some.length) return nothing;
    return html`<section><h2>${title}</h2><ul class="designs templates">${repeat(
      some,
      ({ ref }) => ref,
      (one) => this.#template(one),
    )}</ul></section>`;
  }

  #palette(palette: string[]) {
    return html`<div class="palette" role="group" aria-label=${say.colors}><p class="legend">${say.colors}</p><div class="swatches">
      <button type="button" class="swatch-words" aria-pressed=${this.color ? "false" : "true"} @click=${() => this.#tint(null)}>${say.asDesigned}</button>
      ${palette.map(
        (
          hex,
        ) => html`<button type="button" class="swatch" ${tint(hex)} aria-label=${say.color(hex)} title=${hex}
          aria-pressed=${this.color === hex ? "true" : "false"} @click=${() => this.#tint(hex)}></button>`,
      )}</div></div>`;
  }

  #template(template: TemplateCard) {
    const { ref, name, about, levels } = template;
    const isOwn = template.own && !template.built_in;
    const given = valuesFor(template, this.words || say.sample, this.color);
    const take = () =>
      this.#make({
        name: this.#name(name),
        template: ref,
        given: valuesFor(template, this.words, this.color),
      });
    return html`<li class="design template" data-template=${ref}>
      <button type="button" ?disabled=${this.isBusy} @click=${take}>
        <span class="design-picture"><codebadge-drawn .org=${this.org} .what=${{ template: ref, given }} .look=${isDark() ? DARK : LOOK}></codebadge-drawn></span>
        <span class="design-words"><strong><span class="unseen">${say.take} </span><bdi>${name}</bdi></strong>
          ${about ? html`<span class="muted small">${about}</span>` : nothing}
          ${levels.length ? html`<span class="muted small figures">${say.levels(levels.length)}</span>` : nothing}
          ${this.#terms(template)}</span></button>${isOwn ? menuOf(this.org, template, this.#again) : nothing}</li>`;
  }

  #terms(template: TemplateCard) {
    const { own, built_in, licence, by } = template;
    if (own && !built_in) return html`<span class="muted small">${stateOf(template)}</span>`;
    return licence && by
      ? html`<span class="muted small"><bdi>${say.licence(licence, by)}</bdi></span>`
      : nothing;
  }

  /** What was deleted takes the keyboard's place with it. */
  readonly #again = async (): Promise<void> => {
    await this.#known.now();
    await this.updateComplete;
    if (document.activeElement === document.body) this.querySelector<HTMLElement>("h1")?.focus();
  };

  #way(name: string, label: string, hint: string, act: () => void) {
    return html`<button type="button" data-way=${name} ?disabled=${this.isBusy} @click=${act}><strong>${label}</strong>
      <span class="muted small">${hint}</span></button>`;
  }

  #name(of = words.studio.untitled): string {
    return this.words.trim() || of;
  }

  readonly #type = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
  };

  #tint(hex: string | null): void {
    this.color = hex;
  }

  async #import(): Promise<void> {
    const found = await askImport(this.org, false);
    if (found)
      await this.#make({
        name: this.#name(found.name),
        drawing: { colors: found.colors, layers: found.layers },
      });
  }

  async #trace(): Promise<void> {
    const found = await askTrace(false);
    if (found)
      await this.#make({ name: this.#name(found.name), drawing: { layers: found.layers as Layer[] } });
  }

  async #make(start: Start): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      const blank = start.template || start.drawing ? start : { ...start, drawing: {} };
      const { id } = await makeDesign(this.org, blank);
      location.assign(editor(id));
    } catch (error) {
      this.isBusy = false;
      toast(tell(refusalOf(error)));
    }
  }
}

define("codebadge-studio-start", Beginning);
