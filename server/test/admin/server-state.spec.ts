import { EventEmitter, once } from 'node:events';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry, ServerState } from '@chatket/contract';
import { VERSION } from '../../src/http/index.js';
import { defineJob, Jobs } from '../../src/jobs/index.js';
import { failedJob } from '../support/failed-job.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);
const SIGN = defineJob<{ text: string }>('sign');
const done = new EventEmitter();

const as = ({ token }: Person) => callerWith(world.url, token);
const stateFor = async (admin: Person) =>
  (await as(admin).get('/api/server/state').expect(200)).body as ServerState;
const failedFor = async (admin: Person) => (await stateFor(admin)).jobs.failed;

beforeAll(() => {
  world.app.get(Jobs).handle(SIGN, ({ text }) => {
    done.emit('done', text);
    return Promise.resolve();
  });
});

describe('how the server is', () => {
  it('is told to those who run it, with versions and health, and to nobody else', async () => {
    const [admin, person] = (await peopleOf(world, 'admin', 'person')) as [Person, Person];
    expect(await stateFor(admin)).toEqual({
      versions: {
        chatket: VERSION,
        node: process.versions.node,
        postgres: expect.stringMatching(/^\d+(\.\d+)*$/),
      },
      uptimeSeconds: expect.any(Number),
      database: 'up',
      redis: expect.stringMatching(/^(off|up)$/),
      jobs: { waiting: expect.any(Number), failed: expect.any(Array) },
    });
    expectRefusal(await as(person).get('/api/server/state'), 'FORBIDDEN');
    expectRefusal(await as(person).post('/api/server/jobs/1/retry'), 'FORBIDDEN');
  });

  it('S284 names jobs that have failed, and nothing of what they are about', async () => {
    const [admin] = (await peopleOf(world, 'admin')) as [Person];
    const id = await failedJob(world, 'made-up-work', { text: 'a secret' });
    const failed = await failedFor(admin);
    expect(failed.find((job) => job.id === id)).toEqual({
      ...{ id, kind: 'made-up-work', tries: 1, isOver: true },
      at: expect.stringMatching(/Z$/),
    });
    expect(JSON.stringify(failed)).not.toMatch(/secret|alice@example/);
  });

  it('S284 has a job that was given up done again by those who run it, once, and audited', async () => {
    const [admin] = (await peopleOf(world, 'admin')) as [Person];
    const id = await failedJob(world, SIGN.name, { text: 'signed' });
    const signed = once(done, 'done');
    const retry = () => as(admin).post(`/api/server/jobs/${id}/retry`);
    const answers = await Promise.all([retry(), retry(), retry()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect(await signed).toEqual(['signed']);
    expect((await failedFor(admin)).find((job) => job.id === id)).toBeUndefined();
    const { body } = await as(admin).get('/api/audit?action=server.jobRetried').expect(200);
    expect((body as AuditEntry[]).map(({ actor, after }) => [actor?.id, after])).toEqual([
      [admin.id, { kind: 'sign' }],
    ]);
    expectRefusal(await retry(), 'NOT_FOUND');
    expectRefusal(await as(admin).post('/api/server/jobs/x/retry'), 'VALIDATION', ['jobId']);
  });
});
