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
