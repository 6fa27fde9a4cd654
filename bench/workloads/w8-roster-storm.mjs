// @ts-check
import { interleave, median } from '../lib/rounds.mjs';
import { ms, whole } from '../lib/sending-table.mjs';
import { trial } from '../lib/trial.mjs';

const MEMBERS = 500;
const SPREAD_MS = 1_000;

/** Everybody enters the same room within a second: how much does telling everybody about everybody take? */
export async function rosterStorm(bench) {
  const section = bench.section('W8', `${MEMBERS} members enter one room within 1 s`);
  const measure = async (name) => {
    const contestant = bench.contestants[name];
    const result = await storm(bench, contestant);
    bench.say(
      `    ${contestant.name.padEnd(16)} ${whole(result.bytes)} bytes in ${whole(result.frames)} frames, settled after ${ms(result.settledMs)} ms, CPU ${result.serverUs.toFixed(0)} + PG ${result.postgresUs.toFixed(0)} µs/join, ${result.retries} retries`,
    );
    section.fault(contestant.name, result.faults);
    return result;
  };
  // What full rosters weigh does not depend on the machine's mood: one round of them is enough.
  const { naiveRoster } = await interleave({ names: ['naiveRoster'], rounds: 1 }, measure);
  const { chatket } = await interleave({ names: ['chatket'], rounds: bench.options.rounds }, measure);
  section.table(
    ['contestant', 'bytes received by all', 'frames', 'settled after ms', 'server CPU µs/join', 'retries'],
    [
      ['ChatKet', chatket],
      ['full rosters', naiveRoster],
    ].map(([name, rounds]) => row(name, rounds)),
  );
  section.gate(
    'W8 / full rosters',
    chatket.map(({ bytes }) => bytes / naiveRoster[0].bytes),
  );
  return [section];
}

function storm(bench, contestant, onProfile) {
  const shape = { people: MEMBERS, rooms: 1 };
  return trial(
    bench,
    { contestant, shape, onProfile },
    async ({ server, generator, topology, watched, profileFromHere }) => {
      await profileFromHere();
      return generator.run('joinStorm', {
        port: server.port,
        people: topology.people,
        spreadMs: SPREAD_MS,
        watched,
      });
    },
  );
}

export async function profileRosterStorm(bench, onProfile) {
  await storm(bench, bench.contestants.chatket, onProfile);
}

function row(name, rounds) {
  const of = (key) => median(rounds.map((round) => round[key]));
  return [
    name,
    whole(of('bytes')),
    whole(of('frames')),
    ms(of('settledMs')),
    whole(of('serverUs')),
    of('retries'),
  ];
}
