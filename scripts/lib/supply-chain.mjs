import { subset } from 'semver';

const REGISTRY = 'https://registry.npmjs.org/';

/** The oldest versions without a known hole that could be reached from outside. A name may end in `*`. */
export const FLOORS = {
  'socket.io-parser': '4.2.7',
  ws: '8.21.3',
  'engine.io': '6.6.11',
  'socket.io': '4.8.4',
  multer: '2.2.0',
  'class-validator': '0.14.0',
  '@nestjs/*': '11.1.16',
};

/**
 * What is wrong with the packages that a lock file names: older than their floor, from elsewhere than the registry, or
 * without a checksum.
 * @param {{ packages: Record<string, { version?: string, resolved?: string, integrity?: string, link?: boolean }> }} lock
 * @param {Record<string, string>} [floors]
 * @returns {string[]} a line for each fault
 */
export function lockFaults(lock, floors = FLOORS) {
  return Object.entries(lock.packages).flatMap(([path, { version, resolved, integrity, link }]) => {
    const name = path.split('node_modules/').at(-1);
    if (link || !path.includes('node_modules/')) return [];
    const floor = floorOf(name, floors);
    return [
      ...(version === undefined ? [`${path}: has no version`] : []),
      ...(integrity?.startsWith('sha512-') ? [] : [`${path}: has no sha512 checksum`]),
      ...(resolved && !resolved.startsWith(REGISTRY) ? [`${path}: comes from ${resolved}`] : []),
      ...(floor && version && isOlder(version, floor) ? [`${path}: ${version} is older than ${floor}`] : []),
    ];
  });
}

/** For these there is a PostgreSQL that comes along; what is built for other processors is installed nowhere. */
const SERVED = new Set(['x64', 'arm64']);

/**
 * Packages that running needs and that do not support a version of Node for which ours promises to run.
 * @param {{ packages: Record<string, { dev?: boolean, optional?: boolean, cpu?: string[], engines?: { node?: string } }> }} lock
 * @param {string} promise the `engines.node` of our own package.json
 * @returns {string[]} a line for each
 */
export function engineFaults(lock, promise) {
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path.includes('node_modules/') && !dev && !devOptional)
    .filter(([, { optional, cpu }]) => !optional || !cpu || cpu.some((name) => SERVED.has(name)))
    .filter(([, { engines }]) => engines?.node && !subset(promise, engines.node))
    .map(([path, { engines }]) => `${path}: wants Node ${engines.node}, and we promise ${promise}`);
}

/**
 * What is wrong with the dependencies that a package.json asks for: anything but versions, as from Git or an address.
 * @param {Record<string, unknown>} manifest
 * @param {string[]} own names of our own workspaces
 * @returns {string[]} a line for each fault
 */
export function manifestFaults(manifest, own) {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'overrides'];
  return kinds.flatMap((kind) =>
    wishes(manifest[kind] ?? {}).flatMap(([name, wish]) =>
      own.includes(name) || /^[\^~]?\d+(\.\d+)*(-[\w.]+)?$/.test(wish)
        ? []
        : [`${manifest.name}: ${name} is wanted as "${wish}", which is no version`],
    ),
  );
}

/** Overrides may be nested: each leaf is a wish. */
function wishes(wanted) {
  return Object.entries(wanted).flatMap(([name, wish]) =>
    typeof wish === 'object' ? wishes(wish) : [[name, wish]],
  );
}

function floorOf(name, floors) {
  const found = Object.keys(floors).find((key) =>
    key.endsWith('*') ? name.startsWith(key.slice(0, -1)) : name === key,
  );
  return floors[found];
}

/** By the three numbers; a version before its release, such as 1.0.0-beta, is older than it. */
function isOlder(version, floor) {
  const numbers = (text) => text.split(/[-+]/)[0].split('.').map(Number);
  const [ours, least] = [numbers(version), numbers(floor)];
  const place = ours.findIndex((number, index) => number !== least[index]);
  return place === -1 ? version.includes('-') : ours[place] < least[place];
}
