/**
 * What is wrong with a table of arrows: one that points up, to nowhere, or round in a circle.
 * @param {{ storey: string, folders: Record<string, string[]> }[]} storeys from the roof down
 * @returns {string[]} a sentence for each
 */
export function wrongArrows(storeys) {
  const floorOf = new Map(
    storeys.flatMap(({ folders }, floor) => Object.keys(folders).map((name) => [name, floor])),
  );
  const arrows = storeys.flatMap(({ folders }) =>
    Object.entries(folders).flatMap(([from, targets]) => targets.map((to) => ({ from, to }))),
  );
  return [
    ...arrows
      .filter(({ to }) => !floorOf.has(to))
      .map(({ from, to }) => `${from} → ${to}: there is no ${to}`),
    ...arrows
      .filter(({ from, to }) => floorOf.get(to) < floorOf.get(from))
      .map(({ from, to }) => `${from} → ${to} points up`),
    ...circles(arrows).map((circle) => `${circle.join(' → ')} is a circle`),
  ];
}

function circles(arrows) {
  const found = [];
  const done = new Set();
  const walk = (name, path) => {
    if (path.includes(name)) found.push([...path.slice(path.indexOf(name)), name]);
    if (path.includes(name) || done.has(name)) return;
    for (const { from, to } of arrows) if (from === name) walk(to, [...path, name]);
    done.add(name);
  };
  for (const { from } of arrows) walk(from, []);
  return found;
}
