// @ts-check
import { median } from './lib/rounds.mjs';

/**
 * @typedef {object} Gate
 * @property {string} what is divided by what
 * @property {'at least' | 'at most'} must
 * @property {number} goal
 */

/** The goals, each a ratio of two contestants that ran in turns on the same machine. @type {Record<string, Gate>} */
export const GATES = {
  'W1 / Socket.IO': { what: 'acked messages/s, N=100, vs bare Socket.IO', must: 'at least', goal: 4 },
  'W1 / INSERT': { what: 'acked messages/s, N=100, vs Socket.IO + INSERT', must: 'at least', goal: 7 },
  'W1 / Prisma': { what: 'acked messages/s, N=100, vs Nest + Prisma', must: 'at least', goal: 50 },
  'W2 / Socket.IO': {
    what: 'acked messages/s, 20 rooms of 10, vs bare Socket.IO',
    must: 'at least',
    goal: 1.2,
  },
  'W3 / INSERT': { what: 'ack p50 of a lone sender vs Socket.IO + INSERT', must: 'at most', goal: 1.15 },
  'W4 / Socket.IO': {
    what: "ack p99 at 80 % of bare Socket.IO's capacity vs its own",
    must: 'at most',
    goal: 1,
  },
  'W6 heap': { what: 'heap per connection vs bare Socket.IO', must: 'at most', goal: 1.15 },
  'W6 RSS': { what: 'RSS per connection vs bare Socket.IO', must: 'at most', goal: 1.15 },
  'W7 / Socket.IO': {
    what: 'time until 1,000 clients hold all they missed vs bare Socket.IO accepting as many',
    must: 'at most',
    goal: 1.6,
  },
  'W8 / full rosters': { what: 'bytes of a join storm vs full rosters', must: 'at most', goal: 0.01 },
  'W9 / Prisma': { what: 'history pages/s over REST vs Nest + Prisma', must: 'at least', goal: 15 },
  'W9 socket / Prisma': {
    what: 'history pages/s over the socket vs Nest + Prisma',
    must: 'at least',
    goal: 8,
  },
  'W12 reaction / message': {
    what: 'server CPU of a reaction vs that of a message (1, and a tenth for the mood of the machine)',
    must: 'at most',
    goal: 1.1,
  },
  'W13 last packet': {
    what: 'time from the answer to a removal to the last packet that reaches the person vs 100 ms',
    must: 'at most',
    goal: 1,
  },
  'W14 members': {
    what: 'time until the first page of 10,000 members is there vs 200 ms',
    must: 'at most',
    goal: 1,
  },
  'W20 p95': { what: 'p95 of a search, all kinds and readers, vs 150 ms', must: 'at most', goal: 1 },
  'W21 cost': {
    what: 'ack p50 at 1,000 messages/s with the index of the search vs without',
    must: 'at most',
    goal: 1.03,
  },
  'W21 behind': { what: 'age of the oldest message that is not found yet vs 2 s', must: 'at most', goal: 1 },
  'W22 CPU': {
    what: 'server CPU a message of two processes vs of one, at the same rate',
    must: 'at most',
    goal: 1.18,
  },
  'W22 local': {
    what: 'p99 until it is heard on the same process, Redis killed for 4 s, vs 50 ms',
    must: 'at most',
    goal: 1,
  },
  'W22 remote': { what: 'the same on the other process, vs 500 ms', must: 'at most', goal: 1 },
  'W22 healed': {
    what: 'p99 on the other process from 1 s after the return of Redis on, vs 50 ms',
    must: 'at most',
    goal: 1,
  },
  'W23 memory': {
    what: 'RSS that a file of 100 MB through Nginx, there and back, takes at most vs 40 MB',
    must: 'at most',
    goal: 1,
  },
  'W23 loop': {
    what: 'time that the loop stands still while a picture of 12 megapixels is prepared vs 20 ms',
    must: 'at most',
    goal: 1,
  },
  'W23 beside uploads': {
    what: 'ack p99 at a fixed rate beside 200 uploads of 1 MB vs without them',
    must: 'at most',
    goal: 1.2,
  },
  'W24 cost': {
    what: 'CPU a message, server and PostgreSQL, where all 50 see who has read vs where nobody does',
    must: 'at most',
    goal: 1.05,
  },
  'W24 events': {
    what: 'how often a second somebody is told who has read (1, and a tenth for looks at the database that take longer)',
    must: 'at most',
    goal: 1.1,
  },
  'W9 depth': { what: 'p50 of a page 1,000,000 messages deep vs the newest', must: 'at most', goal: 1.3 },
};

/** What may be lost against an earlier build; ratios above 1 are gains. */
const KEPT = { must: /** @type {const} */ ('at least'), goal: 0.97 };
for (const [name, what] of Object.entries({
  'W1 kept': 'acked messages/s, N=100, vs the build before',
  'W1 kept without search': 'the same, with an index of the search that stays empty',
  'W2 kept': 'acked messages/s, 20 rooms of 10, vs the build before',
  'W2 kept without search': 'the same, with an index of the search that stays empty',
  'W6 heap kept': 'heap per connection of the build before vs ours',
  'W6 RSS kept': 'RSS per connection of the build before vs ours',
  'W7 kept': 'time until 1,000 clients hold all they missed, of the build before vs ours',
  'W9 kept': 'history pages/s over REST vs the build before',
}))
  GATES[name] = { what, ...KEPT };

/** What a short run lets pass: it has few rounds on machines nobody knows. */
const SHORT_SLACK = 0.2;

/**
 * @param {string} name of a gate @param {number[]} values one ratio per round @param {{ isShort: boolean }} options
 * @returns {{ name: string, gate: Gate, limit: number, median: number, worst: number, best: number, rounds: number, isMet: boolean }}
 */
export function judge(name, values, { isShort }) {
  const gate = GATES[name];
  const isFloor = gate.must === 'at least';
  const slack = isShort ? SHORT_SLACK : 0;
  const limit = gate.goal * (isFloor ? 1 - slack : 1 + slack);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const worst = isFloor ? low : high;
  const isMet =
    values.length > 0 && values.every(Number.isFinite) && (isFloor ? worst >= limit : worst <= limit);
  const best = isFloor ? high : low;
  return { name, gate, limit, median: median(values), worst, best, rounds: values.length, isMet };
}
