/** What the server says of a design and of who is at it comes in; whoever draws reads it: layers, and what they may do. */
import type { Refusal } from "../live/wire";
import type { Drawing, Given, Layer } from "./drawing";
import { inOrder } from "./order";
import { Pile, type Sent } from "./pile";
import { Shown } from "./shown";
import type { Access, DesignWhole, Here, Pointer } from "./wire";

export type Condition = "opening" | "live" | "saving" | "offline" | "closed";

/** Events: `change` after anything, `pointed` for others' cursors alone. */
export class Known extends Shown {
  design: DesignWhole | null = null;
  access: Access = "view";
  people: Here[] = [];
  /** Colours of the organisation. */
  offers: readonly string[] = [];
  pointers: Map<string, Pointer> = new Map();
  state: Condition = "opening";
  trouble: Refusal | null = null;
  /** The last step that the server acknowledged or told. */
  seq = 0;
  protected readonly pile = new Pile();

  get drawing(): Drawing {
    return this.pile.now.drawing;
  }

  get given(): Given {
    return this.pile.now.given;
  }

  /** Own steps that the server has not acknowledged. */
  get waiting(): readonly Sent[] {
    return this.pile.waiting;
  }

  get mayDraw(): boolean {
    return this.state !== "closed" && (this.access === "edit" || this.access === "own");
  }

  /** Whether layers may be changed: not where only a template's values are. */
  get isFree(): boolean {
    return this.design?.free ?? true;
  }

  get mayShape(): boolean {
    return this.mayDraw && this.isFree;
  }

  get isDragging(): boolean {
    return this.pile.isDragging;
  }

  /** All layers in the order in which they are drawn, each group before what it holds. */
  layers(): Layer[] {
    return inOrder(this.drawing.layers);
  }

  layer(id: string): Layer | undefined {
    return this.drawing.layers.find((layer) => layer.id === id);
  }

  pickedLayers(): Layer[] {
    return this.layers().filter(({ id }) => this.picked.has(id));
  }

  /** What the line to the server says of itself or of the others who are here. */
  mark(told: Partial<Pick<Known, "state" | "access" | "people" | "offers" | "trouble" | "design">>): void {
    Object.assign(this, told);
    this.tell();
  }

  /** After the pile has changed. */
  protected renew(): void {
    const there = new Set(this.drawing.layers.map(({ id }) => id));
    this.lose((id) => there.has(id));
    this.tell();
  }
}
