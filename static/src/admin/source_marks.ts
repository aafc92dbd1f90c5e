/** A provider's name comes in; its mark goes out, drawn; it always stands beside its name. */
import { html, svg } from "lit";

const paths: Record<string, unknown> = {
  github: svg`<path fill="currentColor" stroke="none" transform="translate(1 1) scale(1.125)" d="M8 0c4.42 0 8 3.580 8 8a8.013 8.013 0 0 1-5.450 7.590c-.4.08-.55-.17-.55-.38 0-.27.01-1.130.01-2.200 0-.75-.25-1.230-.54-1.480 1.780-.2 3.650-.88 3.650-3.950 0-.88-.31-1.590-.82-2.150.08-.2.36-1.020-.08-2.120 0 0-.67-.22-2.200.82-.64-.18-1.320-.27-2-.27s-1.360.09-2 .27c-1.530-1.030-2.200-.82-2.200-.82-.44 1.100-.16 1.920-.08 2.120-.51.56-.82 1.280-.82 2.150 0 3.060 1.860 3.750 3.640 3.950-.23.2-.44.55-.51 1.070-.46.21-1.610.55-2.330-.66-.15-.24-.6-.83-1.230-.82-.67.01-.27.38.01.53.34.19.73.9.82 1.130.16.45.68 1.310 2.690.94 0 .67.01 1.300.01 1.490 0 .21-.15.45-.55.38A7.995 7.995 0 0 1 0 8c0-4.420 3.580-8 8-8Z" />`,
  trello: svg`<rect x="2.500" y="2.500" width="15" height="15" rx="2.500" /><path d="M6.500 6v8M13.500 6v4.500" stroke-width="3" />`,
  outgoing: svg`<path d="M7 10h10M13.500 5.500 18 10l-4.500 4.500M3 4v12" />`,
};
const inward = svg`<path d="M3 10h10M9 5.500 13.500 10 9 14.500M17 4v12" />`;

export function markOf(provider: string) {
  return html`<svg class="provider" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.6"
    stroke-linecap="round" stroke-linejoin="round">${paths[provider] ?? inward}</svg>`;
}
