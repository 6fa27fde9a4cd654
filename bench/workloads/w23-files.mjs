// @ts-check
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { startNginx } from '../../rig/nginx.mjs';
import { findNginx } from '../../rig/programs.mjs';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { heardBy, sendFiles } from '../lib/heard.mjs';
import { watchMemory } from '../lib/most-memory.mjs';
import { interleave, median, ratios } from '../lib/rounds.mjs';
import { sendSeries } from '../lib/send-series.mjs';
import { PROBE } from '../lib/server-process.mjs';
import { roundLine, whole } from '../lib/sending-table.mjs';
import { sendTrial, trial } from '../lib/trial.mjs';
import { ask, discard, upload } from '../lib/uploads.mjs';

const MB = 1024 * 1024;
const LARGE = 100 * MB;
const MEMORY_LIMIT = 40 * MB;
const LOOP_LIMIT_MS = 20;
const AT_ONCE = 200;
const FIRST = 20;
const SHAPE = { people: 100, rooms: 1 };
const RATE = { senders: 20, perSecond: 300 };

/** Files and the talk beside them: memory, latency, and how long the loop stands still. */
export async function files(bench) {
  const sections = [await largeFile(bench), await photograph(bench)];
  // A latency, which holds on a machine of one's own only.
  return bench.options.isShort ? sections : [...sections, await crowd(bench)];
}

async function largeFile(bench) {
  const section = bench.section('W23', 'a file of 100 MB through Nginx, there and back');
  const nginxPath = findNginx();
  if (nginxPath === undefined) return section.note('Not done: no Nginx was found.');
  const plan = { names: ['chatket'], rounds: bench.options.isShort ? 1 : bench.options.rounds };
  const { chatket } = await interleave(plan, () => within(bench, (stage) => measureLarge(stage, nginxPath)));
  for (const { faults } of chatket) section.fault('ChatKet', faults);
  section.table(
    ['seconds there', 'MB more RSS at most'],
    chatket.map(({ seconds, bytes }) => [seconds.toFixed(1), (bytes / MB).toFixed(1)]),
  );
  return section.gate(
    'W23 memory',
    chatket.map(({ bytes }) => bytes / MEMORY_LIMIT),
  );
}

async function measureLarge({ server, where }, nginxPath) {
  const root = mkdtempSync(join(tmpdir(), 'chatket-bench-www-'));
  const upstream = `127.0.0.1:${server.port}`;
  const nginx = await startNginx({ port: await freePort(), upstream, root, nginxPath });
  try {
    const through = { ...where, url: nginx.url };
    // What comes first warms everything up.
    await upload(through, randomBytes(8 * MB), 'first.bin');
    await server.ask('memory');
    const bytes = randomBytes(LARGE);
    const more = watchMemory(server.pid);
    const startedAt = performance.now();
    const file = await upload(through, bytes, 'large.bin');
    const seconds = (performance.now() - startedAt) / 1000;
    await sendFiles(where, [file.id]);
    const back = await ask(through, 'GET', `/api/files/${file.id}`);
    const isSame = hashOf(back) === hashOf(bytes);
    return { seconds, bytes: more(), faults: isSame ? [] : ['other bytes came back than were sent'] };
  } finally {
    await nginx.stop();
    rmSync(root, { recursive: true });
  }
}

async function photograph(bench) {
  const section = bench.section('W23', 'a picture of 12 megapixels, seen by somebody else');
  const bytes = await picture(4000, 3000);
  const plan = { names: ['chatket'], rounds: bench.options.rounds };
  const { chatket } = await interleave(plan, () => within(bench, (stage) => measurePicture(stage, bytes)));
  for (const { faults } of chatket) section.fault('ChatKet', faults);
  section.table(
    ['ms until it is prepared', 'ms from the send to its colours', 'the loop stood still at most, ms'],
    chatket.map(({ preparedMs, heardMs, loopMs }) =>
      [preparedMs, heardMs, loopMs].map((ms) => ms.toFixed(1)),
    ),
  );
  // How long others keep the core to themselves is measured as well.
  if (bench.options.isShort) return section;
  return section.gate(
    'W23 loop',
    chatket.map(({ loopMs }) => loopMs / LOOP_LIMIT_MS),
  );
}

async function measurePicture({ server, where, other }, bytes) {
  // The first one starts the process that looks at pictures.
  await upload(where, await picture(40, 30), 'first.jpg');
  const heard = await heardBy(where.url, other, where.roomId);
  await server.ask('watchLoop');
  const startedAt = performance.now();
  const file = await upload(where, bytes, 'large.jpg');
  const sentAt = performance.now();
  await sendFiles(where, [file.id]);
  const message = await heard.next();
  const heardMs = performance.now() - sentAt;
  heard.close();
  const { maxMs } = await server.ask('loop');
  const isSeen = message.attachments?.[0]?.thumbhash?.length > 0;
  const faults = isSeen ? [] : ['the first thing that was heard of the picture does not have its colours'];
  return { preparedMs: sentAt - startedAt, heardMs, loopMs: maxMs, faults };
}

