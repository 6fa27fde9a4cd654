// @ts-check
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuOf, cpuOfFamily } from '../lib/cpu.mjs';
import { Latencies } from '../lib/latencies.mjs';
import { idInOrder, TEXT_ROWS, Texts } from '../lib/search-rows.mjs';
import { ms } from '../lib/sending-table.mjs';
import { populate, topology } from '../lib/topology.mjs';
import { trial } from '../lib/trial.mjs';

/** `BENCH_SEARCH_MESSAGES` measures another size. */
const MESSAGES = Number(process.env.BENCH_SEARCH_MESSAGES ?? 1_000_000);
const ROOMS = 200;
const BIG_SHARE = 0.1;
const SLICE = 5_000;
const GOAL_MS = 150;
/** A person may search 120 times a minute. */
const PEOPLE_PER_READER = 12;
const RUNS = 30;
const SAMPLES = 2_000;

/** Who asks, by the rooms they are in: the first room has a tenth of all messages. */
const READERS = {
  'all rooms': (/** @type {number} */ room) => room >= 0,
  '63 rooms': (/** @type {number} */ room) => room % 3 === 1 && room < 189,
  'the big room': (/** @type {number} */ room) => room === 0,
  'eight small rooms': (/** @type {number} */ room) => room >= 100 && room < 108,
};

/** What is asked for, made of a message that is there. @type {Record<string, { of: string, ask: (text: string, n: number) => string }>} */
const KINDS = {
  'a word': { of: 'english', ask: (text, n) => wordOf(text, n) },
  'inside a word': { of: 'english', ask: (text) => longest(text).slice(1, -1) },
  'a phrase': { of: 'english', ask: (text) => `"${text.split(' ').slice(0, 3).join(' ')}"` },
  'the beginning': { of: 'english', ask: (text) => longest(text).slice(0, 4) },
  'an address': { of: 'url', ask: (text) => text.split(' ').at(-1) ?? '' },
  'an IP address': { of: 'ip', ask: (text) => text.split(' ').at(-1) ?? '' },
  dashes: { of: 'dashes', ask: (text) => text.split(' ').at(-1) ?? '' },
  'folded letters': { of: 'turkish', ask: (text) => plain(longest(text)) },
  'two letters': { of: 'english', ask: (text) => longest(text).slice(0, 2) },
  'two signs': { of: 'wide', ask: (text) => text.slice(2, 4) },
  'one sign': { of: 'wide', ask: (text) => text.slice(3, 4) },
  nothing: { of: 'english', ask: (_, n) => `qxqx${n}zz` },
};

/** Searching while one types, in a million messages, by four kinds of readers. */
export async function search(bench) {
  const section = bench.section('W20', `search in ${MESSAGES.toLocaleString('en-US')} messages`);
  const { database, where, samples } = await fill(bench);
  try {
    await build(bench, section, database);
    const prepared = { database, topology: where };
    const contestant = bench.contestants.chatket;
    const measured = await trial(bench, { contestant, shape: { people: 1, rooms: 1 }, prepared }, (stage) =>
      ask(stage, where, samples),
    );
    section.fault('ChatKet', measured.faults);
    const [server, postgres] = measured.cpu.map((milliseconds) => milliseconds.toFixed(1));
    section.note(`CPU of a search, all kinds and readers: server ${server} ms, PostgreSQL ${postgres} ms`);
    const readers = Object.keys(READERS);
    section.table(
      ['p50 / p95 / max ms', ...readers],
      [...Object.keys(KINDS), 'all kinds'].map((kind) => [
        kind,
        ...readers.map((reader) => {
          const { p50, p95, max } = summaryOf(measured.latencies, reader, kind);
          return `${ms(p50)} / ${ms(p95)} / ${ms(max)}`;
        }),
      ]),
    );
    section.gate('W20 p95', [summaryOf(measured.latencies).p95 / GOAL_MS]);
    return [section];
  } finally {
    await bench.cluster.dropDatabase(database);
  }
}

/** @param {Map<string, number[]>} latencies by `reader: kind` */
function summaryOf(latencies, reader = '', kind = 'all kinds') {
  const all = new Latencies();
  for (const [key, values] of latencies)
    if (key.startsWith(reader) && (kind === 'all kinds' || key.endsWith(`: ${kind}`)))
      values.forEach((value) => all.add(value));
  return all.summary();
}

