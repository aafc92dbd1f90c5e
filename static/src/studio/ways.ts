/** Where in the studio one wants to go comes in; its address goes out, in the organisation that is looked at. */
import { here } from "../pieces/here";

export const list = () => here("/studio");
export const beginning = (badge = forBadge()) => here(`/studio?new=1${badge ? `&badge=${badge}` : ""}`);

/** The editor; it remembers for which badge the design is made. */
export function editor(id: number): string {
  const badge = forBadge();
  return here(`/studio/${id}${badge ? `?badge=${badge}` : ""}`);
}

/** The badge for which something is drawn, if one came from it. */
export function forBadge(): number | null {
  return Number(new URLSearchParams(location.search).get("badge")) || null;
}
