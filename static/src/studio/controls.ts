/** A value and what to do with a new one come in; a small labelled control goes out, for the panels. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";

interface Bounds {
  least?: number;
  most?: number;
  step?: number;
  unit?: string;
}

/** `null`: the picked layers differ. What is no number, or none that may be, is not taken. */
export function number(
  label: string,
  value: number | null,
  { least, most, step = 1, unit }: Bounds,
  take: (value: number) => void,
  isOff = false,
) {
  const change = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const found = Math.min(most ?? Infinity, Math.max(least ?? -Infinity, input.valueAsNumber));
    if (Number.isFinite(found)) take(found);
    else input.value = value === null ? "" : shown(value);
  };
  return html`<label class="control"><span>${label}</span><span class="with-unit"><input type="number" class="figures" step=${step} min=${least ?? nothing}
    max=${most ?? nothing} .value=${live(value === null ? "" : shown(value))} placeholder="–" ?disabled=${isOff} @change=${change} />${unit ? html`<i>${unit}</i>` : nothing}</span></label>`;
}

export function slider(
  label: string,
  value: number,
  { least = 0, most = 1, step = 0.01 }: Bounds,
  said: string,
  slide: (value: number, isLive: boolean) => void,
  isOff = false,
) {
  const move = (isLive: boolean) => (event: Event) =>
    slide((event.target as HTMLInputElement).valueAsNumber, isLive);
  return html`<label class="slider"><span>${label}</span><output class="muted small figures">${said}</output>
    <input type="range" min=${least} max=${most} step=${step} .value=${live(String(value))} aria-valuetext=${said} ?disabled=${isOff}
      @input=${move(true)} @change=${move(false)} /></label>`;
}

export function choice(
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
  take: (value: string) => void,
  isOff = false,
) {
  const change = (event: Event) => take((event.target as HTMLSelectElement).value);
  return html`<label class="control"><span>${label}</span><select ?disabled=${isOff} @change=${change}>${options.map(
    ([name, words]) => html`<option value=${name} ?selected=${name === value}>${words}</option>`,
  )}</select></label>`;
}

export function tick(label: string, isOn: boolean, take: (isOn: boolean) => void, isOff = false) {
  const change = (event: Event) => take((event.target as HTMLInputElement).checked);
  return html`<label class="tick"><input type="checkbox" .checked=${live(isOn)} ?disabled=${isOff} @change=${change} />${label}</label>`;
}

/** Taken when it is left, or with Enter. */
export function line(
  label: string,
  value: string,
  take: (value: string) => void,
  more: { most?: number; isOff?: boolean; isUnseen?: boolean } = {},
) {
  const change = (event: Event) => take((event.target as HTMLInputElement).value.trim());
  return html`<label class="control"><span class=${more.isUnseen ? "unseen" : ""}>${label}</span><input type="text" autocomplete="off" maxlength=${more.most ?? nothing}
    .value=${live(value)} ?disabled=${more.isOff} @change=${change} @keydown=${own} /></label>`;
}

/** A few ways, of which one is taken. */
export function ways(
  label: string,
  value: string | null,
  options: readonly (readonly [string, string])[],
  take: (value: string) => void,
  isOff = false,
) {
  return html`<div class="ways" role="group" aria-label=${label}>${options.map(
    ([name, words]) =>
      html`<button type="button" data-way=${name} aria-pressed=${name === value ? "true" : "false"} ?disabled=${isOff} @click=${() => take(name)}>${words}</button>`,
  )}</div>`;
}

/** Keys typed into a field are the field's, not the drawing's. */
export function own(event: KeyboardEvent): void {
  if (event.key === "Enter") (event.target as HTMLElement).blur();
}

function shown(value: number): string {
  return String(Math.round(value * 100) / 100);
}
