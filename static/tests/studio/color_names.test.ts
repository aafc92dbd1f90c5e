import { describe, expect, it } from "vitest";
import { nameShown, shownNames, storedName } from "../../src/studio/color_names";

describe("a colour is called", () => {
  it.each([
    ["primary", "#1f4f86", "Main"],
    ["accent", "#ffffff", "Second"],
    ["deep-sea", "#000000", "Deep sea"],
    ["constructor", "#000000", "Constructor"],
    ["main-hall", "#000000", "Main hall"],
  ])("%s by its name, whatever it looks like", (name, hex, shown) => {
    expect(nameShown(name, { [name]: hex })).toBe(shown);
  });

  it("beside the first where it is of the same hue, else by its looks", () => {
    const colors = {
      main: "#1f4f86",
      main2: "#5b8fca",
      main3: "#0b2038",
      main4: { light: "#d4a52a", dark: "#ffffff" },
      main5: "#b87333",
      main6: "#eeeeee",
      color: "#c0ffc0",
    };
    expect([...shownNames(colors).values()]).toEqual([
      "Main",
      "Main, lighter",
      "Main, darker",
      "Gold",
      "Orange",
      "Light grey",
      "Light green",
    ]);
  });

  it("otherwise when it is another one", () => {
    expect(nameShown("main2", { main: "#1f4f86", main2: "#a3262e" })).toBe("Red");
    expect(nameShown("main2", { main: "#1f4f86", main2: "#7a4a18" })).toBe("Brown");
  });

  it("unlike all others", () => {
    const shown = shownNames({ primary: "#111111", main: "#222222", main2: "#ff0000", main3: "#fe0000" });
    expect([...shown.values()]).toEqual(["Main", "Main 2", "Red", "Red 2"]);
  });
});

describe("what is typed as a colour's name", () => {
  it("is stored in the letters that names may have", () => {
    expect(storedName("Deep Sea")).toBe("deep-sea");
    expect(storedName("Löwe 3")).toBe("lowe3");
  });

  it("is not stored where nothing of it can be", () => {
    expect(storedName("12")).toBeNull();
    expect(storedName("Синий")).toBeNull();
  });
});
