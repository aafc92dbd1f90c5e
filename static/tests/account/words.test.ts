import { describe, expect, it } from "vitest";
import { agentIn } from "../../src/account/agent";
import { placed, tell } from "../../src/account/form";
import { isNearby, projectIn } from "../../src/account/hooks";
import { isAtLeast } from "../../src/account/session";
import { digitsIn } from "../../src/account/sign_in";

it("a code is its digits, whatever was pasted with them", () => {
  expect(["123456", " 123 456\n", "Your code: 123-456.", "12", "1234567"].map(digitsIn)).toEqual([
    "123456",
    "123456",
    "123456",
    "12",
    "123456",
  ]);
});

it("a repository is known by its name and by the address of its page", () => {
  const typed = [
    "lumen/parser",
    " https://github.com/lumen/parser.git ",
    "github.com/lumen/parser/",
    "lumen",
    "a/b/c",
  ];
  expect(typed.map(projectIn)).toEqual(["lumen/parser", "lumen/parser", "lumen/parser", null, null]);
});

it("GitHub does not come into this machine or network", () => {
  const near = [
    "http://localhost:8080/x",
    "http://127.0.0.1/x",
    "http://192.168.1.4/x",
    "http://172.20.0.2/x",
    "http://[::1]/x",
  ];
  expect(near.map(isNearby)).not.toContain(false);
  expect(["https://badges.example.org/x", "http://172.40.0.2/"].map(isNearby)).toEqual([false, false]);
});

describe("a refusal", () => {
  it("belongs to the field that the form knows, without the server's name for it", () => {
    const refusal = { code: "invalid", message: "admin.email: write an address." };
    expect(placed(refusal, () => "admin")).toEqual(["admin", "Write an address."]);
    expect(placed(refusal, undefined)[0]).toBeNull();
  });

  it("is told in the server's words, or in ours where it has none", () => {
    expect(tell({ code: "taken", message: "There is one." })).toBe("There is one.");
    expect(tell({ code: "unreachable", message: "" })).toContain("does not answer");
    expect(tell({ code: "http_418", message: "" })).toContain("cannot do this");
  });
});

it("browsers are told by two words that people know", () => {
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
  const edge = chrome.replace("X11; Linux x86_64", "Windows NT 10.0; Win64; x64").concat(" Edg/143.0.0.0");
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1";
  expect([chrome, edge, iphone, "curl/8.5.0"].map(agentIn)).toEqual([
    { browser: "Chrome", system: "Linux" },
    { browser: "Edge", system: "Windows" },
    { browser: "Safari", system: "iOS" },
    null,
  ]);
});

it("roles stand on one ladder", () => {
  expect(isAtLeast("admin", "moderator")).toBe(true);
  expect(isAtLeast("contributor", "moderator")).toBe(false);
  expect(isAtLeast(undefined, "contributor")).toBe(false);
});
