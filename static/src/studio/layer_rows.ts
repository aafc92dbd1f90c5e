/** Layers come in; the rows of a tree go out, the foremost first, what folded groups hold left out. Pure. */
import type { Layer } from "./drawing";
import { siblings } from "./order";

export interface Row {
  layer: Layer;
  depth: number;
  isFolded: boolean;
}

export function rowsOf(
  layers: readonly Layer[],
  folded: ReadonlySet<string>,
  group: string | null = null,
  depth = 0,
): Row[] {
  return siblings(layers, group)
    .reverse()
    .flatMap((layer) => {
      const isFolded = folded.has(layer.id);
      const inside = layer.kind === "group" && !isFolded ? rowsOf(layers, folded, layer.id, depth + 1) : [];
      return [{ layer, depth, isFolded }, ...inside];
    });
}
