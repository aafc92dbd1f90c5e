/**
 * Draws the built-in medals: `npm run draw`. A family gives colour and glyph, a level gives metal and edge.
 * Each is a small SVG without script, font, filter or outside reference, so that it may stand in any page.
 */
import { writeFileSync } from "node:fs";

const families = {
  issue: {
    what: "issues closed",
    first: "First issue closed",
    enamel: ["#3fa374", "#17603f", "#0d3f2a"],
    glyph: `<circle cx="80" cy="74" r="29"/><path d="m67 75 9 10 18-20"/>`,
  },
  merge: {
    what: "pull requests merged",
    first: "First pull request merged",
    enamel: ["#8d6fd0", "#54369a", "#35206b"],
    glyph: `<path d="M61 60v29M61 60c3 16 15 21 29 21"/><circle cx="61" cy="51" r="9"/><circle cx="61" cy="98" r="9"/><circle cx="99" cy="81" r="9"/>`,
  },
  review: {
    what: "reviews given",
    first: "First review given",
    enamel: ["#4c95d6", "#1f5a9c", "#123a6b"],
    glyph: `<path d="M44 75q36-47 72 0q-36 47-72 0z"/><circle cx="80" cy="75" r="10.5"/>`,
  },
};

const metals = {
  copper: ["#f0bd92", "#b8703f", "#7d4522"],
  silver: ["#f7f9fb", "#a9b4bf", "#6b7782"],
  gold: ["#fdebab", "#d9a62e", "#94671a"],
};

const levels = {
  1: { metal: "copper", edge: () => circle(70), pips: 1 },
  10: { metal: "silver", edge: () => scallops(16, 69, 76), pips: 2 },
  25: { metal: "gold", edge: () => star(10, 66, 79), pips: 3 },
  100: { metal: "gold", edge: () => star(20, 67, 79), pips: 4 },
};

const special = {
  enamel: ["#e26a78", "#a82a45", "#6b1530"],
  glyph: `<path d="M80 43L90 67L116 69L96 86L102 112L80 98L58 112L64 86L44 69L70 67z"/>`,
};

for (const [name, family] of Object.entries(families)) {
  for (const [level, { metal, edge, pips }] of Object.entries(levels)) {
    const title = level === "1" ? family.first : `${level} ${family.what}`;
    save(`${name}-${level}`, title, medal({ ...family, metal, edge: edge(), pips, level: Number(level) }));
  }
}
save(
  "special",
  "Special badge",
  medal({ ...special, metal: "gold", edge: scallops(8, 66, 81), pips: 0, level: 100 }),
);

function medal({ enamel, glyph, metal, edge, pips, level }) {
  const [light, mid, dark] = metals[metal];
  return [
    `<defs>${gradient("m", light, mid, dark)}${gradient("r", dark, mid, light)}`,
    `<radialGradient id="e" cx=".38" cy=".28" r=".85"><stop stop-color="${enamel[0]}"/>`,
    `<stop offset=".55" stop-color="${enamel[1]}"/><stop offset="1" stop-color="${enamel[2]}"/></radialGradient>`,
    `<g id="g" fill="none" stroke-width="7.5" stroke-linecap="round" stroke-linejoin="round">${glyph}</g></defs>`,
    `<path fill="url(#m)" stroke="${dark}" stroke-width="1.5" d="${edge}"/>`,
    `<circle cx="80" cy="80" r="60" fill="url(#r)"/>`,
    `<circle cx="80" cy="80" r="56.5" fill="url(#e)"/>`,
    rays(level >= 25 ? 36 : 18),
    level === 100 ? beads(light) : ring(light),
    `<use href="#g" y="2.5" stroke="${enamel[2]}" stroke-opacity=".7"/><use href="#g" stroke="#fffaf0"/>`,
    pipsAlong(pips, light),
  ].join("");
}

function gradient(id, ...stops) {
  const at = ["", ' offset=".5"', ' offset="1"'];
  const marks = stops.map((colour, index) => `<stop${at[index]} stop-color="${colour}"/>`).join("");
  return `<linearGradient id="${id}" x1=".15" y1="0" x2=".85" y2="1">${marks}</linearGradient>`;
}

function ring(colour) {
  return `<circle cx="80" cy="80" r="51" fill="none" stroke="${colour}" stroke-opacity=".45" stroke-width="1.5"/>`;
}

/** A ring of fine beads: dots are the round caps of dashes without length. */
function beads(colour) {
  const gap = round((2 * Math.PI * 51) / 48);
  return `<circle cx="80" cy="80" r="51" fill="none" stroke="${colour}" stroke-opacity=".8" stroke-width="2.6" stroke-linecap="round" stroke-dasharray="0 ${gap}"/>`;
}

function pipsAlong(count, colour) {
  const spread = 0.27;
  const dots = Array.from({ length: count }, (_, index) => {
    const [x, y] = at(42, Math.PI / 2 - (index - (count - 1) / 2) * spread);
    return `<circle cx="${x}" cy="${y}" r="3.6"/>`;
  });
  return count ? `<g fill="${colour}">${dots.join("")}</g>` : "";
}

function circle(r) {
  return `M${80 - r} 80a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1-${2 * r} 0z`;
}

/** Round lobes between notches on `inner`, out to `outer`. */
function scallops(count, inner, outer) {
  const step = (2 * Math.PI) / count;
  const lobes = Array.from({ length: count }, (_, index) => {
    const control = at(2 * outer - inner, (index + 0.5) * step);
    return `Q${control.join(" ")} ${at(inner, (index + 1) * step).join(" ")}`;
  });
  return `M${at(inner, 0).join(" ")}${lobes.join("")}z`;
}

function star(points, inner, outer) {
  const step = Math.PI / points;
  const corners = Array.from({ length: 2 * points }, (_, index) =>
    at(index % 2 ? inner : outer, index * step - Math.PI / 2).join(" "),
  );
  return `M${corners.join("L")}z`;
}

/** Fine rays in the enamel: a broad ring in svg dashes. */
function rays(count) {
  const step = (2 * Math.PI * 43) / count;
  return `<circle cx="80" cy="80" r="43" fill="none" stroke="#fff" stroke-opacity=".08" stroke-width="24" stroke-dasharray="${round(step / 2, 2)}"/>`;
}

function at(radius, angle, digits = 1) {
  return [80 + radius * Math.cos(angle), 80 + radius * Math.sin(angle)].map((value) => round(value, digits));
}

function round(value, digits = 1) {
  return Number(value.toFixed(digits));
}

function save(name, title, body) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160" role="img"><title>${title}</title>${body}</svg>\n`;
  if (svg.length >= 2048) throw new Error(`${name}.svg has ${svg.length} bytes; a medal stays below 2 KB`);
  writeFileSync(new URL(`${name}.svg`, import.meta.url), svg);
}
