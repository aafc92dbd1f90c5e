/** The embeddable leaderboard: one module with everything in it, its name never changing, under its size. */

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { browsers } from "./vite.config.ts";

const LIMIT = 30_000;

const weigh: Plugin = {
  name: "weigh",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      const size = gzipSync(file.type === "chunk" ? file.code : file.source).length;
      if (size > LIMIT) this.error(`${file.fileName} weighs ${size} bytes gzipped; the limit is ${LIMIT}`);
      this.info(`${file.fileName}: ${size} of ${LIMIT} bytes gzipped`);
    }
  },
};

export default defineConfig({
  publicDir: false,
  plugins: [weigh],
  build: {
    target: browsers,
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Not Vite's library mode: that leaves white space in modules, a tenth of the weight.
      input: fileURLToPath(new URL("src/pieces/leaderboard.ts", import.meta.url)),
      output: { entryFileNames: "codebadge-leaderboard.js" },
    },
  },
});
