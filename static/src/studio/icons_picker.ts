/** `askIcon(…)`: the icon that is there comes in; another of the library, a parameter (`$icon`), or null goes out. */
import { html, LitElement, nothing } from "lit";
import "../admin/dialog";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { ways } from "./controls";
import { asked } from "./dialog_asked";
import { iconSign } from "./icon_sign";
import { found, type Tags, tags } from "./icon_words";
import { iconNames, watch } from "./library";

const say = words.icons;
const PAGE = 120;

/** `parameters`: the names of a template's icons. */
export function askIcon(now: string, parameters: string[] = []): Promise<string | null> {
  return asked(
    (end) => html`<codebadge-icons .now=${now} .parameters=${parameters} .end=${end}></codebadge-icons>`,
  );
}

class Icons extends LitElement {
  static override properties = {
    now: {},
    parameters: { attribute: false },
    end: { attribute: false },
    tags: { state: true },
    wanted: { state: true },
    style_: { state: true },
    most: { state: true },
  };
  declare now: string;
  declare parameters: string[];
  declare end: (icon: string | null) => void;
  declare tags: Tags;
  declare wanted: string;
  declare style_: "outline" | "filled";
  declare most: number;
  #unwatch: (() => void) | undefined;

  constructor() {
    super();
    Object.assign(this, { tags: {}, wanted: "", most: PAGE });
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.style_ = this.now?.startsWith("filled/") ? "filled" : "outline";
    this.#unwatch = watch(() => this.requestUpdate());
    void tags().then((all) => {
      this.tags = all;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  protected override render() {
    const known = iconNames(this.style_);
    const begin = this.style_ === "filled" ? "filled/" : "";
    const names = found(known, this.tags, this.wanted).map((name) => begin + name);
    const type = (event: Event) => {
      this.wanted = (event.target as HTMLInputElement).value;
      this.most = PAGE;
    };
    const styles = [
      ["outline", say.outline],
      ["filled", say.filled],
    ] as const;
    return html`<codebadge-task wide .label=${say.title} @close=${() => this.end(null)}>
      <div class="icons-head"><label class="find">${say.search}<input type="search" autocomplete="off" .value=${this.wanted} @input=${type} /></label>
        ${ways(say.style, this.style_, styles, (to) => {
          this.style_ = to as "outline" | "filled";
        })}</div>
      ${this.parameters.map((name) => html`<button type="button" class="chip" @click=${() => this.end(`$${name}`)}>${say.parameter(name)}</button>`)}
      <p class="muted small figures" role="status">${known.length ? (names.length || !this.wanted ? say.found(names.length) : say.none(this.wanted)) : nothing}</p>
      <div class="icons-grid" @keydown=${walk}>${names.slice(0, this.most).map(
        (
          name,
        ) => html`<button type="button" title=${name} aria-label=${name} aria-pressed=${name === this.now ? "true" : "false"}
          @click=${() => this.end(name)}>${iconSign(name)}</button>`,
      )}</div>
      ${names.length > this.most ? html`<button type="button" @click=${this.#more}>${say.more}</button>` : nothing}</codebadge-task>`;
  }

  readonly #more = (): void => {
    this.most += PAGE;
  };
}

/** Arrow keys go along and between the rows. */
function walk(event: KeyboardEvent): void {
  const grid = event.currentTarget as HTMLElement;
  const all = [...grid.querySelectorAll<HTMLElement>("button")];
  const at = all.indexOf(event.target as HTMLElement);
  const inRow = all.findIndex((one) => one.offsetTop > (all[0]?.offsetTop ?? 0));
  const row = inRow < 1 ? all.length : inRow;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[event.key];
  if (step === undefined || at < 0) return;
  event.preventDefault();
  all[at + step]?.focus();
}

define("codebadge-icons", Icons);
