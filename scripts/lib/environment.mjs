import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keptSecret } from './kept-secret.mjs';
import { inRoot } from './paths.mjs';
import { Refusal } from './refusal.mjs';

/** Where the embedded database and the generated secrets live. */
export function dataDirectoryPath(environment = process.env) {
  return resolve(environment.CHATKET_DATA_DIR || inRoot('.chatket'));
}

/** Reads `.env` of the project when there is one. Variables that are set already keep their values. */
export function loadEnvFile() {
  const file = inRoot('.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** @returns whether the environment names a database server, so that none has to be started */
export function hasOwnDatabase(environment) {
  return ['DATABASE_URL', 'DATABASE_URL_FILE', 'POSTGRES_HOST'].some((key) => Boolean(environment[key]));
}

/**
 * Completes the environment for a server that one person starts on one machine: only that machine can reach it, the
 * login codes appear on the screen, and the signing secret is made once and kept.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {NodeJS.ProcessEnv} without keys that are empty
 * @throws Refusal when PORT is not a port
 */
export function localEnvironment(environment) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const completed = { PORT: '8080', HOST: '127.0.0.1', CODE_DELIVERY: 'response', ...given };
  // An onlooker needs no line per request; login codes that go to the log are there at every level.
  completed.LOG_LEVEL ??= 'warn';
  completed.FILES_DIR ??= join(dataDirectoryPath(environment), 'files');
  if (!/^\d{1,5}$/.test(completed.PORT) || Number(completed.PORT) > 65_535) {
    throw new Refusal(`PORT must be a number from 0 to 65535, and it is "${completed.PORT}".`);
  }
  if (!completed.JWT_SECRET && !completed.JWT_SECRET_FILE) {
    completed.JWT_SECRET = keptSecret(join(dataDirectoryPath(environment), 'jwt-secret'));
  }
  return completed;
}
