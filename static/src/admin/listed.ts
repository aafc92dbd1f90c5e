/** A list that comes in one answer goes in; it goes out as a table wants it. */
import type { Asked } from "../account/asked";

export function listed<Row>(asked: Asked<Row[]>) {
  return {
    rows: asked.value ?? [],
    next: null,
    refusal: asked.refusal,
    isAsking: asked.isAsking,
    isKnown: asked.value !== null,
    now: asked.now,
    more: asked.now,
  };
}
