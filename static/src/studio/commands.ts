/** A store comes in, and what somebody wants done with what is picked; one step goes out. Keys and menus run the same. */
export { addIcon, addLayer, addLayers, addShape, addText, reshape } from "./commands_add";
export {
  align,
  type Edge,
  flip,
  hide,
  lock,
  move,
  remove,
  rename,
  rotate,
  scale,
  spread,
  update,
  updateLive,
} from "./commands_change";
export { copy, cut, duplicate, paste } from "./commands_copy";
export { back, backward, forward, front, group, putBeside, putInto, ungroup } from "./commands_order";
export { actual, fit, zoomBy, zoomTo } from "./view";
