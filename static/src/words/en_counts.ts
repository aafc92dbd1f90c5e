/** Counts come in; how many there are of something, in English, goes out. */

export function some(number: number, one: string, many: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export function people(number: number): string {
  return some(number, "person", "people");
}

export function deeds(number: number): string {
  return some(number, "piece of work", "pieces of work");
}
