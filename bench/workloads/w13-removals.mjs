// @ts-check
import { interleave, median } from '../lib/rounds.mjs';
import { ms } from '../lib/sending-table.mjs';
import { trial } from '../lib/trial.mjs';

const PEOPLE = 42;
const KICKS = 20;
const PER_SECOND = 50;
const LIMIT_MS = 100;

/** People are put out of a room in which somebody writes: what reaches them afterwards, and how long? */
export async function removals(bench) {
  const section = bench.section(
    'W13',
    `one room of ${PEOPLE}, ${PER_SECOND} messages/s, ${KICKS} of its members are put out one by one`,
  );
  const { chatket } = await interleave({ names: ['chatket'], rounds: bench.options.rounds }, async () => {
    const result = await measure(bench);
    section.fault('ChatKet', result.faults);
    bench.say(`    ${row(result).join('  ')}`);
    return result;
  });
  section.table(
    [
      'removals',
      'answered after ms, p50 / max',
      'last packet after the question, ms, p50 / max',
      'after the answer, ms, max',
      'wrong packets',
      'messages meanwhile',
    ],
    chatket.map(row),
  );
  section.gate(
    'W13 last packet',
    chatket.map(({ results }) => latest(results) / LIMIT_MS),
  );
  return [section];
}

function measure(bench) {
  const setting = { contestant: bench.contestants.chatket, shape: { people: PEOPLE, rooms: 1 } };
  return trial(bench, setting, async ({ server, generator, database, topology: { people, rooms } }) => {
    await bench.cluster.query(database.url, 'UPDATE "RoomMembership" SET role = 3 WHERE "userId" = $1', [
      people[0]?.id,
    ]);
    const load = { port: server.port, people, perSecond: PER_SECOND, kicks: KICKS };
    const result = await generator.run('removals', load);
    const wrong = result.results.reduce((sum, one) => sum + one.wrong, 0);
    const quiet = result.results.filter(
      ({ heardBefore, behind }) => heardBefore === 0 || behind === 0,
    ).length;
    const faults = [
      ...result.faults,
      ...(wrong > 0 ? [`${wrong} entries reached people behind their removal`] : []),
      ...(quiet > 0 ? [`nothing was said around ${quiet} removals`] : []),
      ...(await storageFaults(bench.cluster, { url: database.url, roomId: rooms[0] }, result.sent)),
    ];
    return { ...result, wrong, faults };
  });
}

/** Every message and every removal is stored once, and each seq of the room belongs to one of them. */
async function storageFaults(cluster, { url, roomId }, sent) {
  const [found] = await cluster.query(
    url,
    `SELECT (SELECT count(*)::int FROM "Message") AS messages, (SELECT count(*)::int FROM "RoomEvent") AS removals,
            "lastSeq"::int AS head, "memberCount" AS members FROM "Room" WHERE id = $1`,
    [roomId],
  );
  const isRight =
    found.messages === sent &&
    found.removals === KICKS &&
    found.head === sent + KICKS &&
    found.members === PEOPLE - KICKS;
  return isRight
    ? []
    : [`stored: ${JSON.stringify(found)}, acknowledged: ${sent} messages, ${KICKS} removals`];
}

/** @param {any[]} results */
const latest = (results) => Math.max(0, ...results.map(({ lastAfterAckMs }) => lastAfterAckMs));

/** @param {any} round */
function row({ results, wrong, sent }) {
  const middleAndMost = (/** @type {string} */ key) => {
    const values = results.map((/** @type {any} */ one) => one[key]);
    return `${ms(median(values))} / ${ms(Math.max(...values))}`;
  };
  return [results.length, middleAndMost('ackMs'), middleAndMost('lastMs'), ms(latest(results)), wrong, sent];
}
