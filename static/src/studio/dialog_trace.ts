/** `askTrace(…)`: an image of the visitor comes in, never sent anywhere; path layers, or null, go out. traced.ts traces. */
import { html, LitElement, nothing } from "lit";
import "../admin/dialog";
import "../pieces/field";
import { define } from "../pieces/piece";
import { say as words } from "../words/studio";
import { asked } from "./dialog_asked";
import type { PathLayer } from "./drawing";
import { outlined } from "./outlined";
import { MOST, type Outlines, PIXELS, traced, usual, type Wishes } from "./traced";

const say = words.tracing;
const LARGEST = 10_000_000;
const REST_MS = 150;

export interface Found {
  name: string;
  layers: PathLayer[];
}

export function askTrace(isInto: boolean): Promise<Found | null> {
  return asked((end) => html`<codebadge-trace .isInto=${isInto} .end=${end}></codebadge-trace>`);
}

class Trace extends LitElement {
  static override properties = {
    isInto: { attribute: false },
    end: { attribute: false },
    wishes: { state: true },
    found: { state: true },
    problem: { state: true },
    isBusy: { state: true },
  };
  declare isInto: boolean;
  declare end: (found: Found | null) => void;
  declare wishes: Wishes;
  declare found: Outlines | null;
  declare problem: string;
  declare isBusy: boolean;
  #name = "";
  #image: ImageData | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    Object.assign(this, { wishes: usual, found: null, problem: "", isBusy: false });
  }

  protected override createRenderRoot() {
    return this;
  }

  protected override render() {
    return html`<codebadge-task wide .label=${say.title} @close=${() => this.end(null)}><div class="trace">
      <div class="trace-wishes"><p class="muted small">${say.intro}</p>
        <div class="file"><label for="trace-file">${say.pick}</label><p class="hint" id="trace-hint">${say.hint}</p>
          <input id="trace-file" type="file" accept="image/png,image/jpeg,image/webp" aria-describedby="trace-hint" @change=${this.#take} />
          ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}</div>
        ${this.#image ? this.#sliders() : nothing}</div>
      <div class="trace-seen" aria-live="polite">${this.#seen()}</div></div>
      <div class="buttons dialog-acts"><button class="primary" ?disabled=${!this.found?.layers.length} @click=${this.#use}>${this.isInto ? say.add : say.open}</button>
        <button class="quiet" @click=${() => this.end(null)}>${words.studio.cancel}</button></div></codebadge-task>`;
  }

  #sliders() {
    const { colors, smooth, speck, threshold, background } = this.wishes;
    return html`${threshold === null ? this.#slider("colors", say.colors, colors, 2, 16, String(colors)) : this.#slider("threshold", say.threshold, threshold, 16, 240, `${Math.round(threshold / 2.55)} %`)}
      ${this.#slider("smooth", say.smooth, smooth, 0, 10, String(smooth))}
      ${this.#slider("speck", say.speck, speck, 0, 60, say.px(speck))}
      ${this.#tick(say.mono, threshold !== null, (on) => ({ threshold: on ? 128 : null }))}
      ${this.#tick(say.background, background, (on) => ({ background: on }))}`;
  }

  #slider(name: keyof Wishes, label: string, value: number, least: number, most: number, said: string) {
    const slide = (event: Event) => this.#wish({ [name]: Number((event.target as HTMLInputElement).value) });
    return html`<label class="slider"><span>${label}</span><output class="muted small figures">${said}</output>
      <input type="range" min=${least} max=${most} .value=${String(value)} aria-valuetext=${said} @input=${slide} /></label>`;
  }

  #tick(label: string, isOn: boolean, wish: (isOn: boolean) => Partial<Wishes>) {
    const turn = (event: Event) => this.#wish(wish((event.target as HTMLInputElement).checked));
    return html`<label class="tick"><input type="checkbox" .checked=${isOn} @change=${turn} />${label}</label>`;
  }

  #seen() {
    if (!this.found) return this.isBusy ? html`<p class="muted">${say.busy}</p>` : nothing;
    const { layers, outlines, isCut } = this.found;
    if (!layers.length) return html`<p class="muted">${say.none}</p>`;
    return html`${outlined(layers, say.preview)}<p class="muted small figures">${say.found(outlines)}${isCut ? html` · ${say.many(MOST)}` : nothing}</p>`;
  }

  readonly #take = async (event: Event): Promise<void> => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.problem = file.size > LARGEST ? say.tooLarge : "";
    this.#image = this.problem ? null : await pixels(file);
    this.#name = file.name.replace(/\.[^.]*$/, "").slice(0, 60);
    this.found = null;
    if (!this.#image && !this.problem) this.problem = say.broken;
    this.#trace();
  };

  #wish(part: Partial<Wishes>): void {
    this.wishes = { ...this.wishes, ...part };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#trace(), REST_MS);
  }

  async #trace(): Promise<void> {
    const [image, wishes] = [this.#image, this.wishes];
    this.isBusy = image !== null;
    if (!image) return this.requestUpdate();
    await new Promise((painted) => setTimeout(painted)); // that it is busy is seen before it is
    const found = await traced(image, wishes);
    if (wishes !== this.wishes) return;
    this.found = found;
    this.isBusy = false;
  }

  readonly #use = (): void => {
    if (this.found) this.end({ name: this.#name, layers: this.found.layers });
  };
}

/** At most PIXELS from edge to edge; null for what is no image. */
async function pixels(file: File): Promise<ImageData | null> {
  const whole = await createImageBitmap(file).catch(() => null);
  if (!whole) return null;
  const part = Math.min(1, PIXELS / Math.max(whole.width, whole.height));
  const [width, height] = [whole.width, whole.height].map((side) => Math.max(1, Math.round(side * part))) as [
    number,
    number,
  ];
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen?.drawImage(whole, 0, 0, width, height);
  whole.close();
  return pen?.getImageData(0, 0, width, height) ?? null;
}

define("codebadge-trace", Trace);
