import { expect, it } from "vitest";
import { isUnfinished, type JobCard, share, waitsUntil } from "../../src/account/jobs";
import { rhythm } from "../../src/admin/pattern_rhythm";

const job = (given: Partial<JobCard>) => ({ state: "running", done: 0, total: null, ...given }) as JobCard;

it("a job is under way until it ended, and again while it is undone", () => {
  const states = ["waiting", "running", "paused", "undoing", "done", "failed", "stopped", "undone"] as const;
  expect(states.map((state) => isUnfinished(job({ state })))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

it("its share is known once somebody has counted, and never more than all", () => {
  expect([
    share(job({})),
    share(job({ total: 0 })),
    share(job({ done: 3, total: 12 })),
    share(job({ done: 13, total: 12 })),
  ]).toEqual([null, null, 0.25, 1]);
});

it("a rhythm is told in days, or as how often in one", () => {
  expect([null, 0.1, 0.9, 7.4, 30].map(rhythm)).toEqual([
    "none yet",
    "about 10 a day",
    "about once a day",
    "about every 7 days",
    "about every 30 days",
  ]);
});

it("it waits for a provider's limit only while it would go on, and not for what is past", () => {
  const [now, next_at] = [new Date("2026-11-21T12:00:00Z"), "2026-11-21T14:05:00Z"];
  expect(waitsUntil(job({ next_at }), now)).toEqual(new Date(next_at));
  expect([
    waitsUntil(job({ next_at, state: "paused" }), now),
    waitsUntil(job({ next_at: "2026-11-21T11:00:00Z" }), now),
    waitsUntil(job({}), now),
  ]).toEqual([null, null, null]);
});
