/** The pages with their assets, and the badge art, into dist/. */
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { pageFiles, pages } from "./vite.pages.config.ts";
import { shelf } from "./vite.shelf.config.ts";

/** Since when browsers know `light-dark()`, which must not be rewritten. */
export const browsers = ["chrome123", "edge123", "firefox120", "safari17.5"];

const backend = "http://localhost:8080";

const badgeArt: Plugin = {
  name: "badge-art",
  closeBundle: () =>
    cpSync(here("badges"), here("dist/badges"), {
      recursive: true,
      filter: (path) => !path.endsWith(".mjs"),
    }),
};

/** The page of the API's documents: a package's bundle that is served as it is, offline like everything else. */
const apiDocuments: Plugin = {
  name: "api-documents",
  closeBundle: () => {
    cpSync(here("docs"), here("dist/docs"), { recursive: true });
    for (const file of ["swagger-ui-bundle.js", "swagger-ui.css", "LICENSE"])
      cpSync(here(`node_modules/swagger-ui-dist/${file}`), here(`dist/docs/${file}`));
  },
};

/** Nothing is painted before the chosen theme is known; Vite drops the attribute that says so. */
const paintLate: Plugin = {
  name: "paint-late",
  transformIndexHtml: {
    order: "post",
    handler: (page) => page.replace('<script type="module"', '$& blocking="render"'),
  },
};

export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [pages, badgeArt, apiDocuments, shelf, paintLate],
  build: {
    target: browsers,
    assetsInlineLimit: 0, // fonts and images come from files: the pages' policy allows nothing else
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [...pageFiles, here("award.html")].sort() },
  },
  server: {
    proxy: {
      "/v1": backend,
      "/people": backend,
      "/awards": backend,
      "/socket.io": { target: backend, ws: true },
    },
  },
});

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
