/** The page's origin comes in; icons' paths and the font of badges go out, each fetched once, when it is first wanted. */
import { FONT, measureBy } from "./text_size";

type Paths = Record<string, string[]>;

const kinds: Record<"outline" | "filled", Paths | null> = { outline: null, filled: null };
const asked = new Set<string>();
const watchers = new Set<() => void>();

/** Called whenever icons or letters have come. */
export function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** The icon's paths on 24 by 24; null as long as they are not here, or when there is no such icon. */
export function iconPaths(name: string): string[] | null {
  const kind = name.startsWith("filled/") ? "filled" : "outline";
  if (!kinds[kind]) void fetchIcons(kind);
  const paths = kinds[kind];
  const bare = name.replace("filled/", "");
  // `constructor` is no icon, though every object has one.
  return paths && Object.hasOwn(paths, bare) ? (paths[bare] ?? null) : null;
}

/** All there are, as a picker offers them; none as long as they are not here. */
export function iconNames(kind: "outline" | "filled"): string[] {
  if (!kinds[kind]) void fetchIcons(kind);
  return Object.keys(kinds[kind] ?? {});
}

async function fetchIcons(kind: "outline" | "filled"): Promise<void> {
  if (asked.has(kind)) return;
  asked.add(kind);
  const paths = await fetch(`/static/icons/${kind}.json`)
    .then((response) => (response.ok ? (response.json() as Promise<Paths>) : null))
    .catch(() => null);
  if (!paths) return void asked.delete(kind);
  kinds[kind] = paths;
  tellAll();
}

/** The font's sheet, and texts measured by it from then on. */
export function bringFont(): void {
  if (asked.has("font")) return;
  asked.add("font");
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/static/fonts/fonts.css";
  document.head.append(sheet);
  const brush = document.createElement("canvas").getContext("2d");
  if (!brush) return;
  const measure = () =>
    measureBy((text, weight) => {
      brush.font = `${weight} 100px "${FONT}", sans-serif`;
      return brush.measureText(text).width / 100;
    });
  measure();
  // Letters come when a text needs them: then all is measured anew.
  document.fonts.addEventListener("loadingdone", () => {
    measure();
    tellAll();
  });
}

function tellAll(): void {
  for (const tell of watchers) tell();
}
