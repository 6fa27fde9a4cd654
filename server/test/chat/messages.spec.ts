import { describe, expect, it } from '@jest/globals';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '10000' });

const conversation = () => world.people.conversation(alice, bob);

const rows = (roomId: string) =>
  world.database.query<{ seq: string; text: string; clientMsgId: string }>(
    'SELECT seq, text, "clientMsgId" FROM "Message" WHERE "roomId" = $1 ORDER BY seq',
    [roomId],
  );

describe('message:send', () => {
  it('is stored, acknowledged, and heard by everybody in the room, the sender’s other tab included', async () => {
    const { roomId, a, b } = await conversation();
    const otherTab = await world.people.connect(alice);
    await otherTab.tell('room:join', { roomId });
    const ack = await a.tell('message:send', { roomId, text: '  hello\n', clientMsgId: 'hello-0001' });
    const expected = { ...pick(ack), roomId, text: 'hello', clientMsgId: 'hello-0001' };
    for (const device of [a, b, otherTab]) {
      const { messages } = await device.next('message:batch');
      expect(messages).toEqual([{ ...expected, sender: { id: alice.id, username: 'alice' } }]);
    }
    expect(await rows(roomId)).toEqual([{ seq: '1', text: 'hello', clientMsgId: 'hello-0001' }]);
  });

  it('names the field of a bad payload and stores nothing', async () => {
    const { roomId, a } = await conversation();
    const good = { roomId, text: 'fine', clientMsgId: 'valid-0001' };
    const bad: [object, string][] = [
      [{ ...good, text: '' }, 'text'],
      [{ ...good, text: ' \u200b\u2800 ' }, 'text'],
      [{ ...good, text: 'x'.repeat(501) }, 'text'],
      [{ ...good, text: 'a\u0000b' }, 'text'],
      [{ ...good, text: '\ud800' }, 'text'],
      [{ ...good, text: 5 }, 'text'],
      [{ ...good, clientMsgId: 'short' }, 'clientMsgId'],
      [{ ...good, clientMsgId: 'has space 1' }, 'clientMsgId'],
      [{ ...good, roomId: 'General' }, 'roomId'],
      [{ ...good, text: null }, 'text'],
      [{ ...good, clientMsgId: null }, 'clientMsgId'],
      [[], 'payload'],
    ];
    for (const [payload, field] of bad) {
      const ack = await a.askAnything('message:send', payload);
      expect(ack).toMatchObject({ success: false, code: 'VALIDATION', retryable: false });
      expect((ack as { fields: { field: string }[] }).fields.map((entry) => entry.field)).toEqual([field]);
    }
    expect(await rows(roomId)).toEqual([]);
  });

  it('goes through whatever a client of another time adds to it, and carries none of that on', async () => {
    const { roomId, a, b } = await conversation();
    const added = ['"replyToId":null', `"answerOf":"${crypto.randomUUID()}"`, '"senderId":"x"'];
    added.push(
      '"__proto__":{"text":"!"}',
      '"constructor":{"prototype":{"text":"!"}}',
      '"text ":null',
      '"":[]',
    );
    added.push(`"deep":${'['.repeat(1_000)}${']'.repeat(1_000)}`);
    for (const [n, field] of added.entries()) {
      const good = JSON.stringify({
        roomId,
        text: `kept ${String(n)}`,
        clientMsgId: `added-000${String(n)}`,
      });
      const payload = JSON.parse(`${good.slice(0, -1)},${field}}`) as object;
      expect(await a.askAnything('message:send', payload)).toMatchObject({ success: true, seq: n + 1 });
    }
    const heard = await b.untilMessages(roomId, added.length);
    const fields = ['clientMsgId', 'createdAt', 'messageId', 'roomId', 'sender', 'seq', 'text'];
    for (const message of heard) expect(Object.keys(message).sort()).toEqual(fields);
    expect((await rows(roomId)).map(({ text }) => text)).toEqual(added.map((_, n) => `kept ${String(n)}`));
  });

  it('S112 counts characters, not code units', async () => {
    const { roomId, a } = await conversation();
    await a.tell('message:send', { roomId, text: '🙂'.repeat(500), clientMsgId: 'emoji-0001' });
    const refused = await a.refused('message:send', {
      roomId,
      text: '🙂'.repeat(501),
      clientMsgId: 'emoji-0002',
    });
    expect(refused.code).toBe('VALIDATION');
  });

  it('is refused to an outsider, who hears nothing either', async () => {
    const { roomId, a } = await conversation();
    const m = await world.people.connect(mallory);
    const payload = { roomId, text: 'let me in', clientMsgId: 'outsider-1' };
    expect(await m.refused('message:send', payload)).toMatchObject({
      code: 'NOT_A_MEMBER',
      retryable: false,
    });
    const unknown = { ...payload, roomId: crypto.randomUUID() };
    expect(await m.refused('message:send', unknown)).toMatchObject({ code: 'ROOM_NOT_FOUND' });
    await a.tell('message:send', { roomId, text: 'a secret', clientMsgId: 'secret-001' });
    await m.settled();
    expect(m.heard).toEqual([]);
    expect(await rows(roomId)).toHaveLength(1);
  });

  it('repeated, gives the first answer again and is not broadcast again', async () => {
    const { roomId, a, b } = await conversation();
    const payload = { roomId, text: 'once', clientMsgId: 'repeat-001' };
    const first = await a.tell('message:send', payload);
    const second = await a.tell('message:send', { ...payload, text: 'changed since' });
    expect(second).toMatchObject({ ...pick(first), isDuplicate: true });
    await b.settled();
    expect(b.messages(roomId).map(({ text }) => text)).toEqual(['once']);
  });

  it('sent twenty times at once over two sockets makes one row, one broadcast, one id', async () => {
    const { roomId, a, b } = await conversation();
    const otherTab = await world.people.connect(alice);
    const payload = { roomId, text: 'twenty', clientMsgId: 'twenty-001' };
    const acks = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? a : otherTab).tell('message:send', payload)),
    );
    expect(new Set(acks.map(({ messageId }) => messageId)).size).toBe(1);
    expect(acks.filter(({ isDuplicate }) => isDuplicate !== true)).toHaveLength(1);
    await b.settled();
    expect(b.messages(roomId)).toHaveLength(1);
    expect(await rows(roomId)).toHaveLength(1);
  });

  it('S127 under the same key by another person or in another room is another message', async () => {
    const { roomId, a, b } = await conversation();
    const { id: otherRoom } = await world.people.createRoom(alice);
    const clientMsgId = 'same-key-1';
    const ids = [
      await a.tell('message:send', { roomId, text: 'alice here', clientMsgId }),
      await b.tell('message:send', { roomId, text: 'bob here', clientMsgId }),
      await a.tell('message:send', { roomId: otherRoom, text: 'alice there', clientMsgId }),
    ].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(3);
  });

  it('from one socket keeps its order', async () => {
    const { roomId, a } = await conversation();
    const acks = await Promise.all(
      Array.from({ length: 200 }, (_, n) => sendNumbered(a, roomId, `order-${String(n)}`)),
    );
    expect(acks.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  });
});

