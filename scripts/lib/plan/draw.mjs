const BOX = { height: 34, gap: 16, perLetter: 8, padding: 28 };
const STOREY_HEIGHT = 92;
const MARGIN = 24;
const LABEL_WIDTH = 84;
const TITLE_HEIGHT = 44;

const STYLE = `
  svg { color-scheme: light dark; font: 13px system-ui, sans-serif }
  .storey { fill: #f4f6f6 } .room { fill: #fff; stroke: #b9c4c2 } .arrow { fill: none; stroke: #16786b; stroke-width: 1.5 }
  .head { fill: #16786b } text { fill: #1d2625 } .label, .note { fill: #5a6967 } .title { font-size: 15px; font-weight: 650 }
  @media (prefers-color-scheme: dark) {
    .storey { fill: #1a2120 } .room { fill: #232c2b; stroke: #465553 } .arrow { stroke: #63c9b7 } .head { fill: #63c9b7 }
    text { fill: #e6ecea } .label, .note { fill: #9fb0ad }
  }`;

/**
 * Draws houses beside each other, each storey a band with its folders as boxes, and their arrows. Arrows into the
 * lowest storey from above are left out, a note says that all may use it; and so are those that a way over other
 * arrows tells already (the transitive reduction).
 * @param {Record<string, { storey: string, folders: Record<string, string[]> }[]>} houses by name
 * @param {{ foundation: string }} options what stands under all of them
 * @returns {string} an SVG document that follows the reader's light or dark theme
 */
export function drawPlan(houses, { foundation }) {
  const heights = Object.values(houses).map((storeys) => storeys.length * STOREY_HEIGHT);
  const bottom = TITLE_HEIGHT + MARGIN + Math.max(...heights);
  let left = MARGIN;
  const parts = Object.entries(houses).map(([name, storeys]) => {
    const house = layOut(storeys, { left, top: bottom - storeys.length * STOREY_HEIGHT });
    left += house.width + MARGIN;
    return drawHouse(name, house);
  });
  const height = bottom + STOREY_HEIGHT - 12;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left} ${height}" role="img" aria-label="The folders of ChatKet and the imports between them">
<style>${STYLE}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>
${parts.join('\n')}
${box({ x: MARGIN, y: bottom + 24, width: left - 2 * MARGIN, name: foundation })}
</svg>
`;
}

function layOut(storeys, { left, top }) {
  const bands = storeys.map(({ storey, folders }, floor) => {
    let x = left + LABEL_WIDTH;
    const boxes = Object.keys(folders).map((name) => {
      const width = name.length * BOX.perLetter + BOX.padding;
      const placed = { name, x, y: top + floor * STOREY_HEIGHT + 24, width };
      x += width + BOX.gap;
      return placed;
    });
    return { storey, folders, boxes, y: top + floor * STOREY_HEIGHT, right: x };
  });
  const width = Math.max(...bands.map(({ right }) => right)) - left;
  for (const band of bands) centre(band.boxes, left + LABEL_WIDTH, left + width - BOX.gap);
  return { left, top, width, bands };
}

/** Half the room that a storey leaves stands at its left. */
function centre(boxes, from, to) {
  const used = boxes.at(-1).x + boxes.at(-1).width - from;
  for (const each of boxes) each.x += Math.max(0, (to - from - used) / 2);
}

function drawHouse(name, { left, top, width, bands }) {
  const places = new Map(bands.flatMap(({ boxes }) => boxes.map((each) => [each.name, each])));
  const targetsOf = Object.assign({}, ...bands.map(({ folders }) => folders));
  const arrows = Object.entries(targetsOf).flatMap(([from, targets]) =>
    targets
      .filter((to) => !targets.some((other) => other !== to && isReachable(other, to, targetsOf)))
      .map((to) => drawArrow(places.get(from), places.get(to))),
  );
  return [
    `<text class="title" x="${left}" y="${top - 28}">${name}</text>`,
    ...bands.map(({ storey, y }, floor) => {
      const isGround = floor === bands.length - 1;
      const note = isGround
        ? `<text class="note" x="${left + 12}" y="${y + 74}">all above may use it</text>`
        : '';
      return (
        `<rect class="storey" x="${left}" y="${y + 4}" width="${width}" height="${STOREY_HEIGHT - 8}" rx="10"/>` +
        `<text class="label" x="${left + 12}" y="${y + 45}">${storey}</text>${note}`
      );
    }),
    ...arrows,
    ...[...places.values()].map(box),
  ].join('\n');
}

function isReachable(from, to, targetsOf) {
  return from === to || targetsOf[from].some((next) => isReachable(next, to, targetsOf));
}

/** Down from the bottom of a box to the top of another; within a storey in an arc above the boxes. */
function drawArrow(from, to) {
  const [start, end] = [from.x + from.width / 2, to.x + to.width / 2];
  const rise = Math.min(24, 8 + Math.abs(end - start) / 12);
  const line =
    from.y === to.y
      ? `M${start} ${from.y} C${start} ${from.y - rise} ${end} ${from.y - rise} ${end} ${to.y - 2}`
      : `M${start} ${from.y + BOX.height} C${start} ${from.y + 62} ${end} ${to.y - 28} ${end} ${to.y - 2}`;
  return `<path class="arrow" d="${line}" marker-end="url(#head)"/>`;
}

function box({ x, y, width, name }) {
  return (
    `<rect class="room" x="${x}" y="${y}" width="${width}" height="${BOX.height}" rx="8"/>` +
    `<text x="${x + width / 2}" y="${y + 22}" text-anchor="middle">${name}</text>`
  );
}
