/** Whether the page is dark comes out, as it was chosen or as the machine has it; and word when that changes. */
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const chosen = new EventTarget();

export function isDark(): boolean {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : prefersDark.matches;
}

/** Called by the switch, once the document says so. */
export function tellTheme(): void {
  chosen.dispatchEvent(new Event("change"));
}

/** Hears of every change, until the function that it gives is called. */
export function onTheme(heard: () => void): () => void {
  const sources = [prefersDark, chosen];
  for (const one of sources) one.addEventListener("change", heard);
  return () => {
    for (const one of sources) one.removeEventListener("change", heard);
  };
}
