import type { ReactiveControllerHost } from "lit";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Asked } from "../../src/account/asked";
import { Refused } from "../../src/live/rest";

const host = { addController() {}, requestUpdate() {} } as unknown as ReactiveControllerHost;
const away = new Refused({ code: "unavailable", message: "" });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("the answer to an older question is dropped", async () => {
  const answers: ((value: string) => void)[] = [];
  const asked = new Asked(host, () => new Promise<string>((answer) => answers.push(answer)));
  const [first, second] = [asked.now(), asked.now()];
  answers[1]?.("new");
  answers[0]?.("old");
  await Promise.all([first, second]);
  expect(asked.value).toBe("new");
});

it("says that it takes long only when it does", async () => {
  let answer = (_: string) => {};
  const asked = new Asked(host, () => new Promise<string>((given) => (answer = given)));
  const asking = asked.now();
  expect(asked.isSlow).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(asked.isSlow).toBe(true);
  answer("at last");
  await asking;
  expect([asked.isSlow, asked.isAsking, asked.value]).toEqual([false, false, "at last"]);
});

it("keeps what it had while the server is away, and asks again by itself", async () => {
  const question = vi.fn<() => Promise<string>>().mockResolvedValueOnce("a").mockRejectedValueOnce(away);
  question.mockResolvedValue("b");
  const asked = new Asked(host, question);
  await asked.now();
  await asked.now();
  expect([asked.value, asked.refusal?.code]).toEqual(["a", "unavailable"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked.value, asked.refusal]).toEqual(["b", null]);
});

it("does not ask again what was refused for good", async () => {
  const question = vi.fn().mockRejectedValue(new Refused({ code: "not_found", message: "no" }));
  await new Asked(host, question).now();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(question).toHaveBeenCalledTimes(1);
});
