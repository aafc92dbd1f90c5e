/** Series of numbers come in; where their bars and lines stand in a drawing of 100 by 100 goes out. Pure. */

export interface Series {
  name: string;
  values: readonly (number | null)[];
}

export interface Bar {
  series: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

const SIZE = 100;
/** Of each column's width. */
const GAP = 0.2;
const steps = [1, 2, 2.5, 5, 10];

/** The least round number at or above `most`, so that an axis ends at a figure one can read. */
export function roundMost(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = steps.find((one) => one * power >= most) ?? 10;
  return most <= 5 ? Math.ceil(most) : step * power;
}

/** The axis' end for bars that stand on each other. */
export function mostStacked(series: readonly Series[]): number {
  const columns = series[0]?.values.length ?? 0;
  const sums = Array.from({ length: columns }, (_, at) => sum(series.map(({ values }) => above(values[at]))));
  return roundMost(Math.max(0, ...sums));
}

export function mostOf(series: readonly Series[]): number {
  return roundMost(Math.max(0, ...series.flatMap(({ values }) => values.map(above))));
}

/** Bars that stand on each other; what is below nothing has no height. */
export function stacked(series: readonly Series[]): Bar[] {
  const most = mostStacked(series);
  const columns = series[0]?.values.length ?? 0;
  const width = SIZE / Math.max(1, columns);
  const bars: Bar[] = [];
  for (let at = 0; at < columns; at += 1) {
    let top = SIZE;
    for (const [number, { values }] of series.entries()) {
      const height = (above(values[at]) / most) * SIZE;
      top -= height;
      if (height > 0)
        bars.push({ series: number, x: (at + GAP / 2) * width, y: top, width: width * (1 - GAP), height });
    }
  }
  return bars;
}

/** A line's path, broken where there is no number. */
export function path(values: readonly (number | null)[], most: number): string {
  const width = SIZE / Math.max(1, values.length);
  let isOn = false;
  return values
    .flatMap((value, at) => {
      if (value === null) {
        isOn = false;
        return [];
      }
      const step = `${isOn ? "L" : "M"}${round((at + 0.5) * width)} ${round(SIZE - (above(value) / most) * SIZE)}`;
      // A single point is a line to itself, which round caps show.
      const alone = !isOn && (values[at + 1] ?? null) === null ? `${step}h0` : step;
      isOn = true;
      return [alone];
    })
    .join("");
}

function above(value: number | null | undefined): number {
  return Math.max(0, value ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
