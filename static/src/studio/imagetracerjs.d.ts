/** What we use of imagetracerjs, which brings no types. */
declare module "imagetracerjs" {
  export interface Segment {
    type: "L" | "Q";
    x1: number;
    y1: number;
    x2: number;
    y2: number;
    x3?: number;
    y3?: number;
  }
  export interface TracedPath {
    segments: Segment[];
    boundingbox: [number, number, number, number];
    holechildren: number[];
    isholepath: boolean;
  }
  export interface Traced {
    layers: TracedPath[][];
    palette: { r: number; g: number; b: number; a: number }[];
    width: number;
    height: number;
  }
  const tracer: { imagedataToTracedata(image: ImageData, options: object): Traced };
  export default tracer;
}
