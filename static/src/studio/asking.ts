/** What the studio asks of /v1, one function for each path; drawing.ts has the shapes of what is drawn. */
import { get, of, patch, post, put, remove } from "../account/api";
import { fetched, refusalOf } from "../account/http";
import { session } from "../account/session";
import type { WholeBadge } from "../admin/wire";
import { Refused } from "../live/rest";
import type { Removed, TemplateCard, TemplateWhole } from "./cards";
import type { Colors, Given, Layer } from "./drawing";
import { wholeLayer } from "./drawing_whole";
import type { CommentCard, DesignCard, DesignWhole, StepCard, VersionCard } from "./wire";

export interface Start {
  name: string;
  template?: string;
  given?: Given;
  drawing?: object;
}

/** What can be drawn: a drawing, a design, or a template, with values of its parameters. */
export interface Drawable {
  drawing?: object;
  design?: number;
  template?: string;
  given?: Given;
}

export interface Look {
  size: number;
  theme?: "light" | "dark";
  level?: number;
  format?: "svg" | "png" | "webp";
}

const design = (org: string, id: number, path = "") => of(org, `/designs/${id}${path}`);

export const designs = async (org: string) =>
  (await get<{ designs: DesignCard[] }>(of(org, "/designs"), { stay: true })).designs;
export const designOf = async (org: string, id: number) =>
  (await get<{ design: DesignWhole }>(design(org, id), { stay: true })).design;
export const makeDesign = async (org: string, start: Start) =>
  (await post<{ design: DesignCard }>(of(org, "/designs"), start)).design;
export const renameDesign = async (org: string, id: number, name: string) =>
  (await patch<{ design: DesignCard }>(design(org, id), { name })).design;
export const copyDesign = async (org: string, id: number, name: string) =>
  (await post<{ design: DesignCard }>(design(org, id, "/copy"), { name })).design;
export const deleteDesign = (org: string, id: number) => remove(design(org, id));
export const restoreDesign = (org: string, id: number) => post(design(org, id, "/restore"));
export const freeDesign = async (org: string, id: number) =>
  (await post<{ design: DesignWhole }>(design(org, id, "/free"))).design;

export const versions = async (org: string, id: number) =>
  (await get<{ versions: VersionCard[] }>(design(org, id, "/versions"))).versions;
export const publish = async (org: string, id: number, words: string) =>
  (await post<{ version: VersionCard }>(design(org, id, "/versions"), { words })).version;
export const restoreVersion = async (org: string, id: number, number: number) =>
  (await post<{ design: DesignWhole }>(design(org, id, `/versions/${number}/restore`))).design;
export const steps = async (org: string, id: number, before: number | null, limit = 100) =>
  (
    await get<{ steps: StepCard[] }>(
      design(org, id, `/steps?limit=${limit}${before === null ? "" : `&before=${before}`}`),
    )
  ).steps;

export const comments = async (org: string, id: number) =>
  (await get<{ comments: CommentCard[] }>(design(org, id, "/comments"))).comments;
export const addComment = async (org: string, id: number, text: string, layer: string | null) =>
  (await post<{ comment: CommentCard }>(design(org, id, "/comments"), { text, ...(layer && { layer }) }))
    .comment;
export const resolve = async (org: string, id: number, comment: number, resolved: boolean) =>
  (await post<{ comment: CommentCard }>(design(org, id, `/comments/${comment}/resolve`), { resolved }))
    .comment;

export const templates = async (org: string) =>
  (await get<{ templates: TemplateCard[] }>(of(org, "/templates"), { stay: true })).templates;
export const templateOf = async (org: string, ref: string) =>
  (await get<{ template: TemplateWhole }>(of(org, `/templates/${ref}`), { stay: true })).template;
export const makeTemplate = (
  org: string,
  body: { design: number; name: string; public: boolean; licence: string | null },
) => post<{ template: TemplateCard }>(of(org, "/templates"), body);
export const changeTemplate = (
  org: string,
  ref: string,
  body: { name: string; public: boolean; licence: string | null },
) => patch<{ template: TemplateCard }>(of(org, `/templates/${ref}`), body);
export const deleteTemplate = (org: string, ref: string) => remove(of(org, `/templates/${ref}`));

/** Layers and colours of an SVG, and what cleaning took out of it. */
export async function imported(org: string, svg: string) {
  const found = await post<{ layers: Layer[]; colors: Colors; removed: Removed[] }>(
    of(org, "/drawings/import"),
    { svg },
  );
  return { ...found, layers: found.layers.map(wholeLayer) };
}

export const badges = async (org: string) =>
  (await get<{ badges: WholeBadge[] }>(of(org, "/badges"), { stay: true })).badges;
/** Without a version: the newest. `null`: back to the art that everybody has. */
export const dress = async (org: string, badge: number, designId: number | null, version?: number) =>
  (
    await put<{ badge: WholeBadge }>(of(org, `/badges/${badge}/design`), {
      design: designId,
      ...(version !== undefined && { version }),
    })
  ).badge;

/** The picture. Raises Refused, also when another question has taken its place (`aborted`). */
export async function drawn(org: string, what: Drawable, look: Look, signal?: AbortSignal): Promise<Blob> {
  const asked = new URLSearchParams({ format: look.format ?? "svg", size: String(look.size) });
  if (look.theme) asked.set("theme", look.theme);
  if (look.level && look.level > 1) asked.set("level", String(look.level));
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": (await session()).csrf };
  const response = await fetched(`/v1${of(org, `/drawings/draw?${asked}`)}`, {
    method: "POST",
    headers,
    body: JSON.stringify(what),
    signal: signal ?? null,
  });
  if (!response.ok) throw new Refused(await refusalOf(response));
  return response.blob();
}
