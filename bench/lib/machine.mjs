// @ts-check
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { inRoot } from '../../scripts/lib/paths.mjs';

const SHOWN = ['socket.io', 'engine.io', 'ws', '@nestjs/core', '@prisma/client', 'pg'];

/** What a number depends on besides the code: versions, cores, how busy the machine was. @param {string} postgres its version */
export function describeMachine(postgres) {
  const packages = SHOWN.map((name) => `${name} ${versionOf(name)}`);
  return [
    `Node ${process.version.slice(1)}, PostgreSQL ${postgres}, ${packages.join(', ')}`,
    `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}; load before: ${load()}`,
  ];
}

/** Load average of the last minute and of the last five. */
export function load() {
  return loadavg()
    .slice(0, 2)
    .map((value) => value.toFixed(2))
    .join(' / ');
}

/** @param {string} name */
function versionOf(name) {
  return JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8')).version;
}
