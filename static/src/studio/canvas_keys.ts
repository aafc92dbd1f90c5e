/** Keys that are pressed on the canvas come in; whoever they are for gets them: a drag, the tool in hand, what is picked. */
import { say } from "../words/studio_canvas";
import { pressed } from "./keys";
import { Nudge } from "./nudge";
import type { Desk, Tool } from "./tool";

/** What keys need of the canvas on which they are pressed. */
export interface Keyed extends Desk {
  /** While it is held, any tool is a hand. */
  isSpace: boolean;
  tool(): Tool;
  /** Whether something was being dragged, which is given up. */
  stop(): boolean;
  /** Where no paste event may come. */
  pasteSoon(): void;
}

export class CanvasKeys {
  #isLeaving = false;
  readonly #nudge: Nudge;

  constructor(private readonly on: Keyed) {
    this.#nudge = new Nudge(() => on.store);
  }

  readonly down = (event: KeyboardEvent): void => {
    if (event.key === " ") this.on.isSpace = true;
    const isStopped = event.key === "Escape" && this.on.stop();
    const isOut = this.#isLeaving && event.key === "Tab";
    this.#isLeaving = false;
    if (!event.key.startsWith("Arrow")) this.#nudge.end();
    if (isOut) return;
    if (isStopped || this.#isTaken(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === " ") event.preventDefault();
    else if (event.key === "Escape")
      this.#isLeaving = true; // nothing was left to leave but the canvas itself
    else if (isPaste(event)) this.on.pasteSoon();
  };

  readonly up = (event: KeyboardEvent): void => {
    if (event.key === " ") this.on.isSpace = false;
    if (event.key.startsWith("Arrow")) this.#nudge.end();
  };

  /** The canvas has no keys any more. */
  readonly end = (): void => this.#nudge.end();

  #isTaken(event: KeyboardEvent): boolean {
    const { on } = this;
    return (
      (event.key === "Enter" && opens(on)) ||
      on.tool().key?.(event) ||
      this.#nudge.press(event) ||
      pressed(on.store, event)
    );
  }
}

/** Enter: the words of a text, the points of a path, what is in a group. */
function opens(desk: Desk): boolean {
  const { store } = desk;
  const [only, other] = store.pickedLayers();
  if (store.tool !== "select" || !only || other) return false;
  if (only.kind === "text") desk.write(only.id);
  else if (only.kind === "path") store.show({ tool: "nodes", said: say.tools.nodes });
  else if (only.kind === "group") store.show({ inside: only.id, said: say.entered(only.name) });
  return true;
}

function isPaste(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
}
