// @ts-check
import { parseArgs } from 'node:util';

/** @param {string[]} args @throws Error with the usage when an argument is unknown */
export function readArguments(args) {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      warmup: { type: 'string' },
      profile: { type: 'boolean', default: false },
      server: { type: 'string' },
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
    rounds: number(values.rounds, isShort ? 2 : 5),
    measureMs: number(values.seconds, isShort ? 2 : 5) * 1000,
    warmupMs: number(values.warmup, isShort ? 1 : 2) * 1000,
    isProfile: values.profile,
    serverMain: values.server,
    isAgain: values.again,
    reportFile: values.report,
    isSaved: !values['no-save'],
  };
}
