#!/usr/bin/env node
// Restarts the servers of Docker Compose one after the other, each with the newest image, so that people notice nothing:
//   node scripts/rolling-restart.mjs [options of docker compose, such as -f docker-compose.yml -f docker-compose.scale.yml]
import { spawnSync } from 'node:child_process';

const SERVICE = 'server';
/** Longer than a server takes to let its work finish. */
const STOP_SECONDS = '30';

const compose = ['compose', ...process.argv.slice(2)];

/** Runs docker. @returns {string} what it printed */
function docker(...args) {
  const { status, stdout, error } = spawnSync('docker', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`docker ${args.join(' ')} has ended with ${status}`);
  return stdout;
}

const ids = () =>
  docker(...compose, 'ps', '--quiet', SERVICE)
    .split('\n')
    .filter(Boolean);

try {
  const old = ids();
  if (old.length < 2)
    throw new Error('A rolling restart needs two servers at least: there would be none meanwhile.');
  docker(...compose, 'build', SERVICE);
  for (const [index, id] of old.entries()) {
    docker('stop', '--time', STOP_SECONDS, id);
    docker('rm', id);
    // Brings back what is missing, leaves the others alone, and waits until all are ready.
    const count = ['--scale', `${SERVICE}=${old.length}`];
    docker(...compose, 'up', '--detach', '--no-deps', '--no-recreate', '--wait', ...count, SERVICE);
    console.log(`${index + 1} of ${old.length} restarted`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
