// @ts-check
import { interleave, median } from '../lib/rounds.mjs';
import { ms, whole } from '../lib/sending-table.mjs';
import { trial } from '../lib/trial.mjs';

const SHAPE = { people: 100, rooms: 1 };
const LOAD = { senders: 20, window: 4 };
const NONE = { react: 0, edit: 0, delete: 0 };
/** Of what the mix changes: what is on the screen of somebody who looks back a little. */
const RECENT = 500;
const PHASES = [
  { name: 'messages', shares: NONE },
  { name: 'reactions', shares: { ...NONE, react: 1 } },
  { name: 'the mix', shares: { react: 0.3, edit: 0.05, delete: 0.02 }, reach: RECENT },
  { name: 'reactions to one message', shares: { ...NONE, react: 1 }, reach: 1 },
];

/** A room in which people not only talk: they react, edit and delete. */
export async function changes(bench) {
  const section = bench.section(
    'W12',
    'one room of 100, 80 operations under way: messages; reactions to any message; 63 % messages, 30 % reactions, 5 % edits, 2 % deletions; reactions of all to one message',
  );
  const { rounds } = bench.options;
  const { chatket } = await interleave({ names: ['chatket'], rounds }, async () => {
    const result = await measure(bench);
    section.fault('ChatKet', result.faults);
    for (const phase of result.results) bench.say(`    ${row([phase]).join('  ')}`);
    return result;
  });
  const phases = PHASES.map((_, index) => chatket.map(({ results }) => results[index]));
  section.table(
    [
      'phase',
      'acked/s',
      'ack p50 / p99 ms',
      'server CPU µs/op',
      'PostgreSQL CPU µs/op',
      'reactions/s',
      'broadcasts per reaction',
      'cores: server / PG / generator / others / stolen',
    ],
    phases.map(row),
  );
  const closest = Math.min(...chatket.map(({ closestMs }) => closestMs));
  section.note(`The two closest broadcasts of reactions to one message: ${closest} ms apart.`);
  const [messages, reactions] = phases;
  section.gate(
    'W12 reaction / message',
    perOperation(reactions, messages, ({ serverUs }) => serverUs),
  );
  return [section];
}

/** @param {import('../lib/bench.mjs').Bench} bench @param {import('../lib/trial.mjs').OnProfile} [onProfile] of the reactions */
function measure(bench, onProfile) {
  const contestant = bench.contestants.chatket;
  return trial(bench, { contestant, shape: SHAPE, onProfile }, async (stage) => {
    const { server, generator, database, topology, watched, profileFromHere } = stage;
    await generator.run('join', { port: server.port, isOrdered: true, people: topology.people });
    const { warmupMs, measureMs } = bench.options;
    await profileFromHere();
    const phases = onProfile ? PHASES.slice(0, 2) : PHASES;
    const result = await generator.run('mixed', { ...LOAD, phases, warmupMs, measureMs, watched });
    const stored = await storageFaults(bench.cluster, database.url, result.stored);
    const stolenCores = Math.max(...result.results.map((phase) => phase.stolenCores));
    return { ...result, stolenCores, faults: [...result.faults, ...stored] };
  });
}

export async function profileChanges(bench, onProfile) {
  await measure(bench, onProfile);
}

/** Every message and reaction is stored once, and each seq of the room belongs to one entry. */
async function storageFaults(cluster, url, expected) {
  const [found] = await cluster.query(
    url,
    `SELECT (SELECT count(*)::int FROM "Message") AS messages, (SELECT count(*)::int FROM "MessageReaction") AS reactions,
            (SELECT count(*)::int FROM "RoomEvent") AS changes, (SELECT max("lastSeq")::int FROM "Room") AS head`,
  );
  const isRight =
    found.messages === expected.messages &&
    found.reactions === expected.reactions &&
    found.head === found.messages + found.changes;
  return isRight ? [] : [`stored: ${JSON.stringify(found)}, acknowledged: ${JSON.stringify(expected)}`];
}

/** @param {any[]} ours @param {any[]} theirs @param {(phase: any) => number} of */
function perOperation(ours, theirs, of) {
  return ours.map((phase, index) => of(phase) / of(theirs[index]));
}

/** @param {any[]} rounds of one phase */
function row(rounds) {
  const of = (read) => median(rounds.map(read));
  const reactions = of(({ changes, seconds }) => changes.react / seconds);
  return [
    rounds[0].name,
    whole(of(({ ackedPerSecond }) => ackedPerSecond)),
    `${ms(of(({ ack }) => ack.p50))} / ${ms(of(({ ack }) => ack.p99))}`,
    whole(of(({ serverUs }) => serverUs)),
    whole(of(({ postgresUs }) => postgresUs)),
    whole(reactions),
    reactions > 0 ? of(({ changes, heard }) => heard.reacted / changes.react).toFixed(2) : '–',
    ['serverCores', 'postgresCores', 'generatorCores', 'foreignCores', 'stolenCores']
      .map((key) => of((round) => round[key]).toFixed(2))
      .join(' / '),
  ];
}
