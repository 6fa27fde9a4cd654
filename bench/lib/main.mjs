// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { readArguments } from './arguments.mjs';
import { Bench } from './bench.mjs';
import { Cluster } from './cluster.mjs';
import { checkConformance } from './conformance.mjs';
import { describeMachine, load } from './machine.mjs';
import { goalsTable, report } from './report.mjs';
import { WORKLOADS } from '../workloads/index.mjs';
import { profileServer } from './profile.mjs';

const SHORT_LIMIT_MS = 10 * 60_000;
const FULL_LIMIT_MS = 45 * 60_000;

let hasConformed = false;
const options = readArguments();
const dist = dirname(resolve(options.serverMain ?? inRoot('server', 'dist', 'main.js')));
const cluster = await Cluster.start(join(dist, 'prisma', 'migrate.js'));
setTimeout(giveUp, options.isShort ? SHORT_LIMIT_MS : FULL_LIMIT_MS).unref();
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void cluster.stop().then(() => process.exit(130)));
try {
  const paths = {
    serverMain: join(dist, 'main.js'),
    prismaClient: join(dist, 'generated', 'prisma', 'client.js'),
  };
  const bench = new Bench({ cluster, options, ...paths });
  process.exitCode = await (options.isProfile ? profileServer(bench, options.only) : measure(bench));
} finally {
  await cluster.stop();
}

function giveUp() {
  console.error('The benchmark takes much too long on this machine and ends here.');
  void cluster.stop().finally(() => process.exit(1));
}

/** @param {Bench} bench @returns {Promise<number>} 1 when a goal was missed or a number is void */
async function measure(bench) {
  const { only, isShort, isSaved } = options;
  const machine = describeMachine(await cluster.version());
  for (const line of machine) bench.say(line);
  const sections = [];
  for (const [id, run] of Object.entries(WORKLOADS)) {
    if (only ? !only.includes(id) : isShort && !run.isInShort) continue;
    let found = await attempt(bench, id, run.workload);
    if (options.isAgain && found.some(hasMissed)) {
      bench.say(`${id} missed a goal and is measured once more.`);
      found = await attempt(bench, id, run.workload);
    }
    sections.push(...found);
  }
  const date = new Date().toISOString().slice(0, 10);
  const kind = isShort ? 'Short benchmark' : 'Benchmark';
  bench.say(`\n${goalsTable(sections)}`);
  if (isSaved)
    save(`${date}${isShort ? '-short' : ''}.md`, report({ date, kind, machine, load: load(), sections }));
  if (options.reportFile) writeFileSync(options.reportFile, linesOf(sections));
  return sections.every((section) => section.faults.length === 0 && !hasMissed(section)) ? 0 : 1;
}

/** @param {import('./section.mjs').Section} section */
function hasMissed({ verdicts }) {
  return verdicts.some(({ isMet }) => !isMet);
}

/** @param {import('./section.mjs').Section[]} sections */
function linesOf(sections) {
  const results = sections.flatMap(({ id, title, verdicts, faults }) => [
    {
      status: faults.length === 0 ? 'passed' : 'failed',
      name: `${id} ${title}: stored once, heard once, in order`,
    },
    ...verdicts.map(({ name, isMet, worst, limit }) => ({
      status: isMet ? 'passed' : 'failed',
      name: `${name}: ${worst.toPrecision(3)}, the limit is ${limit.toPrecision(3)}`,
    })),
  ]);
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}

/** A workload that breaks down is void; the others go on. */
async function attempt(bench, id, workload) {
  try {
    if (id !== 'W0' && !(options.isShort && hasConformed)) await checkConformance(bench);
    hasConformed ||= id !== 'W0';
    return await workload(bench);
  } catch (error) {
    const section = bench.section(id, 'did not get to its end');
    section.fault(id, [error instanceof Error ? error.message : String(error)]);
    return [section];
  }
}

/** @param {string} name @param {string} text */
function save(name, text) {
  const folder = inRoot('bench', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  console.log(`\nwritten: bench/results/${name}`);
}
