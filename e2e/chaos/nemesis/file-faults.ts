import { pause } from '../pause';
import type { Fault } from './fault';

const SHOTS_APART_MS = 120;

export const FILE_FAULTS: readonly Fault[] = [
  {
    id: 'N38',
    name: 'the disk of the files is full while people upload',
    group: 'files',
    obstacle: ({ files }) => (files.disk ? undefined : 'a small disk can only be mounted by root'),
    run: async ({ world: { files }, pace }) => {
      const endsAt = performance.now() + 15_000 * pace;
      // What is removed meanwhile makes room again.
      while (performance.now() < endsAt) {
        files.disk?.fill();
        await pause(300);
      }
      files.disk?.empty();
    },
  },
  {
    id: 'N39',
    name: 'the object store goes away and comes back',
    group: 'files',
    obstacle: ({ files }) => (files.store ? undefined : 'no object store was found'),
    run: async ({ world: { files }, pace }) => {
      await files.store?.kill();
      await pause(15_000 * pace);
      await files.store?.start();
    },
  },
  {
    id: 'N40',
    name: 'the processes that look at pictures and pages are killed, again and again',
    group: 'files',
    run: async ({ world: { server }, pace }) => {
      const endsAt = performance.now() + 15_000 * pace;
      while (performance.now() < endsAt) {
        await server.order({ kind: 'kill-children' });
        await pause(SHOTS_APART_MS);
      }
    },
  },
];
