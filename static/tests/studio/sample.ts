/** A few words of a test come in; layers and an open store go out. */
import type { Kind, Layer } from "../../src/studio/drawing";
import { made, trimmedLayer } from "../../src/studio/drawing_whole";
import { Store } from "../../src/studio/store";
import type { DesignWhole, StepCard } from "../../src/studio/wire";

/** A path of 20 by 10 around its origin. */
export const D = "M-10 -5L10 -5L10 5L-10 5Z";

export function path(id: string, fields: Partial<Extract<Layer, { kind: "path" }>> = {}): Layer {
  return made("path", { id, z: id, d: D, fill: "#ff0000", ...fields });
}

export function layer<K extends Kind>(kind: K, fields: Partial<Extract<Layer, { kind: K }>>): Layer {
  return made(kind, fields);
}

export function opened(...layers: Layer[]): Store {
  const store = new Store("me");
  store.mark({ access: "own", state: "live" });
  store.open(design(layers));
  return store;
}

export function design(layers: Layer[], seq = 0): DesignWhole {
  const wire = layers.map((one) => ({ id: one.id, ...trimmedLayer(one) }));
  return {
    id: 7,
    name: "First review",
    template: null,
    by: "Ada",
    created_at: "2026-11-21T10:00:00Z",
    updated_at: "2026-11-21T10:00:00Z",
    seq,
    version: null,
    image: "",
    access: "own",
    used: 0,
    drawing: { layers: wire },
    free: true,
    given: {},
    comments: 0,
  };
}

/** A step of somebody else's studio. */
export function theirs(seq: number, changes: StepCard["changes"], client = `other.${seq}`): StepCard {
  return { seq, client, by: "Bob", person: 2, at: "2026-11-21T10:00:00Z", changes };
}

/** The server takes all that waits, in order. */
export function acknowledge(store: Store): void {
  for (const sent of store.waiting) store.hear(theirs(store.seq + 1, sent.changes, sent.client));
}
