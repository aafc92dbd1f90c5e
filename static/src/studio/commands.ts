/** A store comes in, what somebody wants done with what is picked; one step goes out. Keys and menus run the same. */
export { copy, cut, duplicate, paste } from "./commands_copy";
export { backward, forward, front, group, ungroup, back } from "./commands_order";
export {
  align,
  type Edge,
  flip,
  lock,
  hide,
  move,
  remove,
  rename,
  rotate,
  scale,
  spread,
  update,
} from "./commands_change";
export { addIcon, addLayer, addLayers, addShape, addText, reshape } from "./commands_add";
export { actual, fit, zoomBy, zoomTo } from "./view";
