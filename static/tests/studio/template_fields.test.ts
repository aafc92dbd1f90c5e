import { expect, it } from "vitest";
import { templateProblems, templateSaid } from "../../src/studio/template_fields";

it("a template that is not public has no licence", () => {
  expect(templateSaid({ name: "Shield", licence: "MIT" })).toEqual({
    name: "Shield",
    public: false,
    licence: null,
  });
});

it("a public one has one", () => {
  expect(templateSaid({ name: "Shield", public: "yes", licence: "MIT" }).licence).toBe("MIT");
  expect(templateSaid({ name: "Shield", public: "yes" }).licence).toBe("CC0-1.0");
});

it("has a name", () => {
  expect(Object.keys(templateProblems({ name: "" }))).toEqual(["name"]);
  expect(templateProblems({ name: "Shield" })).toEqual({});
});
