import { afterEach, describe, expect, it, vi } from "vitest";
import { here, stayIn, within } from "../../src/pieces/here";

afterEach(() => {
  stayIn(null);
  vi.unstubAllGlobals();
});

describe("a link", () => {
  it("is plain in the organisation that the server shows anyway", () => {
    vi.stubGlobal("location", { search: "?board=day" });
    expect(here("/people/7")).toBe("/people/7");
  });

  it("stays in the organisation that the address names", () => {
    vi.stubGlobal("location", { search: "?org=umbra" });
    expect(here("/people/7")).toBe("/people/7?org=umbra");
    expect(here("/?board=day")).toBe("/?board=day&org=umbra");
    expect(here("/#embed")).toBe("/?org=umbra#embed");
  });

  it("leads from the admin pages to the organisation they are about", () => {
    vi.stubGlobal("location", { search: "" });
    stayIn("umbra");
    expect(here("/leagues")).toBe("/leagues?org=umbra");
  });

  it("carries nothing that could end the address", () => {
    expect(within("/", "a&b#c")).toBe("/?org=a%26b%23c");
  });
});
