// @ts-check
import { resolve } from 'node:path';
import { readArguments as readWords } from '../../scripts/lib/usage.mjs';

const USAGE = `
npm run bench -- [options]
  --short            few short rounds, for CI; goals with 20 % slack
  --only W1,W3       these workloads only
  --rounds N         rounds per contestant (default 5; 2 with --short)
  --seconds N        length of a measurement (default 5; 2 with --short)
  --warmup N         seconds before it (default 2; 1 with --short)
  --profile          our server alone under the CPU profiler (default W1,W2; also W7, W8, W9, W22): where the time goes
  --server PATH      another build of the server (its dist/main.js), to compare two
  --clients KIND     how the clients announce themselves: log (as our own, the default), batch, plain
  --against PATH     hold this build against another one (its dist/main.js), both in turns: W1, W2, W6, W7, W9;
                     3 rounds, of which the worst counts
  --again            a workload that misses a goal is measured once more, and that counts
  --report FILE      write a line of JSON for each goal and each proof, as scripts/test.mjs reads it
  --no-save          do not write bench/results/
`;

const CLIENTS = ['log', 'batch', 'plain'];

/** Ends the process with the usage when it is asked for or an argument is unknown. */
export function readArguments() {
  const { values } = readWords(USAGE, {
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      warmup: { type: 'string' },
      profile: { type: 'boolean', default: false },
      server: { type: 'string' },
      clients: { type: 'string', default: 'log' },
      against: { type: 'string' },
      again: { type: 'boolean', default: false },
      report: { type: 'string' },
      'no-save': { type: 'boolean', default: false },
    },
  });
  const isShort = values.short;
  const number = (text, fallback) => (text === undefined ? fallback : Number(text));
  return {
    isShort,
    only: values.only?.split(',').map((id) => id.trim().toUpperCase()),
    rounds: number(values.rounds, isShort ? 2 : values.against ? 3 : 5),
    measureMs: number(values.seconds, isShort ? 2 : 5) * 1000,
    warmupMs: number(values.warmup, isShort ? 1 : 2) * 1000,
    isProfile: values.profile,
    against: values.against && resolve(values.against),
    clients: oneOf(CLIENTS, values.clients),
    serverMain: values.server,
    isAgain: values.again,
    reportFile: values.report,
    isSaved: !values['no-save'],
  };
}

/** @param {string[]} choices @param {string} value */
function oneOf(choices, value) {
  if (choices.includes(value)) return value;
  console.error(`--clients must be one of ${choices.join(', ')}.\n${USAGE}`);
  return process.exit(1);
}
