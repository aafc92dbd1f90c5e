/** A number and its bounds come in; a field that shows each one while it is typed, and keeps the last, goes out. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { Store } from "./store";

export interface Gauge {
  label: string;
  value: number | null;
  least: number;
  most: number;
  /** What is said while there is no number; without it there must be one. */
  empty?: string;
  isOff: boolean;
  /** Another control beside it shows the label. */
  isUnseen?: boolean;
}

/** What is typed as a number within the bounds; null for none, if that may be; undefined for what is not taken. */
export function read(typed: string, { least, most, empty }: Pick<Gauge, "least" | "most" | "empty">) {
  if (typed.trim() === "") return empty === undefined ? undefined : null;
  const found = Number(typed);
  return Number.isFinite(found) ? Math.min(most, Math.max(least, found)) : undefined;
}

/** `take` hears each number that may be while one types; then the last, as one step, when it is left or with Enter. */
export function gauge(store: Store, of: Gauge, take: (value: number | null, isLive: boolean) => unknown) {
  const { label, value, least, most, empty, isOff, isUnseen } = of;
  const type = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const found = read(input.value, of);
    // “1” on the way to “120” is too little: nothing jumps.
    if (found === null || (found !== undefined && found === Number(input.value))) take(found, true);
    else store.drop();
  };
  const keep = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const found = input.validity.badInput ? undefined : read(input.value, of);
    store.drop();
    if (found !== undefined) take(found, false);
    else store.tell(); // what was there comes back
  };
  // As it was before: then there is no `change`, and what was shown on the way goes.
  const leave = () => store.drop();
  return html`<label class="control"><span class=${isUnseen ? "unseen" : nothing}>${label}</span><input type="number" class="figures" step="1" min=${least} max=${most}
    .value=${live(shown(value))} placeholder=${empty ?? nothing} ?disabled=${isOff} @input=${type} @change=${keep} @blur=${leave} @keydown=${enter} /></label>`;
}

function enter(event: KeyboardEvent): void {
  if (event.key === "Enter") (event.target as HTMLElement).blur();
}

function shown(value: number | null): string {
  return value === null ? "" : String(Math.round(value * 100) / 100);
}
