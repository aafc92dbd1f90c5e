/** A text layer with its words comes in; its letters as SVG go out, with their size and the box over which a paint lies. */
import { svg } from "lit";
import type { Box } from "./bounds";
import type { TextLayer } from "./drawing";
import { bent, CAPITAL, fitted, GAP, textBox } from "./text_size";

export interface SetText {
  letters: unknown[];
  size: number;
  around: Box;
}

export function setText(layer: TextLayer, words: string): SetText {
  const { lines, size } = fitted(words, layer);
  if (layer.arc) return { letters: onArc(layer, words), size, around: half(layer) };
  const first = (CAPITAL * size) / 2 - (GAP * size * (lines.length - 1)) / 2;
  const letters = lines.map((line, at) => onLine(layer, line, size, first + at * GAP * size));
  return { letters, size, around: textBox(layer, words) };
}

/** Each letter by itself, turned. */
function onArc(layer: TextLayer, words: string): unknown[] {
  return bent(layer, words).map(
    ({ letter, turn, radius }) =>
      svg`<text text-anchor="middle" transform=${`rotate(${turn}) translate(0 ${-radius})`}>${letter}</text>`,
  );
}

function onLine({ tracking, align }: TextLayer, line: string, size: number, y: number): unknown {
  // What is spaced after the last letter would pull a middle line to the left.
  const trail = tracking * size;
  const x = align === "middle" ? trail / 2 : align === "end" ? trail : 0;
  return svg`<text text-anchor=${align} x=${x} y=${y}>${line}</text>`;
}

/** The upper or lower half of the ring, over which a gradient of an arc lies. */
function half({ arc, size }: TextLayer): Box {
  const far = (arc?.radius ?? 0) + CAPITAL * size;
  return { left: -far, right: far, top: arc?.below ? 0 : -far, bottom: arc?.below ? far : 0 };
}
