/** Whether the grid is seen and how near one looks comes in; the paper below the drawing and the shade around it go out. */
import { nothing, svg } from "lit";
import { SIDE } from "./drawing";
import { GRID } from "./snap";

/** Beyond what anybody can see. */
const FAR = 20_000;

export function ground(hasGrid: boolean) {
  return svg`<defs><pattern id="checker" width="32" height="32" patternUnits="userSpaceOnUse"><path class="dark" d="M0 0H16V32H32V16H0Z"></path></pattern></defs>
    <rect class="light" width=${SIDE} height=${SIDE}></rect><rect fill="url(#checker)" width=${SIDE} height=${SIDE}></rect>
    ${hasGrid ? svg`<path class="grid" d=${grid} vector-effect="non-scaling-stroke"></path>` : nothing}`;
}

const lines = Array.from({ length: SIDE / GRID - 1 }, (_, at) => (at + 1) * GRID);
const grid = lines.map((at) => `M${at} 0V${SIDE}M0 ${at}H${SIDE}`).join("");

/** What lies outside will not be in the picture. */
export function edge(zoom: number) {
  return svg`<path class="outside" fill-rule="evenodd" d="M${-FAR} ${-FAR}H${FAR}V${FAR}H${-FAR}ZM0 0H${SIDE}V${SIDE}H0Z"></path>
    <rect class="edge" width=${SIDE} height=${SIDE} stroke-width=${1 / zoom}></rect>`;
}
