import { expect, it, vi } from "vitest";
import { iconPaths, watch } from "../../src/studio/library";

it("knows the icons that there are, and none that only every object has", async () => {
  vi.stubGlobal("fetch", async () => ({ ok: true, json: async () => ({ star: ["M0 0h9"] }) }));
  const came = new Promise<void>((done) => watch(done));
  expect(iconPaths("star")).toBeNull();
  await came;
  expect(iconPaths("star")).toEqual(["M0 0h9"]);
  expect(iconPaths("constructor")).toBeNull();
  vi.unstubAllGlobals();
});
