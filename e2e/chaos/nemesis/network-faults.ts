import type { Rules } from '../proxy/rules';
import { pause } from '../pause';
import type { Fault } from './fault';

interface Weather {
  id: string;
  name: string;
  rules: Rules;
  forMs: number;
}

/** Live messages for clients that know seqs: only those can notice that one is missing in a connection that is well. */
const BATCH = /^42\["message:batch"/;

/** What a link between people and the server can be like for a while. */
const WEATHER: readonly Weather[] = [
  {
    id: 'N17',
    name: 'half-open connections, both ways',
    rules: { stalled: ['up', 'down'], share: 0.6 },
    forMs: 9_000,
  },
  { id: 'N18-up', name: 'nothing reaches the server', rules: { stalled: ['up'], share: 0.6 }, forMs: 9_000 },
  {
    id: 'N18-down',
    name: 'nothing comes back from the server',
    rules: { stalled: ['down'], share: 0.6 },
    forMs: 9_000,
  },
  { id: 'N19', name: 'latency of 300 ± 200 ms', rules: { latencyMs: 300, jitterMs: 200 }, forMs: 8_000 },
  { id: 'N20', name: 'two kilobytes per second', rules: { bytesPerSecond: 2_048, share: 0.3 }, forMs: 8_000 },
  { id: 'N21', name: 'single bytes', rules: { sliceBytes: 1, share: 0.2 }, forMs: 4_000 },
  {
    id: 'N22',
    name: 'reset after the server has the message, before the ack',
    rules: { frames: [{ direction: 'up', pattern: /"message:send"/, every: 5, action: 'reset-after' }] },
    forMs: 5_000,
  },
  {
    id: 'N22-ack',
    name: 'the ack gets lost',
    rules: { frames: [{ direction: 'down', pattern: /^43\d+\[/, every: 7, action: 'drop' }] },
    forMs: 4_000,
  },
  {
    id: 'N22-live',
    name: 'live messages get lost, come late or twice',
    rules: {
      frames: [
        { direction: 'down', pattern: BATCH, every: 11, action: 'drop' },
        { direction: 'down', pattern: BATCH, every: 13, action: 'duplicate' },
        { direction: 'down', pattern: BATCH, every: 17, action: 'delay', delayMs: 400 },
      ],
    },
    forMs: 4_000,
  },
  {
    id: 'N23-frames',
    name: 'packets reach the server twice',
    rules: { frames: [{ direction: 'up', pattern: /"message:send"/, every: 3, action: 'duplicate' }] },
    forMs: 4_000,
  },
];

const weather = WEATHER.map(({ id, name, rules, forMs }): Fault => ({
  id,
  name,
  group: 'front',
  run: async ({ world: { front }, pace }) => {
    front.set(rules);
    await pause(forMs * pace);
    front.set({});
  },
}));

export const NETWORK_FAULTS: readonly Fault[] = [
  {
    id: 'N16',
    name: 'every connection is cut',
    group: 'front',
    run: async ({ world: { front } }) => front.cut(),
  },
  {
    id: 'N16-half',
    name: 'one direction of half of the connections is closed',
    group: 'front',
    run: async ({ world: { front } }) => front.halfClose(0.5),
  },
  ...weather,
];
