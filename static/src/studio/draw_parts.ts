/** Places and foreign pictures come in; transforms and inert addresses, as SVG's attributes have them, go out. */
import type { Place } from "./geometry";

export function placed({ x, y, turn, sx, sy }: Place): string {
  return `translate(${x} ${y}) rotate(${turn}) scale(${sx} ${sy})`;
}

const remembered = new Map<string, string>();

/** A picture in an image: nothing in it can run, or reach out. Its root gets the view and fills its box. */
export function pictureAddress(markup: string, view: readonly number[]): string {
  const key = `${view.join(" ")} ${markup}`;
  const known = remembered.get(key);
  if (known) return known;
  const address = `data:image/svg+xml,${encodeURIComponent(framed(markup, view))}`;
  if (remembered.size > 50) remembered.clear();
  remembered.set(key, address);
  return address;
}

function framed(markup: string, view: readonly number[]): string {
  const root = new DOMParser().parseFromString(markup, "image/svg+xml").documentElement;
  if (root.localName !== "svg") return '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const told: Record<string, string> = {
    viewBox: view.join(" "),
    width: String(view[2]),
    height: String(view[3]),
    preserveAspectRatio: "none",
  };
  for (const [name, value] of Object.entries(told)) root.setAttribute(name, value);
  return new XMLSerializer().serializeToString(root);
}
