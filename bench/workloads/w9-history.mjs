// @ts-check
import { interleave, ratios } from '../lib/rounds.mjs';
import { ackedPerSecond } from '../lib/send-series.mjs';
import { roundLine, SENDING_HEAD, sendingRow } from '../lib/sending-table.mjs';
import { populate, topology } from '../lib/topology.mjs';
import { trial } from '../lib/trial.mjs';

const MESSAGES = 1_000_000;
const OTHER_ROOMS = 200;
const MESSAGES_PER_OTHER_ROOM = 500;
const WORKERS = 16;
const ANCHORS = 200;
const DEEP_SEQ = 101;
/** Pages are so few in a second that a server has to answer for longer until its code is compiled. */
const WARMUPS = 3;
/** Whose pages are read, and how. Our own client asks over the socket, and over REST before that is up. */
const WAYS = {
  rest: { contestant: 'chatket', command: 'readPages', title: 'ChatKet, REST' },
  socket: { contestant: 'chatket', command: 'askPages', title: 'ChatKet, socket' },
  naive: { contestant: 'naive', command: 'readPages', title: 'Nest + Prisma' },
};

/** Reading pages of fifty from a room of a million messages: the newest, any, and the deepest. */
export async function history(bench) {
  const section = bench.section(
    'W9',
    `pages of 50 from a room of ${MESSAGES.toLocaleString('en-US')} messages, ${WORKERS} readers`,
  );
  const stage = await fill(bench);
  try {
    const names = Object.keys(WAYS);
    const mixed = [
      ...(await anchorsAt(stage, (n) => 60 + ((n * 7919) % (MESSAGES - 100)))).flatMap((anchor) => [
        anchor,
        undefined,
      ]),
    ];
    const results = await interleave({ names, rounds: bench.options.rounds }, (name) =>
      read(bench, stage, section, name, mixed, WORKERS),
    );
    section.table(
      SENDING_HEAD.map((title) =>
        title.replace('acked/s', 'pages/s').replace('ack ', 'page ').replace('msg', 'page'),
      ),
      names.map((name) => sendingRow(WAYS[name].title, results[name])),
    );
    section.gate('W9 / Prisma', ratios(results.rest, results.naive, ackedPerSecond));
    section.gate('W9 socket / Prisma', ratios(results.socket, results.naive, ackedPerSecond));
    const cheaper = ratios(results.rest, results.socket, ({ serverUs }) => serverUs);
    section.note(`server CPU of a page over REST / over the socket: ${cheaper.map(twoDigits).join(' ')}`);
    section.gate('W9 depth', await depthRatios(bench, stage, section));
    return [section];
  } finally {
    await bench.cluster.dropDatabase(stage.database);
  }
}

const twoDigits = (value) => value.toPrecision(2);

/** One reader: pages far back and newest ones in turns. */
async function depthRatios(bench, stage, section) {
  const deep = await anchorsAt(stage, () => DEEP_SEQ);
  const plan = { names: ['deep', 'newest'], rounds: bench.options.rounds };
  const results = await interleave(plan, (name) =>
    read(bench, stage, section, 'rest', name === 'deep' ? deep.slice(0, 1) : [undefined], 1),
  );
  return ratios(results.deep, results.newest, ({ ack }) => ack.p50);
}

export async function profileHistory(bench, onProfile) {
  const stage = await fill(bench);
  try {
    await read(bench, stage, bench.section('W9', 'newest pages'), 'rest', [undefined], WORKERS, onProfile);
  } finally {
    await bench.cluster.dropDatabase(stage.database);
  }
}

function read(bench, { database, where, roomId }, section, way, anchors, workers, onProfile) {
  const { command, title } = WAYS[way];
  const contestant = bench.contestants[WAYS[way].contestant];
  const setting = {
    contestant,
    shape: { people: 1, rooms: 1 },
    prepared: { database, topology: where },
    onProfile,
  };
  return trial(bench, setting, async ({ server, generator, watched, profileFromHere }) => {
    await profileFromHere();
    const { warmupMs, measureMs } = bench.options;
    const { token } = where.people[0];
    const load = {
      port: server.port,
      token,
      roomId,
      head: MESSAGES,
      anchors,
      workers,
      warmupMs: WARMUPS * warmupMs,
      measureMs,
      watched,
    };
    const result = await generator.run(command, load);
    bench.say(roundLine(title, result));
    const nothing = result.acked === 0 ? ['not a single page came while it was measured'] : [];
    section.fault(title, [...result.faults, ...nothing]);
    return result;
  });
}

async function fill(bench) {
  const { cluster } = bench;
  const database = await cluster.createDatabase();
  const where = topology({ people: 20, rooms: 1 + OTHER_ROOMS, roomsPerPerson: 1 + OTHER_ROOMS });
  await populate(database.url, where);
  const [roomId, ...others] = where.rooms;
  const insert = `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
    SELECT gen_random_uuid(), r, n, ($2::uuid[])[1 + n % 20], 'filled-' || n, repeat('history ', 10), now()
    FROM unnest($1::uuid[]) AS r, generate_series(1, $3::int) AS n`;
  const people = where.people.map(({ id }) => id);
  await cluster.query(database.url, insert, [[roomId], people, MESSAGES]);
  await cluster.query(database.url, insert, [others, people, MESSAGES_PER_OTHER_ROOM]);
  await cluster.query(
    database.url,
    `UPDATE "Room" r SET "lastSeq" = (SELECT max(seq) FROM "Message" m WHERE m."roomId" = r.id)`,
  );
  await cluster.query(database.url, 'VACUUM ANALYZE');
  await cluster.query(database.url, 'CHECKPOINT');
  return { cluster, database, where, roomId };
}

async function anchorsAt({ cluster, database, roomId }, seqOf) {
  const seqs = Array.from({ length: ANCHORS }, (_, index) => seqOf(index));
  const text = 'SELECT id, seq::int AS seq FROM "Message" WHERE "roomId" = $1 AND seq = ANY ($2::bigint[])';
  return cluster.query(database.url, text, [roomId, seqs]);
}
