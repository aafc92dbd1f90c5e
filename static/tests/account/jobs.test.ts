import { expect, it } from "vitest";
import { isUnfinished, type JobCard, share } from "../../src/account/jobs";
import { rhythm } from "../../src/admin/pattern_rhythm";

const job = (given: Partial<JobCard>) => ({ state: "running", done: 0, total: null, ...given }) as JobCard;

it("a job is under way until it ended, and again while it is undone", () => {
  const states = ["waiting", "running", "undoing", "done", "failed", "stopped", "undone"] as const;
  expect(states.map((state) => isUnfinished(job({ state })))).toEqual([
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