/** The server while uploads come in. @param {import('../lib/bench.mjs').Bench} bench */
export async function profileUploads(bench, onProfile) {
  const contestant = bench.contestants.uploading;
  const setting = { contestant, shape: SHAPE, onProfile, around: beside(bench, uploading) };
  bench.say(roundLine('profiled', await sendTrial(bench, setting, 'openLoop', RATE)));
}

async function crowd(bench) {
  const section = bench.section('W23', `${AT_ONCE} uploads of 1 MB at once, and messages at a fixed rate`);
  const results = await sendSeries(bench, section, {
    names: ['chatket', 'uploading', 'discarding'],
    shape: SHAPE,
    loop: 'openLoop',
    options: RATE,
    around: { uploading: beside(bench, uploading), discarding: beside(bench, discarding) },
  });
  for (const name of ['uploading', 'discarding'])
    section.note(`${bench.contestants[name].name}: ${costs(results[name])}.`);
  const floor = ratios(results.discarding, results.chatket, p99);
  const above = ratios(results.uploading, results.discarding, p99);
  section.note(
    `Ack p99 where the process throws the same bytes away, vs without them: ${spread(floor)}; of uploads vs that: ${spread(above)}.`,
  );
  return section.gate('W23 beside uploads', ratios(results.uploading, results.chatket, p99));
}

/** @type {(result: any) => number} */
const p99 = ({ ack }) => ack.p99;

/** @param {number[]} values */
const spread = (values) => `${median(values).toFixed(2)} (at most ${Math.max(...values).toFixed(2)})`;

/** What the uploads themselves took. @param {any[]} rounds */
function costs(rounds) {
  const of = (key) => whole(median(rounds.map(({ beside }) => beside[key])));
  return `all were done after ${of('tookMs')} ms, for which the process took ${of('serverMs')} ms of CPU, messages included, and who sent them ${of('senderMs')} ms`;
}

/**
 * So many uploads at once, from the moment on from which it is measured.
 * @param {import('../lib/bench.mjs').Bench} bench
 * @param {(stage: import('../lib/trial.mjs').Stage) => Promise<(who: import('../lib/topology.mjs').Person, n: number) => Promise<boolean>>} prepare
 * @returns {import('../lib/trial.mjs').Around}
 */
const beside = (bench, prepare) => async (stage, work) => {
  const { server, topology } = stage;
  const one = await prepare(stage);
  const working = work();
  await delay(bench.options.warmupMs);
  const [startedAt, own, cpuMs] = [performance.now(), process.cpuUsage(), server.cpuMs()];
  const done = await Promise.all(
    topology.people.flatMap((who) => [1, 2].map((n) => one(who, n).catch(() => false))),
  );
  const { user, system } = process.cpuUsage(own);
  const costs = {
    tookMs: performance.now() - startedAt,
    serverMs: server.cpuMs() - cpuMs,
    senderMs: (user + system) / 1000,
  };
  const result = await working;
  const count = done.filter(Boolean).length;
  const faults = count === AT_ONCE ? [] : [`${count} of ${AT_ONCE} uploads became a file`];
  return { ...result, beside: costs, faults: [...result.faults, ...faults] };
};

/** @param {import('../lib/trial.mjs').Stage} stage */
async function uploading({ server, topology: { people, rooms } }) {
  const bytes = randomBytes(MB);
  const one = async ({ token }, n) => {
    const { size } = await upload({ url: urlOf(server), token, roomId: rooms[0] }, bytes, `${n}.bin`);
    return size === MB;
  };
  // What comes first warms everything up.
  for (const who of people.slice(0, FIRST)) await one(who, 0);
  return one;
}

/** @param {import('../lib/trial.mjs').Stage} stage */
async function discarding({ server }) {
  const bytes = randomBytes(MB);
  const port = await server.ask('discardPort');
  const one = async ({ token }) => {
    await discard({ url: urlOf({ port }), token }, bytes);
    return true;
  };
  for (let count = 0; count < FIRST; count += 1) await one({ token: '' });
  return one;
}

/** A fresh server with two people in a room. */
function within(bench, act) {
  const setting = {
    contestant: bench.contestants.chatket,
    shape: { people: 2, rooms: 1 },
    nodeFlags: PROBE,
  };
  return trial(bench, setting, (stage) => {
    const { people, rooms } = stage.topology;
    const [one, other] = people;
    return act({ ...stage, where: { url: urlOf(stage.server), token: one.token, roomId: rooms[0] }, other });
  });
}

/** @param {{ port: number }} server */
const urlOf = ({ port }) => `http://127.0.0.1:${port}`;
/** @param {Buffer} bytes */
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** With noise in it, as a photograph has. @param {number} width @param {number} height */
function picture(width, height) {
  const noise = { type: /** @type {const} */ ('gaussian'), mean: 128, sigma: 30 };
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .jpeg()
    .toBuffer();
}
