import { expect, it } from '@jest/globals';
import { Jobs } from '../../src/jobs/index.js';
import { LogRepository } from '../../src/log/log.repository.js';
import type { TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';

interface Two {
  here: TestApp;
  there: TestApp;
  /** Alice here and bob there, both following one room. */
  conversation: () => Promise<{ roomId: string; a: Device; b: Device }>;
  say: (device: Device, roomId: string, text: string) => Promise<{ messageId: string }>;
}

const timesOf = (list: readonly string[], id: string) => list.filter((each) => each === id).length;

/** What is done later about what was said on either of two processes. */
export function describeJobs(two: () => Two): void {
  it('have done once what is done about a message', async () => {
    const { here, there, conversation, say } = two();
    const { roomId, a, b } = await conversation();
    const planned: string[] = [];
    const read: string[] = [];
    let onPlanned = (): void => undefined;
    for (const { app } of [here, there]) {
      const jobs = app.get(Jobs);
      const put = jobs.put.bind(jobs);
      jobs.put = async (statements, kind, payload, terms) => {
        await put(statements, kind, payload, terms);
        // A page that is being asked puts its job off: that is another plan.
        const { messageId, tries } = payload as { messageId: string; tries?: number };
        if (tries !== undefined) return;
        planned.push(messageId);
        onPlanned();
      };
      // Whoever had to read a message, as what was told of it was slow, may have it done again: its job is the same one.
      const log = app.get(LogRepository);
      const segmentAfter = log.segmentAfter.bind(log);
      log.segmentAfter = async (...args) => {
        const segment = await segmentAfter(...args);
        read.push(...segment.entries.flatMap((entry) => ('messageId' in entry ? [entry.messageId] : [])));
        return segment;
      };
    }
    const isPlanned = (messageId: string) =>
      new Promise<void>((resolve) => {
        onPlanned = () => planned.includes(messageId) && resolve();
        onPlanned();
      });
    await Promise.all([here, there].map(({ app }) => app.get(Jobs).ready()));
    const ids: string[] = [];
    // What each of them would have planned of the other's lies before what it plans of its own.
    for (const device of [a, b, a, b]) {
      const { messageId } = await say(device, roomId, `https://${String(ids.length)}.example.org`);
      ids.push(messageId);
      await Promise.all([a, b].map((each) => each.untilMessages(roomId, ids.length)));
      await isPlanned(messageId);
    }
    for (const id of ids) expect(timesOf(planned, id)).toBeLessThanOrEqual(1 + timesOf(read, id));
    expect([...new Set(planned)]).toEqual(ids);
  });
}