describe('five hundred sends of fifty people at once', () => {
  it('get the seqs 1 to 500 without a hole, and every socket hears them in that order', async () => {
    const crowd = await world.people.crowd(50);
    const [host] = crowd as [Person, ...Person[]];
    const { id: roomId } = await world.people.createRoom(host);
    await Promise.all(crowd.map((person) => world.people.join(person, roomId)));
    const devices = await Promise.all(
      crowd.map((person, index) =>
        index % 5 === 0 ? world.people.connectPlain(person) : world.people.connect(person),
      ),
    );
    await Promise.all(devices.map((device) => device.tell('room:join', { roomId })));
    const acks = await Promise.all(
      devices.flatMap((device, person) =>
        Array.from({ length: 10 }, (_, n) => sendNumbered(device, roomId, `${String(person)}-${String(n)}`)),
      ),
    );
    const seqs = acks.map(({ seq }) => seq).sort((one, other) => one - other);
    expect(seqs).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
    const heard = await Promise.all(devices.map((device) => device.untilMessages(roomId, 500)));
    for (const messages of heard) expect(messages.map(({ seq }) => seq)).toEqual(seqs);
    const ids = new Set(heard.map((messages) => messages.map(({ messageId }) => messageId).join()));
    expect(ids.size).toBe(1);
    const [stored] = await world.database.query<{ rows: string; keys: string }>(
      'SELECT count(*) AS rows, count(DISTINCT ("senderId", "clientMsgId")) AS keys FROM "Message" WHERE "roomId" = $1',
      [roomId],
    );
    expect(stored).toEqual({ rows: '500', keys: '500' });
  });
});

