/** Whether the page is dark comes out, as it was chosen or as the machine has it; and word when that changes. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

const OURS = /\/img\/(art|badges|awards|designs|templates)\//;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const chosen = new EventTarget();

export function isDark(): boolean {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : prefersDark.matches;
}

/** Called by the switch, once the document says so. */
export function tellTheme(): void {
  chosen.dispatchEvent(new Event("change"));
}

/** Hears of every change, until the function that it gives is called. */
export function onTheme(heard: () => void): () => void {
  const sources = [prefersDark, chosen];
  for (const one of sources) one.addEventListener("change", heard);
  return () => {
    for (const one of sources) one.removeEventListener("change", heard);
  };
}

/** What we draw ourselves, we draw for the ground that it stands on. */
export function onGround(image: string): string {
  if (!isDark() || !OURS.test(image)) return image;
  return `${image}${image.includes("?") ? "&" : "?"}theme=dark`;
}

/** The host is drawn again when the ground has changed. */
export class Ground implements ReactiveController {
  #deaf = () => {};

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#deaf = onTheme(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#deaf();
  }
}
