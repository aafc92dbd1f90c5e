import { describe, expect, it } from "vitest";
import { adminIn, bodyOf, problemsIn, slugOf, zoneIn } from "../../src/account/organization";
import { draft } from "../../src/account/special";

describe("a slug made of a name", () => {
  it.each([
    ["Lumen", "lumen"],
    ["  Café  Lumen! ", "cafe-lumen"],
    ["Straße & Øst", "strasse-ost"],
    ["A.B/C", "a-b-c"],
    ["光", ""],
    [`${"a".repeat(59)} b`, "a".repeat(59)],
  ])("%s → %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe("a time zone", () => {
  it("is found without regard for case and spaces", () => {
    expect(["Europe/Vienna", "europe/vienna", "America/new york", "utc"].map(zoneIn)).toEqual([
      "Europe/Vienna",
      "Europe/Vienna",
      "America/New_York",
      "UTC",
    ]);
  });

  it("is none without a name: offsets know no summer time", () => {
    expect(["+02:00", "", "Mars/Olympus"].map(zoneIn)).toEqual([null, null, null]);
  });
});

it("the admin is named by e-mail or by GitHub name", () => {
  expect(["ada@example.org", "@ada", "ada", "a b", "ada@"].map(adminIn)).toEqual([
    { email: "ada@example.org" },
    { github: "ada" },
    { github: "ada" },
    null,
    null,
  ]);
});

const typed = { name: "Lumen", slug: "lumen", time_zone: "europe/vienna", admin: "@ada" };

it("what is missing is said beside each field", () => {
  const wrong = problemsIn({ name: "", slug: "Lumen", time_zone: "x", admin: "", set_up_code: "" }, [
    draft(),
  ]);
  expect(Object.keys(wrong).map((name) => name.replace(/\d+/, "n"))).toEqual([
    "set_up_code",
    "name",
    "slug",
    "time_zone",
    "admin",
    "special-n-name",
    "special-n-people",
  ]);
  expect(problemsIn(typed, [])).toEqual({});
});

it("where only mail leads in, a GitHub name is none for an admin", () => {
  expect(Object.keys(problemsIn(typed, [], true))).toEqual(["admin"]);
  expect(problemsIn({ ...typed, admin: "ada@example.org" }, [], true)).toEqual({});
});

it("the body holds the zone as it is spelt and the code only when there is one", () => {
  expect(bodyOf(typed, [], null)).toEqual({
    name: "Lumen",
    slug: "lumen",
    time_zone: "Europe/Vienna",
    admin: { github: "ada" },
    special_badges: [],
  });
  expect(bodyOf(typed, [], "abc").set_up_code).toBe("abc");
});
