/** Frames, lines that pull and a box that is dragged out come in; what is seen of them over the drawing goes out, as SVG. */
import { svg } from "lit";
import { around, type Box } from "./bounds";
import { isRoomy, turner } from "./grips";
import { corners, type Frame, handles, placeOfHandle } from "./handles";
import type { Point } from "./outline";
import type { Pulled } from "./snap";
import type { Store } from "./store";
import { pixelsAt } from "./view";

/** `name`: `frame` around all that is picked, `each` around one of several. */
export function outline(store: Store, frame: Frame, name: "frame" | "each") {
  const points = corners(frame).map((point) => pixelsAt(store, point).join(","));
  return svg`<polygon class=${name} points=${points.join(" ")}></polygon>`;
}

export function grips(store: Store, frame: Frame) {
  const [tx, ty] = turner(store, frame);
  const [x, y] = pixelsAt(store, placeOfHandle(frame, [0, -1]));
  const squares = handles.filter((handle) => isRoomy(store, frame, handle));
  return svg`<line class="stem" x1=${x} y1=${y} x2=${tx} y2=${ty}></line><circle class="handle" cx=${tx} cy=${ty} r="5"></circle>
    ${squares.map((handle) => {
      const [hx, hy] = pixelsAt(store, placeOfHandle(frame, handle));
      return svg`<rect class="handle" x=${hx - 4.5} y=${hy - 4.5} width="9" height="9"></rect>`;
    })}`;
}

export function guides(store: Store, { xs, ys }: Pulled) {
  const { width, height } = store.room;
  return svg`${xs.map((at) => {
    const [x] = pixelsAt(store, [at, 0]);
    return svg`<line class="guide" x1=${x} x2=${x} y1="0" y2=${height}></line>`;
  })}${ys.map((at) => {
    const [, y] = pixelsAt(store, [0, at]);
    return svg`<line class="guide" x1="0" x2=${width} y1=${y} y2=${y}></line>`;
  })}`;
}

/** Null: nothing is dragged out. */
export function marquee(store: Store, box: [Point, Point] | null) {
  if (!box) return null;
  const { left, top, right, bottom } = around(box.map((point) => pixelsAt(store, point))) as Box;
  return svg`<rect class="marquee" x=${left} y=${top} width=${right - left} height=${bottom - top}></rect>`;
}