describe('a message that was committed without an answer', () => {
  /** Stores a message as a statement does whose answer never comes. */
  const storeSilently = async (roomId: string, clientMsgId: string) => {
    await world.database.query(
      'SELECT * FROM chat_send(ARRAY[$1::uuid], ARRAY[gen_random_uuid()], ARRAY[$2::uuid], ARRAY[$3], ARRAY[$3])',
      [roomId, alice.id, clientMsgId],
    );
  };
  const send = (device: Device, roomId: string, clientMsgId: string) =>
    device.tell('message:send', { roomId, text: clientMsgId, clientMsgId });
  const texts = async (device: Device, roomId: string, count: number) =>
    (await device.untilMessages(roomId, count)).map(({ text }) => text);

  it('is heard in its place, before what is said after it', async () => {
    const { roomId, a, b } = await conversation();
    const plain = await world.people.connectPlain(bob);
    await plain.tell('room:join', { roomId });
    await send(a, roomId, 'said-first');
    await storeSilently(roomId, 'unanswered-1');
    await storeSilently(roomId, 'unanswered-2');
    expect(await send(b, roomId, 'said-last')).toMatchObject({ seq: 4 });
    const all = ['said-first', 'unanswered-1', 'unanswered-2', 'said-last'];
    for (const device of [a, b, plain]) expect(await texts(device, roomId, 4)).toEqual(all);
  });

  it('is heard when its sender asks again, once', async () => {
    const { roomId, a, b } = await conversation();
    await storeSilently(roomId, 'unanswered-3');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await send(a, roomId, 'unanswered-3')).toMatchObject({ seq: 1, isDuplicate: true });
    }
    await send(a, roomId, 'said-last');
    for (const device of [a, b]) {
      expect(await texts(device, roomId, 2)).toEqual(['unanswered-3', 'said-last']);
      await device.settled();
      expect(device.messages(roomId)).toHaveLength(2);
    }
  });
});

describe('giving up a membership', () => {
  it('stops messages at once, on every device, and tells it to them', async () => {
    const { roomId, a, b } = await conversation();
    const otherTab = await world.people.connectPlain(bob);
    await otherTab.tell('room:join', { roomId });
    await world.people.leaveForGood(bob, roomId);
    await a.tell('message:send', { roomId, text: 'bob is gone', clientMsgId: 'bob-gone-1' });
    for (const device of [b, otherTab]) {
      await device.next('room:removed');
      await device.settled();
      expect(device.messages(roomId)).toEqual([]);
    }
    expect(
      await b.refused('message:send', { roomId, text: 'hello?', clientMsgId: 'bob-after1' }),
    ).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    expect(await b.refused('typing:update', { roomId, isTyping: true })).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    expect(await b.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] })).toMatchObject({ results: [] });
  });
});

function sendNumbered(device: Device, roomId: string, name: string) {
  return device.tell('message:send', { roomId, text: name, clientMsgId: `msg-${name.padStart(8, '0')}` });
}

function pick({ messageId, seq, createdAt }: { messageId: string; seq: number; createdAt: string }) {
  return { messageId, seq, createdAt };
}
