import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FILE_LIMITS, isChange, type Message } from '@chatket/contract';
import { Indexer } from '../../src/search/indexer.js';
import { entriesOf, kitchenOf } from '../support/kitchen.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { PNG, readingOf, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { RATE_LIMIT_MESSAGES: '10000' });

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
const uploads = (person: Person) => uploadsOf(world.url, person);
const read = (person: Person, id: string, query = '') => readingOf(world.url, person)(id, query);
/** How what browsers record begins. */
const WEBM = Buffer.from(
  '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffff',
  'hex',
);
let sent = 0;
const key = () => `file-key-${String((sent += 1)).padStart(4, '0')}`;

async function scene() {
  const room = await kitchen().open();
  const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
  return { room, roomId: room.id, a, b };
}

async function pageOf(person: Person, roomId: string): Promise<Message[]> {
  const answer = await callerWith(world.url, person.token).get(`/api/rooms/${roomId}/messages`).expect(200);
  return answer.body as Message[];
}

describe('a message with files', () => {
  it('is stored once, told to all, and read back with equal bytes', async () => {
    const { roomId, a, b } = await scene();
    const bytes = randomBytes(FILE_LIMITS.partBytes + 10);
    const file = await uploads(bob).upload(roomId, bytes, { name: 'kitchen.bin', width: 4, height: 3 });
    expect(file).toMatchObject({
      name: 'kitchen.bin',
      size: bytes.length,
      type: 'application/octet-stream',
      width: 4,
      height: 3,
    });
    const send = { roomId, text: '', clientMsgId: key(), attachments: [file.id] };
    const first = await b.tell('message:send', send);
    const { entries } = await a.next('room:log', (log) => log.entries.some(({ seq }) => seq === first.seq));
    expect(entries[0]).toMatchObject({ text: '', attachments: [file] });
    expect(await b.tell('message:send', send)).toEqual({ ...first, isDuplicate: true });
    expect((await pageOf(alice, roomId)).at(-1)).toEqual(entries[0]);
    const answer = await read(alice, file.id).expect(200);
    expect(answer.body).toEqual(bytes);
  });

  it('S246 that is a voice message has a waveform, which is digits and makes it something to hear', async () => {
    const { roomId, a, b } = await scene();
    const told = { waveform: '0027cfb41', durationMs: 4_200 };
    const file = await uploads(bob).upload(roomId, WEBM, {
      name: 'voice.webm',
      ...told,
      width: 9,
      height: 9,
    });
    expect(file).toEqual({ id: file.id, name: 'voice.webm', size: WEBM.length, type: 'audio/webm', ...told });
    const { messageId } = await b.tell('message:send', {
      ...{ roomId, text: '', clientMsgId: key() },
      attachments: [file.id],
    });
    expect((await pageOf(alice, roomId)).at(-1)?.attachments).toEqual([file]);
    expect((await read(alice, file.id).expect(200)).get('Content-Type')).toBe('audio/webm');
    const other = await world.people.createRoom(alice, 'Other');
    await a.tell('message:forward', { messageId, roomId: other.id, clientMsgId: key() });
    expect((await pageOf(alice, other.id)).at(-1)?.attachments).toMatchObject([told]);

    // What cannot be heard is none.
    const text = await uploads(bob).upload(roomId, Buffer.from('hm'), { name: 'a.txt', ...told });
    expect(text).toMatchObject({ type: 'application/octet-stream', durationMs: 4_200 });
    expect(text).not.toHaveProperty('waveform');
    const id = randomUUID();
    await uploads(bob).begin(roomId, { id, size: 1 });
    for (const waveform of ['', 'g', 'A', '0'.repeat(65), '<b>', '00\n'])
      expectRefusal(await uploads(bob).complete(id, { waveform }), 'VALIDATION', ['waveform']);
  });

  it('S248 that is a film does not tell where it was made', async () => {
    const { roomId, b } = await scene();
    const head = Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1');
    const moov = Buffer.from('\0\0\0\x24moov\0\0\0\x1cudta+51.5007-000.1246/  ', 'latin1');
    const bytes = Buffer.concat([head, moov, randomBytes(100)]);
    const file = await uploads(bob).upload(roomId, bytes, { name: 'film.mp4', width: 4, height: 3 });
    expect(file).toMatchObject({ type: 'video/mp4', size: bytes.length });
    await b.tell('message:send', { roomId, text: '', clientMsgId: key(), attachments: [file.id] });
    const got = (await read(alice, file.id).expect(200)).body as Buffer;
    expect(got.includes('51.5007')).toBe(false);
    expect(got.subarray(head.length + moov.length)).toEqual(bytes.subarray(head.length + moov.length));
  });

  it('keeps their order and may have a text, a thread and an answer', async () => {
    const { roomId, a, b } = await scene();
    const root = await a.tell('message:send', { roomId, text: 'Photos?', clientMsgId: key() });
    const files = await Promise.all([1, 2, 3].map(() => uploads(bob).upload(roomId, PNG)));
    const attachments = [files[2], files[0], files[1]].map((file) => file?.id ?? '');
    const place = { replyToId: root.messageId, threadId: root.messageId, alsoInRoom: true };
    await b.tell('message:send', { roomId, text: 'Here @alice', clientMsgId: key(), attachments, ...place });
    const last = (await pageOf(alice, roomId)).at(-1);
    expect(last).toMatchObject({ text: 'Here @alice', threadId: root.messageId, inRoom: true });
    expect(last?.attachments?.map(({ id }) => id)).toEqual(attachments);
    expect(last?.mentions?.people).toHaveLength(1);
    const { messageId } = last as Message;
    await a.tell('message:send', { roomId, text: 'Nice', clientMsgId: key(), replyToId: messageId });
    expect((await pageOf(alice, roomId)).at(-1)?.replyTo).toMatchObject({ id: messageId, files: 3 });
  });

  it.each(['somebody else’s', 'of another room', 'sent before', 'not complete', 'not there', 'cancelled'])(
    'is not stored when a file is %s',
    async (what) => {
      const { roomId, b } = await scene();
      const other = await kitchen().open();
      const own = await uploads(bob).upload(roomId, PNG);
      const bad = randomUUID();
      const make: Record<string, () => Promise<string>> = {
        'somebody else’s': async () => (await uploads(alice).upload(roomId, PNG)).id,
        'of another room': async () => (await uploads(bob).upload(other.id, PNG)).id,
        'sent before': async () => {
          const { id } = await uploads(bob).upload(roomId, PNG);
          await b.tell('message:send', { roomId, text: '', clientMsgId: key(), attachments: [id] });
          return id;
        },
        'not complete': async () => {
          await uploads(bob).begin(roomId, { id: bad, size: 3 }).expect(201);
          return bad;
        },
        'not there': () => Promise.resolve(bad),
        cancelled: async () => {
          const { id } = await uploads(bob).upload(roomId, PNG);
          await uploads(bob).cancel(id).expect(204);
          return id;
        },
      };
      const id = (await make[what]?.()) ?? '';
      const before = await pageOf(alice, roomId);
      const send = { roomId, text: 'x', clientMsgId: key(), attachments: [own.id, id] };
      expect(await b.refused('message:send', send)).toMatchObject({ code: 'ATTACHMENT_NOT_FOUND' });
      expect(await pageOf(alice, roomId)).toEqual(before);
      // The good one can still be sent, and others are not held up.
      await b.tell('message:send', { ...send, clientMsgId: key(), attachments: [own.id] });
    },
  );

  it('that is refused takes none of those along that are stored with it', async () => {
    const { roomId, a, b } = await scene();
    const good = await uploads(bob).upload(roomId, PNG);
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => a.ask('message:send', { roomId, text: 'x', clientMsgId: key() })),
      b.ask('message:send', { roomId, text: '', clientMsgId: key(), attachments: [randomUUID()] }),
      b.ask('message:send', { roomId, text: '', clientMsgId: key(), attachments: [good.id] }),
    ]);
    expect(answers.map(({ success }) => success)).toEqual([true, true, true, true, true, false, true]);
  });

  it.each([
    ['text', '', undefined],
    ['attachments', '', []],
    ['attachments', '', ['x']],
    ['attachments', 'x', Array.from({ length: FILE_LIMITS.perMessage + 1 }, () => randomUUID())],
    ['attachments', 'x', ['0193f1d2-0000-7000-8000-00000000dead', '0193F1D2-0000-7000-8000-00000000DEAD']],
    ['attachments', 'x', null],
  ])('is refused by the name of the field: %s', async (field, text, attachments) => {
    const { roomId, b } = await scene();
    const send = { roomId, text, clientMsgId: key(), ...(attachments !== undefined && { attachments }) };
    expect(await b.askAnything('message:send', send)).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field }],
    });
  });

  it('outsiders do not learn by it whether a file is there', async () => {
    const { roomId } = await scene();
    const m = await world.people.connectLog(mallory);
    const send = { roomId, text: '', clientMsgId: key(), attachments: [randomUUID()] };
    expect(await m.refused('message:send', send)).toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('keeps its files when its text is changed, and loses them for all when it is deleted', async () => {
    const { roomId, b } = await scene();
    const file = await uploads(bob).upload(roomId, PNG);
    const { messageId, seq } = await b.tell('message:send', {
      roomId,
      text: 'a',
      clientMsgId: key(),
      attachments: [file.id],
    });
    await b.tell('message:edit', { roomId, messageId, text: 'b', rev: seq });
    expect((await pageOf(alice, roomId)).at(-1)).toMatchObject({ text: 'b', attachments: [file] });
    await b.tell('message:delete', { roomId, messageId });
    expect((await pageOf(alice, roomId)).at(-1)).not.toHaveProperty('attachments');
    for (const person of [alice, bob]) await read(person, file.id).expect(404);
  });

  it('is told to clients of the plain contract as names and links', async () => {
    const { room, roomId, b } = await scene();
    const plain = await world.people.connectPlain(alice);
    await plain.tell('room:join', { roomId: room.id });
    const file = await uploads(bob).upload(roomId, PNG, { name: 'soup.png' });
    await b.tell('message:send', { roomId, text: 'Look', clientMsgId: key(), attachments: [file.id] });
    const heard = await plain.next('message:new', ({ attachments }) => attachments !== undefined);
    expect(heard.text).toBe(`Look\nsoup.png: /api/files/${file.id}`);
  });

  it('is brought into another room with its files, which stay when the first is deleted', async () => {
    const { roomId, b } = await scene();
    const other = await kitchen().open();
    const file = await uploads(bob).upload(roomId, PNG);
    const { messageId } = await b.tell('message:send', {
      roomId,
      text: '',
      clientMsgId: key(),
      attachments: [file.id],
    });
    await b.tell('message:forward', { messageId, roomId: other.id, clientMsgId: key() });
    const brought = (await pageOf(carol, other.id)).at(-1)?.attachments ?? [];
    expect(brought).toMatchObject([{ name: file.name, size: file.size, type: file.type }]);
    expect(brought[0]?.id).not.toBe(file.id);
    await b.tell('message:delete', { roomId, messageId });
    await read(carol, brought[0]?.id ?? '').expect(200);
  });

  it('is told to whoever comes back', async () => {
    const { room, roomId, a, b } = await scene();
    const seq = entriesOf(a).at(-1)?.seq ?? 0;
    const file = await uploads(bob).upload(roomId, PNG);
    await b.tell('message:send', { roomId, text: '', clientMsgId: key(), attachments: [file.id] });
    const back = await world.people.connectLog(carol);
    await back.ask('rooms:sync', { rooms: [{ roomId: room.id, lastSeq: seq }] });
    const { entries } = await back.next('room:log', (log) =>
      log.entries.some((entry) => !isChange(entry) && entry.attachments !== undefined),
    );
    expect(entries.at(-1)).toMatchObject({ attachments: [file] });
  });

  it('is found by has:file', async () => {
    const { roomId, b } = await scene();
    const file = await uploads(bob).upload(roomId, PNG);
    await b.tell('message:send', { roomId, text: '', clientMsgId: key(), attachments: [file.id] });
    await b.tell('message:send', { roomId, text: 'without', clientMsgId: key() });
    await world.app.get(Indexer).catchUp();
    const answer = await callerWith(world.url, bob.token)
      .get(`/api/search?q=${encodeURIComponent(`in:${roomId} has:file`)}`)
      .expect(200);
    const { results } = answer.body as { results: { message: Message }[] };
    expect(results.map(({ message }) => message.attachments?.[0]?.id)).toEqual([file.id]);
  });
});