async function fill({ cluster }) {
  const database = await cluster.createDatabase();
  const names = Object.keys(READERS);
  const where = topology({ people: names.length * PEOPLE_PER_READER, rooms: ROOMS });
  where.people.forEach((person, index) => {
    const isIn = READERS[names[Math.floor(index / PEOPLE_PER_READER)]];
    person.rooms = where.rooms.filter((_, room) => isIn(room));
  });
  await populate(database.url, where);
  const texts = new Texts();
  const seqs = where.rooms.map(() => 0);
  /** @type {Record<string, { text: string, room: number }[]>} */
  const samples = {};
  for (let first = 0; first < MESSAGES; first += SLICE) {
    const rows = Array.from({ length: Math.min(SLICE, MESSAGES - first) }, (_, index) => {
      const room = texts.below(1 / BIG_SHARE) === 0 ? 0 : texts.below(ROOMS);
      const { text, kind } = texts.next();
      if (texts.below(MESSAGES) < SAMPLES * 10) (samples[kind] ??= []).push({ text, room });
      return { id: idInOrder(first + index + 1), room, seq: (seqs[room] += 1), text };
    });
    await cluster.query(database.url, TEXT_ROWS, [
      rows.map(({ id }) => id),
      rows.map(({ room }) => where.rooms[room]),
      rows.map(({ seq }) => seq),
      rows.map(({ seq }) => where.people[seq % where.people.length].id),
      rows.map(({ text }) => text),
      MESSAGES - first,
    ]);
  }
  await cluster.query(
    database.url,
    'UPDATE "Room" r SET "lastSeq" = w.seq FROM unnest($1::uuid[], $2::bigint[]) AS w (id, seq) WHERE r.id = w.id',
    [where.rooms, seqs],
  );
  await cluster.query(database.url, 'VACUUM ANALYZE');
  return { database, where, samples };
}

/** Makes the index, and says what that costs and how large it is. */
async function build(bench, section, database) {
  const dist = dirname(bench.contestants.chatket.script);
  const { rebuildSearch } = await import(pathToFileURL(join(dist, 'rebuild-search.js')).href);
  const [start, cpu, own] = [performance.now(), cpuOfFamily(bench.cluster.pid), process.cpuUsage()];
  await rebuildSearch(database.url, () => undefined);
  const { user, system } = process.cpuUsage(own);
  const seconds = (performance.now() - start) / 1_000;
  const perMessage = (milliseconds) => Math.round((milliseconds * 1_000) / MESSAGES);
  await bench.cluster.query(database.url, 'VACUUM ANALYZE "SearchEntry"');
  const [size] = await bench.cluster.query(
    database.url,
    `SELECT pg_table_size('"SearchEntry"') / 1000000 AS rows, pg_relation_size('"SearchEntry_grams_idx"') / 1000000 AS gin,
       pg_relation_size('"SearchEntry_pkey"') / 1000000 AS key, pg_total_relation_size('"Message"') / 1000000 AS messages`,
  );
  section.note(
    `made in ${seconds.toFixed(0)} s: PostgreSQL ${perMessage(cpuOfFamily(bench.cluster.pid) - cpu)} µs, Node ${perMessage((user + system) / 1_000)} µs of CPU a message; ${size.rows} + ${size.gin} + ${size.key} MB (table, GIN, key) beside ${size.messages} MB of messages`,
  );
}

/** Each reader asks for each kind in turns, one search at a time. */
async function ask({ server, watched }, where, samples) {
  const latencies = new Map();
  const used = () => [cpuOf(server.pid).user + cpuOf(server.pid).system, cpuOfFamily(watched.postmasterPid)];
  const before = used();
  let count = 0;
  const faults = [];
  for (let run = -2; run < RUNS; run += 1) {
    for (const [reader, isIn] of Object.entries(READERS)) {
      const group = Object.keys(READERS).indexOf(reader) * PEOPLE_PER_READER;
      const { token } = where.people[group + ((run + 2) % PEOPLE_PER_READER)];
      for (const [kind, { of, ask: make }] of Object.entries(KINDS)) {
        const some = samples[of].filter(({ room }) => isIn(room));
        const sample = some[(run + 2) % some.length] ?? samples[of][0];
        const q = make(sample.text, run);
        const start = performance.now();
        const answer = await fetch(`http://127.0.0.1:${server.port}/api/search?q=${encodeURIComponent(q)}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        const body = /** @type {any} */ (await answer.json());
        const took = performance.now() - start;
        count += 1;
        const key = `${reader}: ${kind}`;
        if (run >= 0) latencies.set(key, [...(latencies.get(key) ?? []), took]);
        const isRight = kind === 'nothing' ? body.results?.length === 0 : body.results?.length > 0;
        if (answer.status !== 200 || (!isRight && some.length > 0))
          faults.push(`${key}: ${answer.status} for ${q}`);
      }
    }
  }
  const cpu = used().map((milliseconds, index) => (milliseconds - before[index]) / count);
  return { latencies, faults, cpu };
}

const longest = (text) => text.split(' ').reduce((one, other) => (other.length > one.length ? other : one));
const wordOf = (text, n) => {
  const words = text.split(' ').filter(({ length }) => length > 2);
  return words[Math.abs(n) % words.length] ?? text;
};
const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('ı', 'i');
