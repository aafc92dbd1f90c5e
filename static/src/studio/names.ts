/** Layers come in; what they are called goes out: by their own names, their words, or what they are. */
import { say } from "../words/studio_canvas";
import type { Layer } from "./drawing";

export function nameOf(layer: Layer | undefined): string {
  if (!layer) return "";
  if (layer.name) return layer.name;
  if (layer.kind === "text" && layer.text) return `“${layer.text.slice(0, 30)}”`;
  if (layer.kind === "icon") return `${say.kinds.icon} ${layer.icon.replace("filled/", "")}`;
  if (layer.kind === "path" && layer.shape) return say.shapes[layer.shape] ?? say.kinds.path;
  return say.kinds[layer.kind];
}
