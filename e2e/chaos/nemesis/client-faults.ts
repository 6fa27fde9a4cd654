import { pause } from '../pause';
import type { Fault } from './fault';

const MAX_FLOOD = 8_000;
const PAGES_AWAY = 400;

export const CLIENT_FAULTS: readonly Fault[] = [
  {
    id: 'N23',
    name: 'the same key ten times at once, over several connections',
    group: 'clients',
    run: ({ workload, pace }) => workload.storm.repeat(Math.ceil(40 * pace)),
  },
  {
    id: 'N23-changes',
    name: 'the same edit, reaction and deletion ten times at once, over several connections',
    group: 'clients',
    run: ({ workload, pace }) => workload.storm.change(Math.ceil(20 * pace)),
  },
  {
    id: 'N16-away',
    name: 'somebody is away while several pages are written',
    group: 'clients',
    run: async ({ workload }) => {
      const [client] = workload.cast.real;
      client?.close();
      await workload.storm.flood(PAGES_AWAY);
      client?.open();
    },
  },
  {
    id: 'N25',
    name: 'connections that do not read',
    group: 'clients',
    run: async ({ world: { narrow }, workload }) => {
      narrow.set({ stalled: ['down'] });
      // As much as the kernels between hold for somebody who does not read, until the server has had enough.
      const { ended } = narrow;
      await workload.storm.flood(MAX_FLOOD, () => narrow.ended > ended);
      narrow.set({});
    },
  },
  {
    id: 'N25-slow',
    name: 'connections that read four kilobytes per second',
    group: 'clients',
    run: async ({ world: { narrow }, pace }) => {
      narrow.set({ bytesPerSecond: 4_096 });
      await pause(6_000 * pace);
      narrow.set({});
    },
  },
];

export const NGINX_FAULTS: readonly Fault[] = [
  {
    id: 'N28',
    name: 'Nginx reads its configuration again, every two seconds',
    group: 'nginx',
    obstacle: ({ nginx }) => (nginx ? undefined : 'Nginx is not installed'),
    run: async ({ world: { nginx }, pace }) => {
      for (let round = 0; round < 3; round += 1) {
        await nginx?.reload();
        await pause(2_000 * pace);
      }
    },
  },
  {
    id: 'N28-restart',
    name: 'Nginx ends and starts',
    group: 'nginx',
    obstacle: ({ nginx }) => (nginx ? undefined : 'Nginx is not installed'),
    run: async ({ world: { nginx } }) => nginx?.restart(),
  },
];
