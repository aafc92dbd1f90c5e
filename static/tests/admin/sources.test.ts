import { describe, expect, it } from "vitest";
import { trelloTokenPage } from "../../src/admin/connect_addresses";
import { exampleOf, problemsOf, tidyRule, usualRule } from "../../src/admin/connect_board";
import { matching, typedIn } from "../../src/admin/connect_searching";
import { deedsFor, sinceOf, stateOf } from "../../src/admin/source_state";
import { keyOf, nameOf } from "../../src/admin/source_words";
import type {
  BoardParts,
  BoardRule,
  Choice,
  Connection,
  Source,
  SourceHook,
} from "../../src/admin/wire_sources";

const URL = "https://badges.example/hooks/github/key";
const AT = "2026-11-21T12:00:00Z";

function source(hook: Partial<SourceHook> = {}, rest: Partial<Source> = {}): Source {
  return {
    hook: {
      id: 3,
      provider: "github",
      name: null,
      project: null,
      verified_at: AT,
      paused_at: null,
      last_delivery_at: AT,
      registered: true,
      registered_url: URL,
      url: URL,
      health: null,
      disconnected_at: null,
      silent_since: null,
      ...hook,
    } as SourceHook,
    project: { id: 7, name: "lumen/parser", url: null, remote: "501" },
    connection: { state: "active", way: "token", provider: "github" } as Connection,
    board: null,
    history: null,
    job: null,
    items: 0,
    ...rest,
  };
}

const health = { active: true, failures: 2, first_failed_at: AT, checked_at: AT };

describe("how a source is", () => {
  it("is the gravest of what is so", () => {
    const refused = { connection: { state: "refused" } as Connection };
    expect([
      stateOf(source()),
      stateOf(source({ verified_at: null, last_delivery_at: null })),
      stateOf(source({ silent_since: AT })),
      stateOf(source({ silent_since: AT, health })),
      stateOf(source({ health: { ...health, failures: 0, active: false } })),
      stateOf(source({ health: { ...health, failures: 0 } })),
      stateOf(source({ health }, refused)),
      stateOf(source({ health, paused_at: AT }, refused)),
      stateOf(source({ disconnected_at: AT, paused_at: AT })),
    ]).toEqual([
      "works",
      "waits",
      "silent",
      "failing",
      "failing",
      "works",
      "refused",
      "paused",
      "disconnected",
    ]);
  });

  it("tells since when, where that says something", () => {
    expect(sinceOf(source({ health }), "failing")).toBe(AT);
    expect(sinceOf(source({ health: { ...health, active: false } }), "failing")).toBeNull();
    expect(sinceOf(source(), "works")).toBeNull();
  });

  it("decides what can be done, the most helpful first", () => {
    expect(deedsFor(source())).toEqual(["repair", "history", "pause", "disconnect"]);
    expect(deedsFor(source({ health }))).toEqual(["reconnect", "repair", "history", "pause", "disconnect"]);
    expect(deedsFor(source({ paused_at: AT }))[0]).toBe("resume");
    expect(deedsFor(source({ disconnected_at: AT }))).toEqual([]);
  });

  it("says that its provider has a former address, and offers to register it anew", () => {
    const moved = { registered_url: "https://former.example/hooks/github/key" };
    expect([stateOf(source(moved)), stateOf(source({ ...moved, health }))]).toEqual(["moved", "moved"]);
    expect(deedsFor(source(moved))[0]).toBe("reconnect");
    expect(stateOf(source({ ...moved, registered: false }))).toBe("works");
  });

  it("offers nothing a second time that is under way", () => {
    const job = { state: "running" } as Source["job"];
    expect(deedsFor(source({}, { job }))).toEqual(["pause", "disconnect"]);
  });

  it("lets a source by hand have a new secret, and asks nobody for its past", () => {
    expect(deedsFor(source({ registered: false }, { connection: null }))).toEqual([
      "pause",
      "secret",
      "disconnect",
    ]);
  });

  it("is known by hook and project, for an app has one hook for many", () => {
    expect([keyOf(source()), keyOf(source({}, { project: null }))]).toEqual(["3/7", "3"]);
    expect(nameOf(source({ name: "forum" }, { project: null }))).toBe("forum");
  });
});

const parts: BoardParts = {
  lists: [
    { id: "a", name: "To do", closed: false },
    { id: "b", name: "✅ Done this week", closed: false },
    { id: "c", name: "Done", closed: true },
    { id: "d", name: "Not done yet", closed: false },
    { id: "e", name: "Erledigt", closed: false },
  ],
  members: [],
  fields: [{ id: "f", name: "Story points", type: "number" }],
};

describe("what a board means", () => {
  it("is proposed by the names of its open lists and fields", () => {
    expect(usualRule(parts)).toEqual({ done: ["b", "e"], ticked: true, points: "field", field: "f" });
    expect(usualRule({ ...parts, fields: [] })).toMatchObject({ points: "title", field: null });
  });

  it("has sense only when something makes a card done, and a field is named", () => {
    const rule: BoardRule = { done: [], ticked: false, points: "field", field: null };
    expect(Object.keys(problemsOf(rule))).toEqual(["done", "field"]);
    expect(problemsOf({ ...rule, ticked: true, points: "label" })).toEqual({});
    expect(tidyRule({ ...rule, points: "title", field: "f" }).field).toBeNull();
  });

  it("is told of a card", () => {
    expect(exampleOf(parts, { done: ["e"], ticked: true, points: "title", field: null })).toBe(
      "A card that is moved to “Erledigt” is done. “(5) Mend the lamp” earns 5 points.",
    );
  });
});

describe("the choice of a repository", () => {
  const choice = (name: string) => ({ id: name, name, connected: false }) as Choice;
  const all = ["lumen/parser", "lumen/writer", "umbra/parser"].map(choice);

  it("is searched by every word, or by an address", () => {
    expect(matching(all, "PARS lum").map(({ name }) => name)).toEqual(["lumen/parser"]);
    expect(matching(all, "https://github.com/umbra/parser/").map(({ name }) => name)).toEqual([
      "umbra/parser",
    ]);
    expect(matching(all, "")).toHaveLength(3);
  });

  it("may be typed in full when it is not in the list", () => {
    expect(typedIn("lumen/lamp", all)).toBe("lumen/lamp");
    expect([typedIn("Lumen/Parser", all), typedIn("lamp", all)]).toEqual([null, null]);
  });
});

it("Trello is asked for a token that reads and does not end", () => {
  expect(trelloTokenPage("k k")).toBe(
    "https://trello.com/1/authorize?expiration=never&scope=read&response_type=token&name=Codebadge&key=k+k",
  );
});
