import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pageFiles, shells, written } from "../../vite.pages.config";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

describe("a page's file", () => {
  it("is there for each page that the server gives", () => {
    const asked = readFileSync(root("../server/pages.py"), "utf-8").matchAll(/"([a-z-]+\.html)"/g);
    const names = new Set([...asked].map(([, name]) => name));
    expect(new Set(pageFiles.map((path) => basename(path)))).toEqual(names);
  });

  it("runs a script that defines its one element", () => {
    for (const { script, element } of Object.values(shells)) {
      expect(existsSync(root(`src/${script}.ts`)), script).toBe(true);
      expect(readFileSync(root(`src/${script}.ts`), "utf-8")).toContain(`define("${element}"`);
    }
  });

  it("leaves the organisation's place to the server, and tells nobody a shared address", () => {
    for (const shell of Object.values(shells)) expect(written(shell)).toContain('content="%CODEBADGE_ORG%"');
    expect(shells.shared && written(shells.shared)).toContain('name="referrer" content="no-referrer"');
  });
});
