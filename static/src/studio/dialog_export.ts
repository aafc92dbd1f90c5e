/** `askExport(…)`: a drawing comes in; it is among the visitor's downloads as SVG, PNG or WebP, drawn by the server. */
import { html, LitElement, nothing } from "lit";
import { downloadFile } from "../account/download";
import { Form, sends, type Values } from "../account/form";
import "../admin/dialog";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { type Drawable, drawn, type Look } from "./asking";
import { asked } from "./dialog_asked";
import { fileName } from "./export_names";

const say = words.exporting;
const SIZES = [64, 128, 256, 512, 1024, 2048];

export function askExport(org: string, name: string, what: Drawable, levels: string[]): Promise<true | null> {
  return asked(
    (end) =>
      html`<codebadge-export .org=${org} .name=${name} .what=${what} .levels=${levels} .end=${end}></codebadge-export>`,
  );
}

class Export extends LitElement {
  static override properties = {
    org: {},
    name: {},
    what: { attribute: false },
    levels: { attribute: false },
    end: { attribute: false },
    format: { state: true },
  };
  declare org: string;
  declare name: string;
  declare what: Drawable;
  declare levels: string[];
  declare end: (done: true | null) => void;
  declare format: string;
  readonly #form = new Form(this, { send: (values) => this.#send(values) });

  constructor() {
    super();
    this.format = "svg";
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    const turn = (event: Event) => {
      const { name, value } = event.target as HTMLSelectElement;
      if (name === "format") this.format = value;
    };
    return html`<codebadge-task .label=${say.title} @close=${() => this.end(null)}>
      <form class="form" novalidate @submit=${this.#form.submit} @change=${turn}>${this.#form.summary()}<p class="muted">${say.intro}</p>
        <codebadge-field name="format" type="select" .label=${say.format} .value=${this.format} .options=${Object.entries(say.formats)}></codebadge-field>
        ${
          this.format === "svg"
            ? nothing
            : html`<codebadge-field name="size" type="select" .label=${say.size} value="512" .options=${SIZES.map((size) => [String(size), String(size)])}></codebadge-field>`
        }
        <codebadge-field name="theme" type="select" .label=${say.theme} value="light" .options=${Object.entries(say.themes)}></codebadge-field>
        ${
          this.levels.length
            ? html`<codebadge-field name="level" type="select" .label=${say.level} value="1" .options=${this.levels.map((level, at) => [String(at + 1), level])}></codebadge-field>`
            : nothing
        }
        <div class="buttons">${sends(this.#form, say.act, say.busy)}
          <button type="button" class="quiet" @click=${() => this.end(null)}>${words.studio.cancel}</button></div>
      </form></codebadge-task>`;
  }

  async #send({ format, size, theme, level }: Values): Promise<void> {
    const look = { format, theme, size: Number(size ?? 512), level: Number(level ?? 1) } as Look;
    downloadFile(await drawn(this.org, this.what, look), fileName(this.name, look));
    this.end(true);
  }
}

define("codebadge-export", Export);
