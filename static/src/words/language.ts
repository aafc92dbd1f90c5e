/** Catalogues by language come in, the page's own one goes out; English is the answer to the rest. */

/** The page's language, as a tag that Intl understands. */
export const language = globalThis.document?.documentElement.lang || "en";

export function choose<Words>(catalogues: { en: Words } & Record<string, Words>): Words {
  return catalogues[language] ?? catalogues[language.split("-")[0] ?? "en"] ?? catalogues.en;
}
