/** A text layer comes in; a field over its words goes out, in which they are changed where they stand. */
import { html } from "lit";
import { ref } from "lit/directives/ref.js";
import { say } from "../words/studio_canvas";
import { hexOf } from "./colors";
import { isGradient, type TextLayer } from "./drawing";
import { at, growth, world } from "./geometry";
import { paletteOf } from "./seen";
import { put } from "./steps";
import type { Store } from "./store";
import { CAPITAL, FONT, fitted } from "./text_size";
import { pixelsAt } from "./view";

const MOST = 300;

/** `done`: the words are as they shall be; the focus goes back to the canvas. */
export function field(store: Store, layer: TextLayer, done: () => void) {
  const matrix = world(store.drawing.layers, layer);
  const zoom = store.zoom * growth(matrix);
  const { size } = fitted(layer.text || "–", layer);
  const high = layer.arc ? (layer.arc.radius + (CAPITAL * size) / 2) * (layer.arc.below ? 1 : -1) : 0;
  const [x, y] = pixelsAt(store, at(matrix, [0, high]));
  const paint = layer.fill ?? layer.line;
  const ink = isGradient(paint) ? paint.stops[0]?.color : paint;
  const look = { given: store.given, level: store.level, theme: store.theme };
  const across = { middle: "-50%", start: "0%", end: "-100%" }[layer.arc ? "middle" : layer.align];
  const turn = (Math.atan2(matrix[1], matrix[0]) * 180) / Math.PI;
  const style = {
    left: `${x}px`,
    top: `${y}px`,
    transform: `rotate(${turn}deg) translate(${across}, -50%)`,
    fontSize: `${Math.max(12, size * zoom)}px`,
    fontFamily: `"${FONT}", sans-serif`,
    fontWeight: String(layer.weight),
    textAlign: layer.align === "middle" ? "center" : layer.align,
    color: ink ? hexOf(ink, paletteOf(store.drawing, look)) : "",
  };
  const write = (text: string) => store.live([put({ ...layer, text: text.slice(0, MOST) })]);
  const end = () => {
    store.settle(say.written);
    done();
  };
  return html`<textarea class="words" rows="1" maxlength=${MOST} aria-label=${say.editText} .value=${layer.text} ${ref((element) => begin(element, style))} @blur=${end}
    @input=${({ target }: Event) => write((target as HTMLTextAreaElement).value)}
    @keydown=${(event: KeyboardEvent) => {
      event.stopPropagation();
      // A line break is Shift and Enter, where there may be several lines.
      const isBreak = event.shiftKey && layer.lines > 1;
      if (event.key !== "Escape" && (event.key !== "Enter" || isBreak || event.isComposing)) return;
      event.preventDefault();
      (event.target as HTMLElement).blur();
    }}></textarea>`;
}

const begun = new WeakSet<Element>();

/** Styles are set on the element: the page's policy allows none in its markup. */
function begin(element: Element | undefined, style: Partial<CSSStyleDeclaration>): void {
  if (!(element instanceof HTMLTextAreaElement)) return;
  Object.assign(element.style, style);
  if (begun.has(element)) return;
  begun.add(element);
  // It is not in the page before lit has gone on.
  requestAnimationFrame(() => {
    element.focus();
    element.select();
  });
}
