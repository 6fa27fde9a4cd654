import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startNginx } from '../../../rig/nginx.mjs';
import { findNginx } from '../../../rig/programs.mjs';
import { freePort } from '../../../scripts/lib/free-port.mjs';
import { createDatabase, type TestDatabase } from '../../../rig/database.mjs';
import { LIFTED_LOGIN_LIMITS } from '../../../rig/environment.mjs';
import type { Recorder } from '../history';
import { Link } from '../proxy/link';
import type { Random } from '../random';
import { Cluster } from './cluster';
import type { PostgresUnderTest, TinyDisk } from './postgres';
import { type FilesPlace, FilesUnderTest } from './files';
import { PagesUnderTest } from './pages';
import { ServerUnderTest } from './server';

type Nginx = Awaited<ReturnType<typeof startNginx>>;

/** Everything that runs, and the links between: clients → front link → (Nginx) → server(s) → database link → PostgreSQL. */
export interface World {
  postgres: PostgresUnderTest;
  database: TestDatabase;
  /** The only one, or the first. */
  server: ServerUnderTest;
  /** Where there are two servers. */
  cluster: Cluster | undefined;
  /** Where to ask: one server after the other. */
  url(): string;
  nginx: NginxUnderTest | undefined;
  /** What all ordinary clients go through. */
  front: Link;
  /** What slow readers go through. */
  narrow: Link;
  databaseLink: Link;
  /** Where the messages are stored, when the run wants a disk that can be filled. */
  tinyDisk: TinyDisk | undefined;
  files: FilesUnderTest;
  /** To which people link. */
  pages: PagesUnderTest;
  close(): Promise<void>;
}

export interface WorldOptions {
  postgres: PostgresUnderTest;
  folder: string;
  record: Recorder;
  random: Random;
  hasNginx: boolean;
  /** Puts the messages on a disk that can be filled, where this user may mount one. */
  hasTinyDisk: boolean;
  /** Two servers behind Nginx, with a Redis. */
  isCluster: boolean;
  filesPlace: FilesPlace;
  env: Record<string, string>;
}

const TINY_DISK_BYTES = 48 * 1024 * 1024;
const LOG_DISK_BYTES = 192 * 1024 * 1024;
const TABLESPACE = 'chaos_tiny';

const ENV = {
  DATABASE_POOL_MAX: '10',
  RATE_LIMIT_MESSAGES: '100000',
  ...LIFTED_LOGIN_LIMITS,
  RATE_LIMIT_CHANGES: '100000',
  AUTH_REQUESTS_PER_ACCOUNT: '100000',
  AUTH_VERIFIES_PER_ACCOUNT: '100000',
  PING_INTERVAL_MS: '2000',
  PING_TIMEOUT_MS: '2000',
  PRESENCE_GRACE_MS: '500',
};

export async function openWorld(options: WorldOptions): Promise<World> {
  const { postgres, random, record } = options;
  if (options.hasTinyDisk) await postgres.moveLog(LOG_DISK_BYTES);
  const database = await createDatabase(postgres.url());
  const files = await FilesUnderTest.open(join(options.folder, 'files'), options.filesPlace);
  const pages = await PagesUnderTest.start();
  const env = { ...ENV, ...files.environment, ...pages.environment, ...options.env };
  const cluster = options.isCluster ? await Cluster.open(database.url, { env, record, random }) : undefined;
  const { server, databaseLink } = cluster?.stations[0] ?? (await openServer(database.url, env, options));
  const ports = cluster?.ports ?? [server.port];
  const nginx = options.hasNginx || cluster ? await NginxUnderTest.start(ports, options.folder) : undefined;
  if (cluster && !nginx) throw new Error('two servers need Nginx before them');
  const link = (name: string) =>
    Link.open({
      target: { host: '127.0.0.1', port: nginx?.port ?? server.port },
      hasFrames: true,
      spreadsAddresses: process.platform === 'linux',
      random: random.fork(name),
    });
  const [front, narrow] = await Promise.all([link('front'), link('narrow')]);
  const tinyDisk = options.hasTinyDisk ? await moveMessages(postgres, database) : undefined;
  return {
    postgres,
    database,
    server,
    cluster,
    url: () => cluster?.nextUrl() ?? server.url,
    nginx,
    front,
    narrow,
    databaseLink,
    tinyDisk,
    files,
    pages,
    close: async () => {
      await Promise.all([front.close(), narrow.close()]);
      await nginx?.stop();
      await (cluster ? cluster.close() : closeServer(server, databaseLink));
      await Promise.all([files.close(), pages.stop()]);
      await database.drop();
      if (tinyDisk) await dropTablespace(postgres);
    },
  };
}

async function openServer(
  databaseUrl: string,
  env: Record<string, string>,
  { random, record }: WorldOptions,
): Promise<{ server: ServerUnderTest; databaseLink: Link }> {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const databaseLink = await Link.open({ target, random: random.fork('database link') });
  url.port = String(databaseLink.port);
  const server = await ServerUnderTest.start({ ...env, DATABASE_URL: url.href }, record);
  return { server, databaseLink };
}

async function closeServer(server: ServerUnderTest, databaseLink: Link): Promise<void> {
  await server.stop();
  await databaseLink.close();
}

async function moveMessages(
  postgres: PostgresUnderTest,
  database: TestDatabase,
): Promise<TinyDisk | undefined> {
  const disk = postgres.mountTinyDisk(TINY_DISK_BYTES);
  if (!disk) return undefined;
  await database.query(`CREATE TABLESPACE ${TABLESPACE} LOCATION '${disk.tablespace}'`);
  await database.query(`ALTER TABLE "Message" SET TABLESPACE ${TABLESPACE}`);
  return disk;
}

async function dropTablespace(postgres: PostgresUnderTest): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  await client.query(`DROP TABLESPACE ${TABLESPACE}`);
  await client.end();
}

/** Nginx in front of the server, with the configuration of the image. */
export class NginxUnderTest {
  private constructor(
    readonly port: number,
    private readonly serverPorts: readonly number[],
    private readonly root: string,
    private nginx: Nginx,
  ) {}

  /** @returns undefined when none is installed */
  static async start(serverPorts: readonly number[], folder: string): Promise<NginxUnderTest | undefined> {
    if (!findNginx()) return undefined;
    const root = join(folder, 'www');
    mkdirSync(root, { recursive: true });
    const port = await freePort();
    return new NginxUnderTest(port, serverPorts, root, await launch(port, serverPorts, root));
  }

  reload(): Promise<void> {
    return this.nginx.reload();
  }

  async restart(): Promise<void> {
    await this.nginx.stop();
    this.nginx = await launch(this.port, this.serverPorts, this.root);
  }

  stop(): Promise<void> {
    return this.nginx.stop();
  }
}

function launch(port: number, serverPorts: readonly number[], root: string): Promise<Nginx> {
  return startNginx({
    port,
    upstream: serverPorts.map((each) => `127.0.0.1:${String(each)}`),
    root,
    nginxPath: findNginx() ?? 'nginx',
  });
}
