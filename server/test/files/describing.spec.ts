import { describe, expect, it } from '@jest/globals';
import { FILE_LIMITS, isMessageChange } from '@chatket/contract';
import { kitchenOf } from '../support/kitchen.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { PNG, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { RATE_LIMIT_MESSAGES: '10000' });

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
let sent = 0;

/** A file of bob's in a message of bob's. */
async function scene() {
  const room = await kitchen().open();
  const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
  const file = await uploadsOf(world.url, bob).upload(room.id, Buffer.from('soup'), { name: 'a.txt' });
  const { messageId } = await b.tell('message:send', {
    roomId: room.id,
    text: 'Here',
    clientMsgId: `describe-${String((sent += 1)).padStart(4, '0')}`,
    attachments: [file.id],
  });
  return { room, a, b, file, target: { roomId: room.id, messageId, fileId: file.id } };
}

describe('file:describe', () => {
  it('tells everybody what a file shows, once, and takes it back', async () => {
    const { a, b, file, target } = await scene();
    const said = await b.tell('file:describe', { ...target, alt: '  A red kettle ' });
    const heard = async (seq: number | undefined) => {
      const log = await a.next('room:log', ({ entries }) => entries.some((entry) => entry.seq === seq));
      return log.entries.filter(isMessageChange).find((entry) => entry.seq === seq);
    };
    expect(await heard(said.seq)).toMatchObject({
      what: 'described',
      by: { username: bob.username },
      message: { text: 'Here', rev: said.seq, attachments: [{ ...file, alt: 'A red kettle' }] },
    });
    expect(await b.tell('file:describe', { ...target, alt: 'A red kettle' })).toEqual({ success: true });
    const back = await b.tell('file:describe', { ...target, alt: '' });
    expect((await heard(back.seq))?.message.attachments).toEqual([file]);
  });

  it('is for the author alone, and for files of that message', async () => {
    const { room, a, b, target } = await scene();
    const other = await scene();
    for (const device of [a, await kitchen().following(carol, room)])
      expect(await device.refused('file:describe', { ...target, alt: 'x' })).toMatchObject({
        code: 'MESSAGE_NOT_FOUND',
      });
    const outsider = await world.people.connectLog(mallory);
    expect(await outsider.refused('file:describe', { ...target, alt: 'x' })).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    for (const fileId of [UNKNOWN_ID, other.file.id])
      expect(await b.refused('file:describe', { ...target, fileId, alt: 'x' })).toMatchObject({
        code: 'MESSAGE_NOT_FOUND',
      });
    const { roomId, messageId } = target;
    await b.tell('message:delete', { roomId, messageId });
    expect(await b.refused('file:describe', { ...target, alt: 'x' })).toMatchObject({
      code: 'MESSAGE_DELETED',
    });
  });

  it('follows the rules of the room, also while a file is completed', async () => {
    const { room, b, target } = await scene();
    await callerWith(world.url, alice.token)
      .post(`/api/rooms/${room.id}/rules`, { kind: 'word', pattern: 'turnip', act: 'block' })
      .expect(201);
    expect(await b.refused('file:describe', { ...target, alt: 'a turnip' })).toMatchObject({
      code: 'BLOCKED_BY_RULE',
    });
    const mine = uploadsOf(world.url, bob);
    const { id } = (await mine.begin(room.id, { size: 3 }).expect(201)).body as { id: string };
    await mine.put(id, 0, Buffer.from('abc')).expect(204);
    expectRefusal(await mine.complete(id, { alt: 'a turnip' }), 'BLOCKED_BY_RULE');
    expectRefusal(await mine.complete(id, { alt: 'x'.repeat(FILE_LIMITS.altMax + 1) }), 'VALIDATION', [
      'alt',
    ]);
    expect((await mine.complete(id, { alt: 'a carrot' }).expect(200)).body).toMatchObject({
      alt: 'a carrot',
    });
  });

  it('is not lost where an upload is completed twice at once, once without a word and once with it', async () => {
    const room = await kitchen().open();
    const mine = uploadsOf(world.url, bob);
    const { id } = (await mine.begin(room.id, { size: PNG.length }).expect(201)).body as { id: string };
    await mine.put(id, 0, PNG).expect(204);
    const [, said] = await Promise.all([mine.complete(id), mine.complete(id, { alt: 'A dot' })]);
    expect(said.body).toMatchObject({ alt: 'A dot' });
    expect((await mine.state(id).expect(200)).body).toMatchObject({ file: { alt: 'A dot' } });
    // Whoever says nothing leaves it; whoever says that it shows nothing takes it back.
    expect((await mine.complete(id).expect(200)).body).toMatchObject({ alt: 'A dot' });
    expect((await mine.complete(id, { alt: ' ' }).expect(200)).body).not.toHaveProperty('alt');
  });
});
