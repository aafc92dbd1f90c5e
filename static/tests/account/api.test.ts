import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { get, post, remove } from "../../src/account/api";
import { session } from "../../src/account/session";
import { Refused } from "../../src/live/rest";

type Answer = [status: number, body: unknown];
let asked: { method: string; path: string; headers: Headers; body: string | null }[] = [];

/** The server's answers to whatever is no question for the session, in their order. */
function answers(...given: (Answer | null)[]): void {
  let proofs = 0;
  vi.stubGlobal("fetch", async (path: string, how: RequestInit) => {
    if (path === "/v1/session" && how.method === undefined) {
      proofs += 1;
      return Response.json({ csrf: `proof-${proofs}` });
    }
    const { method = "GET", headers, body } = how;
    asked.push({ method, path, headers: new Headers(headers), body: (body as string | null) ?? null });
    const answer = given.shift();
    if (!answer) throw new TypeError("network");
    return new Response(answer[0] === 204 ? null : JSON.stringify(answer[1]), { status: answer[0] });
  });
}

beforeEach(async () => {
  asked = [];
  answers();
  await session(true);
});
afterEach(() => vi.unstubAllGlobals());

describe("a question to /v1", () => {
  it("proves with every change that it comes from this page, and reads without", async () => {
    answers([200, { a: 1 }], [201, {}], [204, null]);
    await session(true);
    expect(await get("/x")).toEqual({ a: 1 });
    await post("/x", { b: 2 });
    expect(await remove("/x")).toEqual({});
    expect(asked.map(({ method, headers }) => [method, headers.get("X-CSRF-Token")])).toEqual([
      ["GET", null],
      ["POST", "proof-1"],
      ["DELETE", "proof-1"],
    ]);
    expect(asked[1]?.body).toBe('{"b":2}');
  });

  it("gives each deed a key of its own, unless it is the same deed", async () => {
    answers([201, {}], [201, {}], [201, {}]);
    await post("/x");
    await post("/x");
    await post("/x", {}, { key: "mine" });
    const keys = asked.map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBe("mine");
  });

  it("asks for a new proof once when the old one is of another session, and keeps the deed's key", async () => {
    answers([403, { error: { code: "csrf", message: "old" } }], [201, { done: true }]);
    await session(true);
    expect(await post("/x")).toEqual({ done: true });
    expect(asked.map(({ headers }) => headers.get("X-CSRF-Token"))).toEqual(["proof-1", "proof-2"]);
    expect(asked[0]?.headers.get("Idempotency-Key")).toBe(asked[1]?.headers.get("Idempotency-Key"));
  });

  it("is refused in the server's words, or as unreachable or unavailable", async () => {
    const refusal = (asking: Promise<unknown>) => asking.catch((error: Refused) => error.refusal);
    answers([409, { error: { code: "taken", message: "There is one." } }], [502, "<html>"], null);
    expect(await refusal(post("/x"))).toEqual({ code: "taken", message: "There is one." });
    expect((await refusal(get("/x"))) as object).toMatchObject({ code: "unavailable" });
    expect((await refusal(get("/x"))) as object).toMatchObject({ code: "unreachable" });
  });

  it("keeps a form on its page when the session has ended meanwhile", async () => {
    answers([401, { error: { code: "not_signed_in", message: "" } }]);
    const refusal = await post("/x").catch((error: Refused) => error.refusal);
    expect(refusal).toEqual({ code: "signed_out", message: "" });
  });

  it("leads to the sign-in page and back when nobody is signed in", async () => {
    const assign = vi.fn();
    vi.stubGlobal("location", { pathname: "/me", search: "?a=b", assign });
    answers([401, { error: { code: "not_signed_in", message: "" } }]);
    void get("/x");
    await vi.waitFor(() => expect(assign).toHaveBeenCalledWith("/sign-in?next=%2Fme%3Fa%3Db"));
  });

  it("stays where it is when it was told to", async () => {
    answers([401, { error: { code: "not_signed_in", message: "wrong code" } }]);
    await expect(post("/x", {}, { stay: true })).rejects.toBeInstanceOf(Refused);
  });
});

describe("the session", () => {
  it("is asked for once, and again after a failure", async () => {
    const fetched = vi.fn();
    vi.stubGlobal("fetch", async () => {
      fetched();
      return fetched.mock.calls.length === 1 ? Promise.reject(new TypeError()) : Response.json({ csrf: "x" });
    });
    await expect(session(true)).rejects.toBeInstanceOf(Refused);
    await Promise.resolve();
    expect(await Promise.all([session(), session()])).toEqual([{ csrf: "x" }, { csrf: "x" }]);
    expect(fetched).toHaveBeenCalledTimes(2);
  });
});
