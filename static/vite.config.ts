/** The pages: index.html and person.html with their assets, and the badge art, into dist/. */
import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

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
  plugins: [badgeArt, paintLate],
  build: {
    target: browsers,
    assetsInlineLimit: 0, // fonts and images come from files: the pages' policy allows nothing else
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [here("index.html"), here("person.html")] },
  },
  server: {
    proxy: { "/v1": backend, "/people": backend, "/socket.io": { target: backend, ws: true } },
  },
});

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
