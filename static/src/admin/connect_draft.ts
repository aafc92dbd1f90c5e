/** What was chosen in the steps comes in and is kept while the tab is open, so that one can come back; secrets never. */
export class Draft<T extends object> {
  readonly #key: string;
  value: T;

  constructor(
    org: string,
    provider: string,
    private readonly empty: T,
  ) {
    this.#key = `codebadge-connect-${provider}-${org}`;
    this.value = { ...empty, ...read<T>(this.#key) };
  }

  set(part: Partial<T>): void {
    this.value = { ...this.value, ...part };
    write(this.#key, this.value);
  }

  clear(): void {
    this.value = { ...this.empty };
    write(this.#key, null);
  }
}

function read<T>(key: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<T>;
  } catch {
    return {};
  }
}

function write(key: string, value: object | null): void {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  } catch {
    // storage can be forbidden; the draft then lasts as long as the page
  }
}
