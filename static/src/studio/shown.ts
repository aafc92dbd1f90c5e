/** What is only seen, never sent: the tool in hand, the view, what is chosen, what is read aloud. Setting any of it tells the watchers. */
import type { Paint } from "./drawing";
import type { ShapeName } from "./shapes";

export const tools = [
  "select",
  "nodes",
  "shape",
  "pencil",
  "eraser",
  "text",
  "arc",
  "icon",
  "dropper",
  "hand",
  "zoom",
] as const;
export type ToolName = (typeof tools)[number];

/** What new layers are painted with. */
export interface Pens {
  fill: Paint | null;
  line: Paint | null;
  line_width: number;
}

interface Look {
  tool: ToolName;
  shape: ShapeName;
  icon: string;
  color: Pens;
  zoom: number;
  centre: { x: number; y: number };
  grid: boolean;
  snap: boolean;
  /** Each press adds a layer to what is picked, or takes it away: for fingers, which have no Shift. */
  several: boolean;
  level: number;
  theme: "light" | "dark";
  inside: string | null;
  said: string;
}

const usual: Look = {
  tool: "select",
  shape: "shield",
  icon: "star",
  color: { fill: "#1f4f86", line: null, line_width: 8 },
  zoom: 1,
  centre: { x: 256, y: 256 },
  grid: false,
  snap: true,
  several: false,
  level: 1,
  theme: "light",
  inside: null,
  said: "",
};

class Looked extends EventTarget {
  /** How large the canvas is, in CSS pixels; it says so itself. */
  room = { width: 512, height: 512 };
  readonly #look: Look = { ...usual };
  #picked: ReadonlySet<string> = new Set();

  static {
    for (const name of Object.keys(usual) as (keyof Look)[])
      Object.defineProperty(Looked.prototype, name, {
        get(this: Looked) {
          return this.#look[name];
        },
        set(this: Looked, value: unknown) {
          this.show({ [name]: value });
        },
      });
  }

  /** The ids of the layers that are chosen. */
  get picked(): ReadonlySet<string> {
    return this.#picked;
  }

  pick(ids: Iterable<string>, add = false): void {
    this.#picked = new Set([...(add ? this.#picked : []), ...ids]);
    this.tell();
  }

  /** Several at once: `store.show({ tool: "text", said: "Text" })`; `said` is read aloud. */
  show(look: Partial<Look>): void {
    Object.assign(this.#look, look);
    this.tell();
  }

  /** What is not there any more is neither chosen nor entered. */
  protected lose(isThere: (id: string) => boolean): void {
    if ([...this.#picked].some((id) => !isThere(id)))
      this.#picked = new Set([...this.#picked].filter(isThere));
    const { inside } = this.#look;
    if (inside !== null && !isThere(inside)) this.#look.inside = null;
  }

  say(words: string): void {
    this.show({ said: words });
  }

  tell(name = "change", detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Each part of the look is a property of it. */
export const Shown = Looked as new () => Looked & Look;
