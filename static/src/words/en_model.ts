/** English for the model's record, on the public page and in the pieces; en_estimates.ts hands it on. */

const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 2 });

export const model = {
  states: {
    learning: "learning",
    frozen: "frozen",
    "up to date": "up to date",
    empty: "nothing learnt yet",
  } as Record<string, string>,
  chart: "How far off, on average over the last 100 issues",
  name: "The model",
  median: "The plain median",
  off: (value: number) => `${number(value)} points`,
  after: (lesson: number) => `After lesson ${lesson.toLocaleString("en")}`,
  lessons: "Lessons",
  error: "Off on average",
  against: "Plain median",
  middle: "Median error",
  coverage: "In the interval",
  coverageOf: (percent: number) => `${Math.round(percent)} %, aim 80 %`,
  drifted: (lesson: number) =>
    `Something changed in this project around lesson ${lesson.toLocaleString("en")}; newer issues count more since then.`,
};
