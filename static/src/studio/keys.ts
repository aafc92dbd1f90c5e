/** Key presses come in; what they do in the studio goes out, from one table that the list of keys shows, too. */
import { say } from "../words/studio_canvas";
import * as commands from "./commands";
import { nameOf } from "./names";
import { siblings } from "./order";
import type { Store, ToolName } from "./store";

export interface KeyRow {
  keys: string[];
  words: string;
  group: keyof typeof say.keyGroups;
  /** False: it did nothing, and the browser may. */
  run(store: Store, combo: string): unknown;
}

export const toolKeys: Record<ToolName, string> = {
  select: "v",
  nodes: "n",
  shape: "s",
  pencil: "p",
  eraser: "e",
  text: "t",
  arc: "c",
  icon: "i",
  dropper: "d",
  hand: "h",
  zoom: "z",
};

const step: Record<string, number> = { "": 1, "shift+": 10, "alt+": 0.1 };
const ways: Record<string, [number, number]> = {
  arrowleft: [-1, 0],
  arrowright: [1, 0],
  arrowup: [0, -1],
  arrowdown: [0, 1],
};
const edges: Record<string, commands.Edge> = {
  "alt+a": "left",
  "alt+h": "centre",
  "alt+d": "right",
  "alt+w": "top",
  "alt+v": "middle",
  "alt+s": "bottom",
};

const { keyWords: words } = say;

export const keyRows: KeyRow[] = [
  ...Object.entries(toolKeys).map(([tool, key]): KeyRow => {
    const name = tool as ToolName;
    return {
      keys: [key],
      words: say.tools[name],
      group: "tools",
      run: (store) => store.show({ tool: name, said: say.tools[name] }),
    };
  }),
  { keys: ["tab"], words: words.next, group: "pick", run: (store) => walk(store, 1) },
  { keys: ["shift+tab"], words: words.previous, group: "pick", run: (store) => walk(store, -1) },
  { keys: ["mod+a"], words: words.all, group: "pick", run: pickAll },
  { keys: ["enter"], words: words.enter, group: "pick", run: () => false },
  { keys: ["escape"], words: words.escape, group: "pick", run: leave },
  {
    keys: Object.keys(ways).flatMap((way) => Object.keys(step).map((more) => more + way)),
    words: words.move,
    group: "change",
    run: (store, combo) => {
      const at = combo.lastIndexOf("+") + 1;
      const [dx, dy] = ways[combo.slice(at)] as [number, number];
      const by = step[combo.slice(0, at)] ?? 1;
      if (store.picked.size) commands.move(store, dx * by, dy * by);
    },
  },
  { keys: ["r"], words: words.turnRight, group: "change", run: (store) => commands.rotate(store, 15) },
  { keys: ["shift+r"], words: words.turnLeft, group: "change", run: (store) => commands.rotate(store, -15) },
  { keys: ["+", "="], words: words.larger, group: "change", run: (store) => commands.scale(store, 1.1) },
  { keys: ["-"], words: words.smaller, group: "change", run: (store) => commands.scale(store, 1 / 1.1) },
  { keys: ["]"], words: words.forward, group: "change", run: commands.forward },
  { keys: ["["], words: words.backward, group: "change", run: commands.backward },
  { keys: ["shift+]", "}"], words: words.front, group: "change", run: commands.front },
  { keys: ["shift+[", "{"], words: words.back, group: "change", run: commands.back },
  ...Object.entries(edges).map(([key, edge]): KeyRow => {
    return {
      keys: [key],
      words: words.align[edge],
      group: "change",
      run: (store) => commands.align(store, edge),
    };
  }),
  {
    keys: ["shift+h"],
    words: words.flipAcross,
    group: "change",
    run: (store) => commands.flip(store, "across"),
  },
  { keys: ["shift+v"], words: words.flipDown, group: "change", run: (store) => commands.flip(store, "down") },
  { keys: ["l"], words: words.lock, group: "change", run: (store) => commands.lock(store) },
  { keys: ["o"], words: words.hide, group: "change", run: (store) => commands.hide(store) },
  { keys: ["mod+g"], words: words.group, group: "change", run: commands.group },
  { keys: ["mod+shift+g"], words: words.ungroup, group: "change", run: commands.ungroup },
  { keys: ["delete", "backspace"], words: words.remove, group: "change", run: commands.remove },
  { keys: ["mod+c"], words: words.copy, group: "edit", run: commands.copy },
  { keys: ["mod+x"], words: words.cut, group: "edit", run: commands.cut },
  // The browser's own paste follows, which may read the clipboard.
  { keys: ["mod+v"], words: words.paste, group: "edit", run: () => false },
  { keys: ["mod+d"], words: words.duplicate, group: "edit", run: commands.duplicate },
  { keys: ["mod+z"], words: words.undo, group: "edit", run: undo },
  { keys: ["mod+shift+z", "mod+y"], words: words.redo, group: "edit", run: redo },
  { keys: ["0"], words: words.fit, group: "view", run: commands.fit },
  { keys: ["1"], words: words.actual, group: "view", run: commands.actual },
  { keys: ["pageup"], words: words.zoomIn, group: "view", run: (store) => commands.zoomBy(store, 1.25) },
  { keys: ["pagedown"], words: words.zoomOut, group: "view", run: (store) => commands.zoomBy(store, 0.8) },
  { keys: ["g"], words: words.grid, group: "view", run: (store) => store.show({ grid: !store.grid }) },
  { keys: ["m"], words: words.snap, group: "view", run: (store) => store.show({ snap: !store.snap }) },
  { keys: ["space"], words: words.pan, group: "view", run: () => false },
  { keys: ["?"], words: words.keys, group: "view", run: (store) => store.tell("keys") },
];

