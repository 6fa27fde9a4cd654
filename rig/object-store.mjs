import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AwsClient } from 'aws4fetch';
import { inRoot } from '../scripts/lib/paths.mjs';
import { endOf } from './children.mjs';
import { findSwift } from './programs.mjs';

const PROGRAM = inRoot('rig', 'object-store.py');
const KEY = { name: 'chat:ket', secret: 'a-key-for-tests' };
const BUCKET = 'chatket-files';

/**
 * A real object store, OpenStack Swift with its S3 API, on the loopback address and with one bucket. It verifies signatures.
 */
export class ObjectStore {
  #folder;
  #port = 0;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
  }

  /** @returns {Promise<ObjectStore>} @throws Error with what it said when it does not start */
  static async start() {
    const store = new ObjectStore(mkdtempSync(join(tmpdir(), 'chatket-objects-')));
    await store.start();
    const { status } = await store.ask('');
    if (status !== 200) throw new Error(`the object store made no bucket: ${status}`);
    return store;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What a server is told that is to keep its files here. */
  get environment() {
    return {
      FILES_DRIVER: 's3',
      S3_ENDPOINT: this.url,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY: KEY.name,
      S3_SECRET_KEY: KEY.secret,
    };
  }

  /** Asks it for something, signed as a server does it. @param {string} path in the bucket @param {RequestInit} [options] */
  ask(path, options = { method: 'PUT' }) {
    const aws = new AwsClient({
      accessKeyId: KEY.name,
      secretAccessKey: KEY.secret,
      service: 's3',
      region: 'us-east-1',
      retries: 0,
    });
    return aws.fetch(`${this.url}/${BUCKET}${path}`, options);
  }

  /** Again, where it was, with what it has. @returns {Promise<void>} */
  async start() {
    const swift = findSwift();
    if (swift === undefined) throw new Error('no Swift was found');
    // Whichever Python it was installed for.
    const python = /^#!\s*(\S+)/.exec(readFileSync(swift, 'utf8'))?.[1] ?? 'python3';
    const args = [PROGRAM, this.#folder, String(this.#port), KEY.name, KEY.secret];
    // It ends with its input, so also with a process that is killed.
    const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    /** @type {string[]} */
    const said = [];
    child.stderr.on('data', (text) => said.push(String(text)));
    this.#port = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`the object store has ended:\n${said.join('')}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [, port] = /^ready (\d+)$/.exec(line) ?? [];
        if (port !== undefined) resolve(Number(port));
      });
    });
  }

  /** As a machine that loses its power does. What it has answered is kept. @returns {Promise<void>} */
  async kill() {
    await endOf(this.#child);
  }

  /** @returns {Promise<void>} */
  async stop() {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
