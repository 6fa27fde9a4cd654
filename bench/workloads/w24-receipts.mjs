// @ts-check
import { interleave, median } from '../lib/rounds.mjs';
import { ms, roundLine, SENDING_HEAD, sendingRow, whole } from '../lib/sending-table.mjs';
import { storageFaults, trial } from '../lib/trial.mjs';

/** As large as rooms may be in which it is shown who has read. */
const SHAPE = { people: 50, rooms: 1 };
const LOAD = { senders: 20, perSecond: 300 };

/** A room of fifty in which everybody reads on all the time: what does it cost that everybody is told of it? */
export async function receipts(bench) {
  const section = bench.section(
    'W24',
    `one room of ${SHAPE.people}, ${LOAD.perSecond} messages/s, everybody says once a second how far they have read`,
  );
  const { chatket } = await interleave({ names: ['chatket'], rounds: bench.options.rounds }, async () => {
    const result = await measure(bench);
    section.fault('ChatKet', result.faults);
    for (const [name, turns] of turnsOf(result)) for (const turn of turns) bench.say(roundLine(name, turn));
    return result;
  });
  const [watching, alone] = ['watching', 'alone'].map((key) => chatket.flatMap((round) => round[key]));
  section.table(
    SENDING_HEAD,
    turnsOf({ watching, alone }).map(([name, turns]) => sendingRow(name, turns)),
  );
  const of = (read) => median(watching.map(read));
  section.note(
    `Each was told ${ms(of(({ told, seconds }) => told / seconds / SHAPE.people))} times a second, ` +
      `${whole(of(({ toldBytes, told }) => toldBytes / told))} bytes each time, ` +
      `of ${whole(of(({ reads, seconds }) => reads / seconds))} readings a second.`,
  );
  section.gate(
    'W24 cost',
    chatket.map((round) => cpuOf(round.watching) / cpuOf(round.alone)),
  );
  section.gate(
    'W24 events',
    chatket.map((round) => Math.max(...round.watching.map(({ mostPerSecond }) => mostPerSecond))),
  );
  return [section];
}

const turnsOf = ({ watching, alone }) => [
  ['all see who has read', watching],
  ['nobody does', alone],
];

/** A message, server and PostgreSQL. @param {any[]} turns */
const cpuOf = (turns) => median(turns.map(({ serverUs, postgresUs }) => serverUs + postgresUs));

function measure(bench) {
  const contestant = bench.contestants.chatket;
  return trial(bench, { contestant, shape: SHAPE }, async (stage) => {
    const { server, generator, database, topology, watched } = stage;
    await generator.run('join', { port: server.port, isOrdered: true, people: topology.people });
    const { warmupMs, measureMs } = bench.options;
    const result = await generator.run('receipts', { ...LOAD, warmupMs, measureMs, watched });
    const stored = await storageFaults(bench.cluster, database.url, contestant, result.counts);
    const unread = await unreadFaults(bench.cluster, database.url);
    const stolenCores = Math.max(...[...result.watching, ...result.alone].map((turn) => turn.stolenCores));
    return { ...result, stolenCores, faults: [...result.faults, ...stored, ...unread] };
  });
}

/** Everybody has read everything. */
async function unreadFaults(cluster, url) {
  const [{ behind }] = await cluster.query(
    url,
    `SELECT count(*)::int AS behind FROM "RoomMembership" m JOIN "Room" r ON r.id = m."roomId"
     WHERE m."lastReadSeq" < r."lastSeq"`,
  );
  return behind === 0 ? [] : [`the readings of ${behind} people are not stored`];
}
