// @ts-check
import { contestants } from './contestants.mjs';
import { sectionOf } from './section.mjs';

/**
 * @typedef {object} Options
 * @property {boolean} isShort
 * @property {number} rounds
 * @property {number} warmupMs
 * @property {number} measureMs
 * @property {string} clients how they announce themselves: `log`, `batch` or `plain`
 */

/** What every workload gets: the cluster, the contestants, and how long it may take. */
export class Bench {
  /** @param {{ cluster: import('./cluster.mjs').Cluster, options: Options, serverMain: string, prismaClient: string }} parts */
  constructor({ cluster, options, serverMain, prismaClient }) {
    this.cluster = cluster;
    this.options = options;
    this.prismaClient = prismaClient;
    this.contestants = contestants(serverMain);
  }

  /** @param {string} text */
  say(text) {
    console.log(text);
  }

  /** @param {string} id @param {string} title */
  section(id, title) {
    this.say(`\n${id}  ${title}`);
    return sectionOf(id, title, this.options);
  }
}
