import { expect, it } from "vitest";
import { across, down, walkedTo } from "../../src/studio/walking";

const row = ["first", "second", "last"].map((id) => ({ id }) as HTMLElement);
const pressed = (key: string, id: string) =>
  ({ key, target: row.find((one) => one.id === id) ?? null }) as unknown as KeyboardEvent;

it.each([
  ["ArrowRight", "first", "second"],
  ["ArrowRight", "last", "first"],
  ["ArrowLeft", "first", "last"],
  ["Home", "last", "first"],
  ["End", "first", "last"],
  ["ArrowDown", "first", undefined],
  ["x", "first", undefined],
  ["Home", "elsewhere", undefined],
])("%s on the %s leads to the %s", (key, from, to) => {
  expect(walkedTo(pressed(key, from), row, across)?.id).toBe(to);
});

it("walks both ways where both are asked for", () => {
  expect(walkedTo(pressed("ArrowUp", "first"), row, { ...across, ...down })?.id).toBe("last");
});
