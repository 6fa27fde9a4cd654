import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Verdict } from './checker/check';
import type { CountingClient } from './clients/counting-client';
import { presentIn, recordFinals } from './final-state';
import type { HistoryEvent } from './history';
import { HistoryFile, readHistory } from './history-file';
import { inflict } from './nemesis';
import type { Fault } from './nemesis/fault';
import { Observer } from './observer';
import { pause } from './pause';
import { createRandom } from './random';
import type { Scale } from './scale';
import { readFinalState } from './stored-state';
import { Workload } from './workload';
import type { FilesPlace } from './world/files';
import type { PostgresUnderTest } from './world/postgres';
import { openWorld, type World } from './world/world';

const HEAL_LIMIT_MS = 90_000;
const LOOK_MS = 100;

export interface RunOptions {
  seed: number;
  scale: Scale;
  postgres: PostgresUnderTest;
  /** Where the history goes. */
  folder: string;
  /** Faults by round; those of one round run at the same time. */
  plan: Iterable<readonly Fault[]>;
  pace: number;
  calmMs: number;
  /** No new round begins after so long. */
  limitMs?: number;
  /** How long after the last fault somebody may still wait for something. */
  healLimitMs?: number;
  hasNginx?: boolean;
  hasTinyDisk?: boolean;
  isCluster?: boolean;
  /** Default: a folder. */
  filesPlace?: FilesPlace;
  env?: Record<string, string>;
}

export interface RunResult extends Verdict {
  seed: number;
  historyPath: string;
  faultsDone: string[];
  skipped: string[];
}

/** One run: opens a world, lets people talk, breaks things, heals them, waits for calm and judges. */
export async function run(options: RunOptions): Promise<RunResult> {
  const { seed, folder, postgres, scale, pace } = options;
  mkdirSync(folder, { recursive: true });
  const history = new HistoryFile(join(folder, 'history.jsonl'));
  const [faultsDone, skipped]: string[][] = [[], []];
  const record = (event: HistoryEvent) => {
    if (event.k === 'fault' && event.phase === 'end') faultsDone?.push(event.id);
    if (event.k === 'fault' && event.phase === 'skipped') skipped?.push(`${event.id}: ${event.note ?? ''}`);
    history.record(event);
  };
  const random = createRandom(seed);
  const world = await openWorld({
    postgres,
    folder,
    record,
    random,
    hasNginx: options.hasNginx ?? false,
    hasTinyDisk: options.hasTinyDisk ?? false,
    isCluster: options.isCluster ?? false,
    filesPlace: options.filesPlace ?? 'folder',
    env: options.env ?? {},
  });
  const workload = new Workload(world, scale, record, random);
  try {
    await workload.open();
    const observer = new Observer(world.database, workload.cast.watch, record);
    workload.start();
    const context = { world, workload, random: random.fork('nemesis'), pace };
    const endsAt = performance.now() + (options.limitMs ?? Infinity);
    await pause(options.calmMs);
    for (const faults of options.plan) {
      if (performance.now() > endsAt) break;
      await inflict(faults, context, record);
      await pause(options.calmMs);
    }
    await workload.stop();
    const healLimitMs = options.healLimitMs ?? HEAL_LIMIT_MS;
    if (await calm(world, workload, healLimitMs)) {
      await workload.speakLast();
      await calm(world, workload, healLimitMs);
    }
    await observer.stop();
    await recordFinals(world, workload, record);
    await workload.album?.recordFiles();
    const state = await readFinalState(world, workload);
    history.close();
    writeFileSync(join(folder, 'final.json'), JSON.stringify(state));
    const verdict = check(readHistory(history.path), state);
    return {
      ...verdict,
      seed,
      historyPath: history.path,
      faultsDone: faultsDone ?? [],
      skipped: skipped ?? [],
    };
  } finally {
    workload.close();
    await world.close();
  }
}

/**
 * Resolves when nothing moves any more, or when that takes so long that the checker will say what is stuck.
 * @returns whether it has come to rest
 */
async function calm(world: World, workload: Workload, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  // Pages are nobody's whose server was killed while it asked them; otherwise that takes a minute.
  await world.database.query(`UPDATE "LinkPage" SET "claimedUntil" = now() WHERE "claimedUntil" > now()`);
  while (performance.now() < deadline) {
    if (await isCalm(world, workload).catch(() => false)) return true;
    await pause(LOOK_MS);
  }
  return false;
}

async function isCalm({ database }: World, workload: Workload): Promise<boolean> {
  const isSent = [...workload.cast.clients, ...workload.cast.senders].every(({ pending }) => pending === 0);
  const { clients, counting } = workload.cast;
  if (!isSent || [...clients, ...counting].some(({ isOnline }) => !isOnline)) return false;
  if (!doAgree(counting)) return false;
  if (await areJobsUnderWay(database)) return false;
  const rows = await database.query<{ id: string; head: string; messages: string }>(
    `SELECT r.id, r."lastSeq" AS head, (SELECT count(*) FROM "Message" m WHERE m."roomId" = r.id) AS messages FROM "Room" r`,
  );
  const { real, plain, memberships } = workload.cast;
  for (const { id, head, messages } of rows) {
    for (const { cursors, copies, user } of real)
      if (memberships.isMember(user, id) && cursors.has(id))
        if ((cursors.get(id) ?? 0) < Number(head) || copies.get(id)?.isShort) return false;
    for (const { counts, user } of plain)
      if (memberships.isMember(user, id) && (counts.get(id) ?? Infinity) < Number(messages)) return false;
  }
  const present = new Map(presentIn(workload).map(({ room, users }) => [room, users.join(' ')]));
  return workload.cast.real.every((client) =>
    [...client.rosters.rooms()].every(
      (room) => client.onlineIn(room)?.sort().join(' ') === present.get(room),
    ),
  );
}

/** Whether the devices of each person count the same: one whose list could not be read asks for it again. */
function doAgree(counting: readonly CountingClient[]): boolean {
  const shown = new Map(counting.map((device) => [device.user, JSON.stringify(device.counted())]));
  return counting.every((device) => shown.get(device.user) === JSON.stringify(device.counted()));
}

/** What is done behind a message, or behind somebody who has gone: it is still to come, or being done. */
async function areJobsUnderWay(database: World['database']): Promise<boolean> {
  const [row] = await database.query<{ is: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM graphile_worker.jobs
       WHERE task_identifier IN ('previews:message', 'account:finish-deletion')) AS is`,
  );
  return row?.is ?? false;
}
