/** An organisation comes in; the colours of its badges and of its newest designs go out, asked for once. */
import { badges, designOf, designs } from "./asking";
import { byTheme, HEX } from "./colors";
import { wholeDrawing } from "./drawing_whole";
import { paletteOf } from "./start_values";

const DESIGNS = 4;
const MOST = 18;
const asked = new Map<string, Promise<string[]>>();

/** None when it cannot be had: it is a help, not more. */
export function organizationPalette(org: string): Promise<string[]> {
  const known = asked.get(org) ?? read(org).catch(() => []);
  asked.set(org, known);
  return known;
}

async function read(org: string): Promise<string[]> {
  const [shown, drawn] = await Promise.all([badges(org).catch(() => []), designs(org).catch(() => [])]);
  const newest = [...drawn]
    .sort((one, other) => (one.updated_at < other.updated_at ? 1 : -1))
    .slice(0, DESIGNS);
  const whole = await Promise.all(newest.map(({ id }) => designOf(org, id).catch(() => null)));
  const named = whole.flatMap((design) => Object.values(wholeDrawing(design?.drawing ?? {}).colors));
  const inDesigns = named.map((color) => byTheme(color, "light") ?? "").filter((hex) => HEX.test(hex));
  return [...new Set([...paletteOf(shown, MOST), ...inDesigns])].slice(0, MOST);
}
