import { expect, it } from "vitest";
import { span } from "../../src/words/spans";

it("a period is named by its days in the organisation's own zone, the last one included", () => {
  const week = ["2026-11-08T23:00:00Z", "2026-11-15T23:00:00Z"] as const; // midnights in Berlin
  expect(span("week", ...week, "Europe/Berlin").replace(/\s/g, " ")).toBe("November 9 – 15, 2026");
  const october = ["2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"] as const;
  expect(span("month", ...october, "Europe/Berlin")).toBe("October 2026");
  const third = ["2026-07-01T00:00:00Z", "2026-10-01T00:00:00Z"] as const;
  expect(span("quarter", ...third, "UTC").replace(/\s/g, " ")).toBe("July – September 2026");
  expect(span("year", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "UTC")).toBe("2025");
});
