import { parseArgs } from 'node:util';
import { say } from './progress.mjs';

/**
 * Answers `--help` (or `-h`) before anything else happens: prints the text and ends with 0.
 * @param {string} text what the command does and takes; its first line shows how it is called
 */
export function answerHelp(text) {
  if (!process.argv.slice(2).some((word) => word === '--help' || word === '-h')) return;
  say(text.trim());
  process.exit(0);
}

/**
 * Reads the arguments of a command before anything else happens. `--help` is answered, and what is not understood ends
 * the process with a sentence, the usage and 1.
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} [O={}]
 * @param {string} text as of `answerHelp`
 * @param {{ options?: O, allowPositionals?: boolean }} [accepted] as of `parseArgs`; nothing by default
 * @returns {ReturnType<typeof parseArgs<{ options: O, allowPositionals: true }>>}
 */
export function readArguments(text, { options, allowPositionals = false } = {}) {
  answerHelp(text);
  try {
    const accepted = { options: options ?? {}, allowPositionals };
    return /** @type {any} */ (parseArgs({ args: process.argv.slice(2), ...accepted }));
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS_')) throw error;
    const [sentence] = error.message.split('. ');
    console.error(`${sentence}.\n\n${text.trim()}`);
    return process.exit(1);
  }
}
