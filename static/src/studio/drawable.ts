/** A store comes in; what the server shall draw of it goes out: what is seen now, also what is not saved yet. */
import type { Drawable } from "./asking";
import type { Drawing } from "./drawing";
import { trimmedLayer } from "./drawing_whole";
import type { Store } from "./store";

export function drawableOf({ drawing, given }: Pick<Store, "drawing" | "given">): Drawable {
  return { drawing: trimmed(drawing), ...(Object.keys(given).length && { given }) };
}

/** Without what is as usual: it is sent often. */
function trimmed(drawing: Drawing): object {
  const layers = drawing.layers.map((layer) => ({ id: layer.id, ...trimmedLayer(layer) }));
  return { ...drawing, layers };
}

/** Whether it looks different in the dark: only then is it worth asking for both. */
export function isThemed({ colors, levels }: Drawing): boolean {
  return [colors, ...levels.map((level) => level.colors)].some((some) =>
    Object.values(some).some((color) => typeof color === "object"),
  );
}
