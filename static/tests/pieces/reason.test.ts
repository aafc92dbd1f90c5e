import { describe, expect, it } from "vitest";
import { initials } from "../../src/pieces/face";
import { webUrl } from "../../src/pieces/link";
import { split } from "../../src/pieces/reason";

describe("a reason", () => {
  it("links the number it names", () => {
    expect(split("3 points for closing #42 (label “points: 3”)")).toEqual([
      "3 points for closing ",
      "#42",
      " (label “points: 3”)",
    ]);
  });

  it("is itself the link when it names no number", () => {
    expect(split("for hosting the meeting")).toEqual(["", "for hosting the meeting", ""]);
  });
});

describe("a link", () => {
  it("leads to the web and nowhere else", () => {
    expect(webUrl("https://example.org/1")).toBe("https://example.org/1");
    expect(webUrl("javascript:alert(1)")).toBeNull();
    expect(webUrl(null)).toBeNull();
  });
});

describe("initials", () => {
  it("are of the first and the last word, by whole characters", () => {
    expect(initials("Ada King Lovelace")).toBe("AL");
    expect(initials("linus")).toBe("L");
    expect(initials("𝒜da 李")).toBe("𝒜李");
    expect(initials("佐藤 健太")).toBe("佐");
    expect(initials("")).toBe("");
  });
});
