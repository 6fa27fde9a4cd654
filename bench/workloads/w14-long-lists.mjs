// @ts-check
import { PLAIN_ROWS } from '../lib/history-rows.mjs';
import { interleave, median } from '../lib/rounds.mjs';
import { ms } from '../lib/sending-table.mjs';
import { trial } from '../lib/trial.mjs';
import { listFaults, walkPages } from '../lib/walk-pages.mjs';

const PAGE = 100;
const LIMIT_MS = 200;
const MESSAGES_PER_ROOM = 3;
/** A list is opened so often; the first time in a process that has never told it. */
const OPENINGS = 5;

const LISTS = [
  {
    name: 'members of a room of 10,000',
    shape: { people: 10_000, rooms: 1 },
    pathOf: ({ rooms }) => `/api/rooms/${rooms[0]}/members?limit=${PAGE}`,
    idsOf: ({ people }) => people.map(({ id }) => id),
    hasMessages: false,
    wholeFrom: 0,
  },
  {
    name: 'rooms of somebody who is in 5,000',
    shape: { people: 2, rooms: 5_000, roomsPerPerson: 5_000 },
    pathOf: () => `/api/rooms?limit=${PAGE}`,
    idsOf: ({ rooms }) => rooms,
    hasMessages: true,
    // The first page holds the latest, the others all of them by id.
    wholeFrom: 1,
  },
];

/** Lists that are as long as they may get, over REST, page by page. */
export async function longLists(bench) {
  const section = bench.section('W14', `lists in pages of ${PAGE}, over REST`);
  const rows = [];
  const firsts = [];
  for (const list of LISTS) {
    const { chatket } = await interleave({ names: ['chatket'], rounds: bench.options.rounds }, async () => {
      const result = await measure(bench, list);
      section.fault(list.name, result.faults);
      return result;
    });
    const of = (read) => ms(median(chatket.map(read)));
    const row = [
      list.name,
      of(({ firstMs }) => firstMs[0]),
      `${of(({ firstMs }) => median(firstMs))} / ${ms(Math.max(...chatket.flatMap(({ firstMs }) => firstMs)))}`,
      of(({ pagesMs }) => median(pagesMs)),
      of(({ pagesMs }) => Math.max(...pagesMs)),
      of(({ pagesMs }) => pagesMs.reduce((sum, one) => sum + one, 0)),
    ];
    bench.say(`    ${row.join('  ')}`);
    rows.push(row);
    firsts.push(chatket.map(({ firstMs }) => Math.max(...firstMs) / LIMIT_MS));
  }
  section.table(
    [
      'list',
      'first page of a fresh process, ms',
      'first page, ms, p50 / max',
      'a page, ms, p50',
      'slowest page, ms',
      'all pages, ms',
    ],
    rows,
  );
  section.gate('W14 members', firsts[0] ?? []);
  return [section];
}

function measure(bench, { shape, pathOf, idsOf, hasMessages, wholeFrom }) {
  const setting = { contestant: bench.contestants.chatket, shape };
  return trial(bench, setting, async ({ server, database, topology }) => {
    if (hasMessages) await fill(bench.cluster, database.url, topology);
    const { token } = topology.people[0] ?? { token: '' };
    const list = { port: server.port, token, path: pathOf(topology) };
    const firstMs = [];
    const walks = [];
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      const walk = await walkPages(list);
      firstMs.push(walk.pagesMs[0] ?? Number.NaN);
      walks.push(walk);
    }
    const { pagesMs } = walks.at(-1) ?? { pagesMs: [] };
    const faults = walks.flatMap(({ pages }) =>
      listFaults(pages.slice(wholeFrom), ({ id }) => id, idsOf(topology)),
    );
    return { firstMs, pagesMs, faults };
  });
}

/** @param {import('../lib/cluster.mjs').Cluster} cluster @param {string} url @param {import('../lib/topology.mjs').Topology} topology */
async function fill(cluster, url, { people, rooms }) {
  const other = people[1]?.id;
  await cluster.query(url, PLAIN_ROWS, [rooms, Array.from({ length: 20 }, () => other), MESSAGES_PER_ROOM]);
  await cluster.query(url, 'UPDATE "Room" SET "lastSeq" = $1', [MESSAGES_PER_ROOM]);
  await cluster.query(url, 'VACUUM ANALYZE');
}
