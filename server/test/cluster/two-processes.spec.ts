import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Health } from '@chatket/contract';
import request from 'supertest';
import { RedisServer } from '../../../rig/redis.mjs';
import { ClusterBus } from '../../src/cluster/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { until } from '../support/bus.js';
import type { Device } from '../support/device.js';
import { People, type Person } from '../support/people.js';
import { callerWith } from '../support/rest.js';
import { describeDrafts } from './drafts.suite.js';
import { describeJobs } from './jobs.suite.js';
import { describeMembers } from './members.suite.js';
import { describePresence } from './presence.suite.js';

/** As many as are sent need not meet the limits. */
const ENV = {
  RATE_LIMIT_MESSAGES: '10000',
  WRITES_PER_USER: '10000',
  // Whoever goes from one to the other within it must be able to, on a machine that is busy too.
  PRESENCE_GRACE_MS: '10000',
  LINK_PREVIEWS: 'on',
  RAID_ALARM_JOINS: '3',
};

const busOf = ({ app }: TestApp) => app.get(ClusterBus);
const textsOf = (device: Device, roomId: string) => device.messages(roomId).map(({ text }) => text);

describe.each([
  ['over the database', () => Promise.resolve(undefined)],
  ['over Redis', () => RedisServer.start()],
] as const)('two processes on one database, %s', (_how, startRedis) => {
  let redis: RedisServer | undefined;
  let here: TestApp;
  let there: TestApp;
  let alice: Person;
  let bob: Person;
  beforeAll(async () => {
    redis = await startRedis();
    const env = { ...ENV, ...(redis && { REDIS_URL: redis.url }) };
    here = await startApp(env);
    there = await startApp({ ...env, DATABASE_URL: here.database.url });
    for (const world of [here, there])
      await until(busOf(world), () => busOf(world).hasPeers && busOf(world).isFast);
    [alice, bob] = await here.people.cast('alice', 'bob');
  });
  afterEach(() => {
    for (const { people } of [here, there]) people.disconnect();
  });
  afterAll(async () => {
    await there.close();
    await here.close();
    await redis?.close();
  });

  const peopleOf = ({ url }: TestApp) => new People(url);
  /** Alice here and bob there, both following one room. */
  async function conversation(connect: 'connect' | 'connectLog' | 'connectPlain' = 'connect') {
    const { id: roomId } = await here.people.createRoom(alice);
    await here.people.join(bob, roomId);
    const [a, b] = await Promise.all([here.people[connect](alice), there.people[connect](bob)]);
    await Promise.all([a, b].map((device) => device.tell('room:join', { roomId })));
    return { roomId, a, b };
  }
  let sent = 0;
  const say = (device: Device, roomId: string, text: string) =>
    device.tell('message:send', {
      roomId,
      clientMsgId: `two-${String(process.pid)}-${String((sent += 1))}`,
      text,
    });

  describePresence(() => ({ here, there, alice, bob }));
  describeDrafts(() => ({ here, there, alice }));
  describeJobs(() => ({ here, there, conversation, say }));
  describeMembers(() => ({ here, there, alice, bob, conversation, say }));

  it('tell everybody everything, in one order', async () => {
    const { roomId, a, b } = await conversation();
    const texts = Array.from({ length: 40 }, (_, n) => `text ${String(n)}`.padEnd(400, 'ş'));
    await Promise.all(texts.map((text, n) => say(n % 2 === 0 ? a : b, roomId, text)));
    const heard = await Promise.all([a, b].map((device) => device.untilMessages(roomId, texts.length)));
    const seqs = heard.map((messages) => messages.map(({ seq }) => seq));
    expect(seqs[0]).toEqual(Array.from({ length: texts.length }, (_, n) => n + 1));
    expect(seqs[1]).toEqual(seqs[0]);
    expect([...textsOf(b, roomId)].sort()).toEqual([...texts].sort());
  });

  it('bring changes and what people did in them', async () => {
    const { roomId, a, b } = await conversation('connectPlain');
    const { messageId } = await say(a, roomId, 'hello');
    await b.next('message:new', ({ text }) => text === 'hello');
    await a.tell('reaction:add', { messageId, emoji: '👍' });
    expect(await b.next('reaction:update')).toMatchObject({
      messageId,
      user: { id: alice.id },
      action: 'add',
    });
  });

  it('tell in their health whether Redis is there, and are well without', async () => {
    const { status, body } = await request(there.url).get('/health');
    expect([status, (body as Health).redis]).toEqual([200, redis ? 'up' : 'off']);
  });

  it('heal by themselves what was lost on the way', async () => {
    const { roomId, a, b } = await conversation();
    const bus = busOf(here);
    const tellOthers = bus.tellOthers.bind(bus);
    bus.tellOthers = () => Promise.resolve();
    try {
      await say(a, roomId, 'lost');
      await b.next('message:batch', ({ messages }) => messages.some(({ text }) => text === 'lost'));
    } finally {
      bus.tellOthers = tellOthers;
    }
    await say(a, roomId, 'told');
    await b.untilMessages(roomId, 2);
    expect(textsOf(b, roomId)).toEqual(['lost', 'told']);
  });

  it('tell people what concerns them wherever they are', async () => {
    const { roomId, a, b } = await conversation();
    const { seq } = await say(a, roomId, 'read this');
    const tablet = await here.people.connect(bob);
    await b.tell('room:read', { roomId, seq });
    await tablet.next('room:read', ({ lastReadSeq }) => lastReadSeq === seq);
    const added = await peopleOf(here).createRoom(bob, 'Hall');
    await b.next('room:added', ({ roomId: id }) => id === added.id);
  });

  it('tell on each of them who has read, and again what may have been lost', async () => {
    const { roomId, a, b } = await conversation('connectLog');
    await say(a, roomId, 'first');
    const { seq } = await say(a, roomId, 'second');
    await a.tell('room:receipts', { roomId });
    const hasRead = (upTo: number) =>
      a.next('room:receipts', ({ reads }) =>
        reads.some(({ user, seq: read }) => user.id === bob.id && read === upTo),
      );
    await b.tell('room:read', { roomId, seq: seq - 1 });
    await hasRead(seq - 1);
    if (!redis) return;
    const bus = busOf(there);
    const tellOthers = bus.tellOthers.bind(bus);
    const isLost = new Promise<void>((resolve) => {
      bus.tellOthers = async (topic, text) => (topic === 'reads' ? resolve() : tellOthers(topic, text));
    });
    await b.tell('room:read', { roomId, seq });
    await isLost;
    bus.tellOthers = tellOthers;
    // However short the while: nobody may notice it by anything but that it is heard anew.
    await redis.kill();
    await redis.up();
    await hasRead(seq);
  });

  it('bring a room back that was hidden on another, and tell plain clients there who is writing in it', async () => {
    const { id: roomId } = (
      await callerWith(here.url, alice.token).post('/api/direct', { userIds: [bob.id] })
    ).body as { id: string };
    const a = await here.people.connectLog(alice);
    await a.tell('room:join', { roomId });
    await say(a, roomId, 'known to be seen by both');
    await a.next('room:log', ({ roomId: id }) => id === roomId);
    const b = await there.people.connectLog(bob);
    await callerWith(there.url, bob.token).delete(`/api/direct/${roomId}`).expect(204);
    await b.next('room:removed', ({ roomId: id }) => id === roomId);
    await say(a, roomId, 'are you there?');
    await b.next('room:added', ({ roomId: id }) => id === roomId);

    const plain = await there.people.connectPlain(bob);
    await a.tell('typing:update', { roomId, isTyping: true });
    expect(await plain.next('dm:typing')).toMatchObject({ conversationId: roomId, userId: alice.id });
  });

  it('tell who is writing', async () => {
    const { roomId, a, b } = await conversation();
    await a.tell('typing:update', { roomId, isTyping: true });
    expect(await b.next('typing:update', ({ isTyping }) => isTyping)).toMatchObject({
      user: { id: alice.id },
    });
  });

  it.each(['told', 'not told'])(
    'S259 whoever is put out hears nothing more, though it is %s',
    async (how) => {
      const { roomId, a, b } = await conversation();
      const bus = busOf(here);
      const tellOthers = bus.tellOthers.bind(bus);
      if (how === 'not told')
        bus.tellOthers = (topic, text) =>
          topic === 'rooms' || topic === 'heads' ? tellOthers(topic, text) : Promise.resolve();
      try {
        await callerWith(here.url, alice.token).delete(`/api/rooms/${roomId}/members/${bob.id}`).expect(204);
        await say(a, roomId, 'behind his back');
        await a.untilMessages(roomId, 1);
        // What comes behind it has come.
        const carol = await there.people.logIn('carol');
        await there.people.join(carol, roomId);
        const c = await there.people.connect(carol);
        await c.tell('room:join', { roomId });
        await say(a, roomId, 'the last');
        await c.next('message:batch', ({ messages }) => messages.some(({ text }) => text === 'the last'));
        await b.settled();
        expect(b.messages(roomId)).toEqual([]);
      } finally {
        bus.tellOthers = tellOthers;
      }
    },
  );
});
