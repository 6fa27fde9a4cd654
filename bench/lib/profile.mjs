// @ts-check
import { PROFILES } from '../workloads/index.mjs';

const SHOWN = 25;

/**
 * Runs workloads once on our server under V8's sampling profiler and prints which functions take most of the time
 * themselves, and which with all that they call.
 * @param {import('./bench.mjs').Bench} bench
 * @param {string[]} [ids] default: W1 and W2
 */
export async function profileServer(bench, ids = ['W1', 'W2']) {
  for (const id of ids) {
    const run = PROFILES[id];
    if (!run) throw new Error(`${id} cannot be profiled; ${Object.keys(PROFILES).join(', ')} can`);
    bench.say(`\n${id}`);
    await run(bench, (profile) =>
      bench.say(`${selfTimes(profile)}\n  with what they call\n${inclusiveTimes(profile)}`),
    );
  }
  return 0;
}

/** @param {{ nodes: any[], samples: number[], timeDeltas: number[] }} profile */
function selfTimes({ nodes, samples, timeDeltas }) {
  const frameOf = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const [byFunction, byPackage] = [new Map(), new Map()];
  let total = 0;
  samples.forEach((id, index) => {
    const frame = frameOf.get(id);
    if (NOT_WORK.has(frame.functionName) && !frame.url) return;
    total += timeDeltas[index];
    add(byFunction, `${frame.functionName || '(anonymous)'}  ${placeOf(frame)}`, timeDeltas[index]);
    add(byPackage, packageOf(frame), timeDeltas[index]);
  });
  return `${top(byPackage, 12, total)}\n  by function\n${top(byFunction, SHOWN, total)}`;
}

/** @param {{ nodes: any[], samples: number[], timeDeltas: number[] }} profile */
function inclusiveTimes({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const sums = new Map();
  let total = 0;
  samples.forEach((id, index) => {
    const own = byId.get(id).callFrame;
    if (NOT_WORK.has(own.functionName) && !own.url) return;
    total += timeDeltas[index];
    const stack = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const frame = byId.get(at).callFrame;
      if (frame.url) stack.add(`${frame.functionName || '(anonymous)'}  ${placeOf(frame)}`);
    }
    for (const name of stack) add(sums, name, timeDeltas[index]);
  });
  return top(sums, 2 * SHOWN, total);
}

/** Waiting, and the profiler's own start. */
const NOT_WORK = new Set(['(idle)', '(program)', 'dispatch']);

/** @param {Map<string, number>} sums @param {string} key @param {number} amount */
function add(sums, key, amount) {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

/** @param {Map<string, number>} sums @param {number} count @param {number} total */
function top(sums, count, total) {
  const largest = [...sums].sort(([, a], [, b]) => b - a).slice(0, count);
  return largest
    .map(([name, us]) => `  ${((us * 100) / total).toFixed(1).padStart(5)} %  ${name}`)
    .join('\n');
}

function placeOf({ url, lineNumber }) {
  if (!url) return '';
  const file = url.includes('/node_modules/')
    ? url.replace(/^.*\/node_modules\//, '')
    : url.replace(/^.*\/dist\//, 'server/');
  return `${file}:${lineNumber + 1}`;
}

function packageOf({ url, functionName }) {
  if (!url) return functionName === '(garbage collector)' ? functionName : '(native)';
  if (url.startsWith('node:')) return 'node';
  return /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? 'server';
}
