// A folder of SVGs, each named NAME@SIZE.svg, comes in; resvg draws each once beside it, then some times more, and how
// many ms that took goes out as JSON: {"NAME@SIZE": {"cpu": […], "wall": […]}}. See benchmarks/pictures.py.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Resvg } from "@resvg/resvg-js";

const [folder, times] = process.argv.slice(2);
const found = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith(".svg"))) {
  const name = file.slice(0, -".svg".length);
  const svg = readFileSync(join(folder, file), "utf-8");
  const options = {
    fitTo: { mode: "width", value: Number(name.split("@")[1]) },
    font: { loadSystemFonts: false },
  };
  const draw = () => new Resvg(svg, options).render().asPng();
  writeFileSync(join(folder, `${name}.resvg.png`), draw());
  found[name] = measured(draw);
}
console.log(JSON.stringify(found));

function measured(draw) {
  const cpu = [];
  const wall = [];
  for (let count = 0; count < Number(times); count += 1) {
    const before = process.cpuUsage();
    const began = performance.now();
    draw();
    wall.push(performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
  }
  return { cpu, wall };
}
