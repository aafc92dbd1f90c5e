/** Who else is here and where comes in; their cursors and what they have picked go out, in their colours. */
import { nothing, svg } from "lit";
import { corners, frameOf } from "./handles";
import type { Store } from "./store";
import { pixelsAt } from "./view";

/** Over the drawing, in CSS pixels. */
export function others(store: Store) {
  return store.people.map((person) => {
    const pointer = store.pointers.get(person.key);
    if (!pointer) return nothing;
    const [x, y] = pixelsAt(store, [pointer.x, pointer.y]);
    const picked = store.drawing.layers.filter(({ id }) => pointer.picked.includes(id));
    const frames = picked.map((layer) => frameOf(store.drawing.layers, [layer]));
    return svg`${frames.map((frame) => {
      const points = frame && corners(frame).map((point) => pixelsAt(store, point).join(","));
      return (
        points && svg`<polygon class="theirs" stroke=${person.color} points=${points.join(" ")}></polygon>`
      );
    })}<g class="person" data-person=${person.name} transform=${`translate(${x} ${y})`}><path fill=${
      person.color
    } d="M0 0V16L4.500 12L8 19L10.500 18L7 11H13Z"></path><text x="14" y="24" fill=${person.color}>${person.name}</text></g>`;
  });
}
