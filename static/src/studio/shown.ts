/** What is only seen, never sent: the tool in hand, the view, what is read aloud. Setting any of it tells the watchers. */
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
  level: 1,
  theme: "light",
  inside: null,
  said: "",
};

export class Shown extends EventTarget {
  #look: Look = { ...usual };

  get tool(): Look["tool"] {
    return this.#look.tool;
  }

  set tool(tool: Look["tool"]) {
    this.show({ tool });
  }

  get shape(): Look["shape"] {
    return this.#look.shape;
  }

  set shape(shape: Look["shape"]) {
    this.show({ shape });
  }

  get icon(): Look["icon"] {
    return this.#look.icon;
  }

  set icon(icon: Look["icon"]) {
    this.show({ icon });
  }

  get color(): Look["color"] {
    return this.#look.color;
  }

  set color(color: Look["color"]) {
    this.show({ color });
  }

  get zoom(): Look["zoom"] {
    return this.#look.zoom;
  }

  set zoom(zoom: Look["zoom"]) {
    this.show({ zoom });
  }

  get centre(): Look["centre"] {
    return this.#look.centre;
  }

  set centre(centre: Look["centre"]) {
    this.show({ centre });
  }

  get grid(): Look["grid"] {
    return this.#look.grid;
  }

  set grid(grid: Look["grid"]) {
    this.show({ grid });
  }

  get snap(): Look["snap"] {
    return this.#look.snap;
  }

  set snap(snap: Look["snap"]) {
    this.show({ snap });
  }

  get level(): Look["level"] {
    return this.#look.level;
  }

  set level(level: Look["level"]) {
    this.show({ level });
  }

  get theme(): Look["theme"] {
    return this.#look.theme;
  }

  set theme(theme: Look["theme"]) {
    this.show({ theme });
  }

  get inside(): Look["inside"] {
    return this.#look.inside;
  }

  set inside(inside: Look["inside"]) {
    this.show({ inside });
  }

  get said(): Look["said"] {
    return this.#look.said;
  }

  set said(said: Look["said"]) {
    this.show({ said });
  }

  /** Several at once: `store.show({ tool: "text", said: "Text" })`; `said` is read aloud. */
  show(look: Partial<Look>): void {
    Object.assign(this.#look, look);
    this.tell();
  }

  say(words: string): void {
    this.show({ said: words });
  }

  tell(name = "change", detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
