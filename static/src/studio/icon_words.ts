/** What somebody types comes in; the icons whose names, categories or tags have all of it go out, the closest first. */

/** By the name: its category, then its tags. */
export type Tags = Record<string, (string | number)[]>;

let asked: Promise<Tags> | null = null;

/** Asked for once; without them, icons are found by their names alone. */
export function tags(): Promise<Tags> {
  asked ??= fetch("/static/icons/words.json")
    .then((response) => (response.ok ? (response.json() as Promise<Tags>) : {}))
    .catch(() => ({}));
  return asked;
}

export function found(names: string[], tags: Tags, wanted: string): string[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (!first) return [...names].sort();
  const fits = (name: string) => {
    const text = `${name} ${(tags[name] ?? []).join(" ").toLowerCase()}`;
    return words.every((word) => text.includes(word));
  };
  const rank = (name: string) =>
    name === first ? 0 : name.startsWith(first) ? 1 : name.includes(first) ? 2 : 3;
  return names
    .filter(fits)
    .sort((one, other) => rank(one) - rank(other) || one.length - other.length || (one < other ? -1 : 1));
}
