/** A value or a file comes in; it goes out among the visitor's downloads. */

const KEPT_MS = 10_000;

/** As JSON. */
export function download(value: unknown, name: string): void {
  downloadFile(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }), name);
}

export function downloadFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
