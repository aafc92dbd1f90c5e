import { expect, it } from "vitest";
import { safeNext, signInAddress } from "../../src/account/way";

const here = "https://badges.example.org";

it.each([
  ["/me", "/me"],
  ["/?board=all#embed", "/?board=all#embed"],
  [null, "/"],
  ["https://evil.example", "/"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/\t/evil.example", "/"],
])("after signing in, %s leads to %s", (wanted, next) => {
  expect(safeNext(wanted, here)).toBe(next);
});

it("the way to the sign-in page remembers the way back", () => {
  expect(signInAddress("/me?a=b")).toBe("/sign-in?next=%2Fme%3Fa%3Db");
  expect(signInAddress("/")).toBe("/sign-in");
});
