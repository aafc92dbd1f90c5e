/** A tree of blocks and a wish come in; the tree as it is then goes out. Nothing is changed in place, so all can be undone. */
import { type Block, block, newKey } from "./pattern_blocks";
import { type Group, type Is, isGroup } from "./pattern_fields";

/** Where a block is: in which group, and the how manieth. */
export interface Place {
  parent: number;
  at: number;
}

export function changed(root: Block, key: number, change: (one: Block) => Block): Block {
  if (root.key === key) return change(root);
  return { ...root, children: root.children.map((child) => changed(child, key, change)) };
}

export function found(root: Block, key: number): Block | null {
  if (root.key === key) return root;
  for (const child of root.children) {
    const one = found(child, key);
    if (one) return one;
  }
  return null;
}

/** Null for the root, which is in no group. */
export function placeOf(root: Block, key: number): Place | null {
  const at = root.children.findIndex((child) => child.key === key);
  if (at >= 0) return { parent: root.key, at };
  for (const child of root.children) {
    const place = placeOf(child, key);
    if (place) return place;
  }
  return null;
}

/** Into the group, or into the nearest thing to it when that is gone. */
export function inserted(root: Block, { parent, at }: Place, one: Block): Block {
  const group = found(root, parent);
  if (!group || !isGroup(group.is) || (group.is === "not" && group.children.length > 0))
    return isGroup(root.is) && root.is !== "not"
      ? put(root, root.children.length, one)
      : grouped([root, one]);
  return changed(root, parent, (there) => put(there, at, one));
}

function put(group: Block, at: number, one: Block): Block {
  return { ...group, children: group.children.toSpliced(at, 0, one) };
}

export function without(root: Block, key: number): Block {
  const children = root.children.filter((child) => child.key !== key).map((child) => without(child, key));
  return { ...root, children };
}

/** One place up (-1) or down (1) in its group. */
export function moved(root: Block, key: number, step: -1 | 1): Block {
  const place = placeOf(root, key);
  if (!place) return root;
  return changed(root, place.parent, (group) => {
    const one = group.children[place.at];
    const to = place.at + step;
    if (!one || to < 0 || to >= group.children.length) return group;
    return put({ ...group, children: group.children.toSpliced(place.at, 1) }, to, one);
  });
}

/** Beside it a new one, both in a group. */
export function combined(root: Block, key: number, is: Group, other: Block): Block {
  return changed(root, key, (one) => grouped([one, other], is));
}

/** A group of its own around it. */
export function wrapped(root: Block, key: number, is: Group): Block {
  return changed(root, key, (one) => grouped([one], is));
}

function grouped(children: Block[], is: Group = "all"): Block {
  return block(is, { children });
}

/** Whether a group can go while what is in it stays. */
export function canOpen(root: Block, key: number): boolean {
  const group = found(root, key);
  const place = placeOf(root, key);
  if (!group || !isGroup(group.is) || group.children.length === 0) return false;
  if (group.children.length === 1) return true;
  return place !== null && found(root, place.parent)?.is !== "not";
}

/** The group goes, what was in it takes its place. */
export function opened(root: Block, key: number): Block {
  const group = found(root, key);
  if (!group || !canOpen(root, key)) return root;
  const [only] = group.children;
  if (group.children.length === 1 && only) return changed(root, key, () => only);
  const { parent, at } = placeOf(root, key) as Place;
  return changed(root, parent, (above) => ({
    ...above,
    children: above.children.toSpliced(at, 1, ...group.children),
  }));
}

/** Another kind of block. A leaf keeps what it counts; “not” takes one condition, so it goes around several, and off them. */
export function became(one: Block, is: Is): Block {
  const [only] = one.children;
  if (is === "not" && one.children.length !== 1)
    return { ...grouped([{ ...one, key: newKey() }], is), key: one.key };
  if (one.is === "not" && is !== "not" && only && isGroup(only.is)) return { ...only, is, key: one.key };
  return { ...one, is };
}

export interface Placed {
  block: Block;
  path: string;
}

/** Every block with its path in the document, as it is read. */
export function placed(one: Block, path = "earned"): Placed[] {
  return [
    { block: one, path },
    ...one.children.flatMap((child, at) => placed(child, childPath(one, path, at))),
  ];
}

export function childPath({ is }: Block, path: string, at: number): string {
  return is === "not" ? `${path}.of` : `${path}.of.${at}`;
}
