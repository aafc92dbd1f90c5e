import { afterEach, describe, expect, it, vi } from "vitest";
import type { Place } from "../../src/account/session";
import { stayIn } from "../../src/pieces/here";
import { studiosOf } from "../../src/pieces/studios";

const place = (slug: string, studio = true): Place => ({
  slug,
  name: slug.toUpperCase(),
  role: "admin",
  role_name: "Admin",
  person_hidden: false,
  studio,
});

const hrefs = (places: Place[], slug: string) => studiosOf(places, slug).map(({ href }) => href);

afterEach(() => {
  stayIn(null);
  vi.unstubAllGlobals();
});

describe("the way to the studio", () => {
  it("is one plain link for whoever has one studio, and none without", () => {
    vi.stubGlobal("location", { search: "" });
    expect(studiosOf([place("lumen"), place("umbra", false)], "lumen")).toEqual([
      { href: "/studio", name: null, isHere: true },
    ]);
    expect(hrefs([place("lumen", false)], "lumen")).toEqual([]);
  });

  it("begins with the organisation that one is in, and names each of several", () => {
    vi.stubGlobal("location", { search: "?org=umbra" });
    expect(studiosOf([place("lumen"), place("umbra")], "umbra")).toEqual([
      { href: "/studio?org=umbra", name: "UMBRA", isHere: true },
      { href: "/studio?org=lumen", name: "LUMEN", isHere: false },
    ]);
  });

  it("leads to the only studio, also from where there is none", () => {
    vi.stubGlobal("location", { search: "" });
    expect(hrefs([place("lumen", false), place("umbra")], "lumen")).toEqual(["/studio?org=umbra"]);
  });

  it("follows what the admin pages are about", () => {
    vi.stubGlobal("location", { search: "" });
    stayIn("umbra");
    expect(hrefs([place("lumen"), place("umbra")], "umbra")).toEqual([
      "/studio?org=umbra",
      "/studio?org=lumen",
    ]);
  });
});
