// @ts-check
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The server and the load generator never share a core, when there are two; PostgreSQL runs where it likes. */
export const SERVER_CORE = 0;
export const GENERATOR_CORE = 1;

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/**
 * @param {number} core @param {string} program @param {string[]} args
 * @returns {[string, string[]]} the command that runs a program on one core, where that can be asked for
 */
export function withCore(core, program, args) {
  return canPin ? ['taskset', ['-c', String(core), program, ...args]] : [program, args];
}
