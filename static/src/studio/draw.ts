/** A drawing and how it is looked at come in; its layers as SVG go out: twin of models/rules/art/svg.py, at full size. */
import { nothing, svg } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { type Box, ownBox } from "./bounds";
import { capOf, dashOf, joinOf, type Outline, ringsOf } from "./draw_brush";
import { pictureAddress, placed } from "./draw_parts";
import { setText } from "./draw_text";
import {
  type Drawing,
  type GroupLayer,
  type IconLayer,
  isGradient,
  type Layer,
  type Painted,
  type PathLayer,
  type TextLayer,
} from "./drawing";
import { iconPaths } from "./library";
import { siblings } from "./order";
import { Defs } from "./paints";
import { filledText, iconOf, isSeen, type Look, paletteOf } from "./seen";
import { FONT } from "./text_size";

const GRID = 24;
/** The layers and what they refer to. `editing`: whose words stand in a field over it, and are not drawn. */
export function picture(drawing: Drawing, look: Look, editing: string | null = null) {
  const page = new Page(drawing, look, editing);
  const body = page.inside(null);
  return svg`<defs>${page.defs.all()}</defs>${body}`;
}

class Page {
  readonly defs: Defs;

  constructor(
    private readonly drawing: Drawing,
    private readonly look: Look,
    private readonly editing: string | null,
  ) {
    this.defs = new Defs(paletteOf(drawing, look));
  }

  inside(group: string | null): unknown {
    const layers = siblings(this.drawing.layers, group).filter((layer) =>
      isSeen(this.drawing, this.look, layer),
    );
    // Drawn now: what they refer to is asked for right afterwards.
    const bodies = new Map(layers.map((layer) => [layer.id, keyed(layer.kind, this.#layer(layer))]));
    return repeat(
      layers,
      ({ id }) => id,
      ({ id }) => bodies.get(id),
    );
  }

  #layer(layer: Layer): unknown {
    if (layer.kind === "group") return this.#group(layer);
    if (layer.kind === "path") return this.#path(layer);
    if (layer.kind === "icon") return this.#icon(layer);
    if (layer.kind === "text") return layer.id === this.editing ? nothing : this.#text(layer);
    const { width, height, view, svg: markup } = layer;
    return this.#whole(
      layer,
      svg`<g transform=${placed(layer)}><image href=${pictureAddress(markup, view)} x=${-width / 2} y=${
        -height / 2
      } width=${width} height=${height} preserveAspectRatio="none"></image></g>`,
    );
  }

  #group(layer: GroupLayer) {
    return this.#whole(layer, svg`<g transform=${placed(layer)}>${this.inside(layer.id)}</g>`);
  }

  #path(layer: PathLayer) {
    const isShaded = isGradient(layer.fill) || isGradient(layer.line);
    return this.#painted(
      layer,
      isShaded ? ownBox(this.drawing.layers, layer) : null,
      (brush) => svg`<path d=${layer.d} fill-rule=${layer.rule} fill=${brush.fill} stroke=${brush.line}
        stroke-width=${brush.width} stroke-linecap=${capOf(layer, brush)} stroke-linejoin=${joinOf(layer, brush)}
        stroke-dasharray=${dashOf(layer, brush)} opacity=${brush.clear ?? 1}></path>`,
    );
  }

  #icon(layer: IconLayer) {
    const name = iconOf(this.drawing, this.look, layer.icon);
    const paths = name ? iconPaths(name) : null;
    if (!paths) return nothing;
    const isFilled = name.startsWith("filled/");
    const paint = isFilled ? (layer.fill ?? layer.line) : (layer.line ?? layer.fill);
    const grow = layer.size / GRID;
    const as = { ...layer, fill: isFilled ? paint : null, line: isFilled ? null : paint };
    const box = { left: 0, top: 0, right: GRID, bottom: GRID };
    const d = paths.map((path) => (path.startsWith("M") ? path : `M0 0${path}`)).join("");
    return this.#painted(
      as,
      box,
      (brush) => svg`<path transform=${`scale(${grow}) translate(${-GRID / 2} ${-GRID / 2})`} d=${d}
        fill=${brush.fill} stroke=${brush.line} stroke-width=${brush.width / grow}
        stroke-linecap=${capOf(layer, brush)} stroke-linejoin=${joinOf(layer, brush)} opacity=${brush.clear ?? 1}></path>`,
    );
  }

  #text(layer: TextLayer) {
    const words = filledText(this.drawing, this.look, layer.text);
    if (!words.trim()) return nothing;
    const { letters, size, around } = setText(layer, words);
    return this.#painted(
      layer,
      around,
      (brush) => svg`<g font-family=${`"${FONT}", sans-serif`} font-size=${size} font-weight=${layer.weight}
        letter-spacing=${layer.arc ? 0 : layer.tracking * size} fill=${brush.fill} stroke=${brush.line}
        stroke-width=${brush.width} stroke-linejoin=${joinOf(layer, brush)}
        opacity=${brush.clear ?? 1}>${letters}</g>`,
    );
  }

  /** An outline in its place, with its shadow. */
  #painted(layer: Painted, box: Box | null, outline: Outline) {
    const width = layer.line ? layer.line_width : 0;
    const fill = this.defs.paint(layer.fill, box);
    const line = width ? this.defs.paint(layer.line, box) : "none";
    return this.#whole(
      layer,
      svg`${this.#shadow(layer, width, outline)}<g transform=${placed(layer)}>${outline({ fill, line, width })}</g>`,
    );
  }

  #shadow(layer: Painted, width: number, outline: Outline) {
    const { shadow } = layer;
    if (!shadow?.opacity) return nothing;
    const color = this.defs.paint(shadow.color, null);
    const { widths, clear } = ringsOf(shadow);
    return svg`<g transform=${`translate(${shadow.x} ${shadow.y})`} pointer-events="none"><g transform=${placed(layer)}>${widths.map(
      (wider) =>
        outline({
          fill: layer.fill ? color : "none",
          line: color,
          width: width + wider,
          clear,
          isRing: true,
        }),
    )}</g></g>`;
  }

  #whole(layer: Layer, body: unknown) {
    return svg`<g data-layer=${layer.id} opacity=${layer.opacity} pointer-events=${
      layer.locked ? "none" : nothing
    }>${body}</g>`;
  }
}
