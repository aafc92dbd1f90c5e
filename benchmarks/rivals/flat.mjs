// A number comes in; as many flat badges are made by badge-maker, each other than the last; how many a second goes out.
import { makeBadge } from "badge-maker";

const count = Number(process.argv[2]);
let bytes = 0;
for (let number = 0; number < 500; number += 1) bytes += badge(number).length; // to warm up
const began = performance.now();
for (let number = 0; number < count; number += 1) bytes += badge(number).length;
console.log(JSON.stringify({ rate: (count / (performance.now() - began)) * 1000, bytes }));

function badge(number) {
  return makeBadge({ label: "points", message: `${number}`, color: "blue" });
}