const byKey = new Map(keyRows.flatMap((row) => row.keys.map((key) => [key, row] as const)));

/** Whether the studio took the key; then the browser should not. */
export function pressed(store: Store, event: KeyboardEvent): boolean {
  const combo = comboOf(event);
  const row = byKey.get(combo) ?? byKey.get(combo.replace("shift+", ""));
  // A letter with Shift is another key; a sign may need Shift to be typed at all.
  if (!row || (!byKey.has(combo) && /(^|\+)[a-z]$|arrow|tab|enter/.test(combo))) return false;
  return row.run(store, byKey.has(combo) ? combo : combo.replace("shift+", "")) !== false;
}

/** Such as `mod+shift+g`; `mod` is Ctrl, or the command key of a Mac. */
export function comboOf(
  event: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
) {
  // With Alt, keyboards of Macs write other letters.
  const letter = event.altKey && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : event.key;
  const key = letter === " " ? "space" : letter.toLowerCase();
  const more = [
    event.ctrlKey || event.metaKey ? "mod+" : "",
    event.altKey ? "alt+" : "",
    event.shiftKey ? "shift+" : "",
  ];
  return more.join("") + key;
}

/** To the next layer of the group that is entered; behind the last one the focus goes on. */
function walk(store: Store, by: 1 | -1): boolean {
  const all = siblings(store.drawing.layers, store.inside).filter(({ hidden }) => !hidden);
  const now = all.findIndex(({ id }) => store.picked.has(id));
  const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by;
  const layer = all[next];
  if (!layer) return false;
  store.pick([layer.id]);
  store.say(say.of(nameOf(layer), next + 1, all.length));
  return true;
}

function pickAll(store: Store): void {
  const all = siblings(store.drawing.layers, store.inside).filter(({ locked, hidden }) => !locked && !hidden);
  store.pick(all.map(({ id }) => id));
  store.say(say.picked(all.length, nameOf(all[0])));
}

/** What is picked, then the group, then the tool. */
function leave(store: Store): boolean {
  if (store.tool !== "select") store.show({ tool: "select", said: say.tools.select });
  else if (store.inside !== null) {
    const holder = store.inside;
    const outer = store.layer(holder)?.group ?? null;
    store.show({ inside: outer, said: say.left });
    store.pick([holder]);
  } else if (store.picked.size) store.pick([]);
  else return false;
  return true;
}

function undo(store: Store): void {
  if (store.canUndo) store.undo();
  store.say(store.canUndo || store.canRedo ? say.undone : say.nothingToUndo);
}

function redo(store: Store): void {
  if (!store.canRedo) return;
  store.redo();
  store.say(say.redone);
}
