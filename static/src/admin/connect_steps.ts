/** A page's steps come in; the one that the address names, its trail and the way to the next go out: Back leads back. */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { say } from "../words/connect";

type Host = ReactiveControllerHost & HTMLElement;

export class Steps<Name extends string> implements ReactiveController {
  constructor(
    private readonly host: Host,
    private readonly names: readonly Name[],
    /** The furthest that makes sense with what is known: an address may name a step whose question was never answered. */
    private readonly reached: () => Name,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("popstate", this.#arrive);
  }

  hostDisconnected(): void {
    removeEventListener("popstate", this.#arrive);
  }

  get now(): Name {
    const wanted = new URLSearchParams(location.search).get("step");
    const at = this.names.indexOf(wanted as Name);
    return this.names[Math.min(Math.max(at, 0), this.names.indexOf(this.reached()))] as Name;
  }

  readonly go = (name: Name): void => {
    history.pushState(null, "", `${location.pathname}?step=${name}`);
    void this.#arrive();
  };

  readonly back = (): void => {
    const before = this.names[this.names.indexOf(this.now) - 1];
    if (before) this.go(before);
  };

  trail(words: Record<Name, string>) {
    const at = this.names.indexOf(this.now);
    return html`<ol class="trail" aria-label=${say.steps.label}>${this.names.map(
      (name, index) => html`<li data-state=${index === at ? "now" : index < at ? "done" : "ahead"}
        aria-current=${index === at ? "step" : nothing}>${words[name]}</li>`,
    )}</ol>`;
  }

  /** A step begins at its heading, for eyes and for screen readers. */
  readonly #arrive = async (): Promise<void> => {
    if (!this.host.isConnected) return;
    this.host.requestUpdate();
    await this.host.updateComplete;
    await new Promise(requestAnimationFrame);
    this.host.querySelector<HTMLElement>("h2[tabindex]")?.focus();
  };
}

/** The heading of a step, which gets the focus when it begins. */
export function stepHeading(words: string) {
  return html`<h2 tabindex="-1">${words}</h2>`;
}
