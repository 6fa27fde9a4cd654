import { describe, expect, it } from '@jest/globals';
import { type Report, type Room } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote, say, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);
const as = (person: Person) => callerWith(world.url, person.token);

interface Scene {
  room: Room;
  owner: Person;
  moderator: Person;
  author: Person;
  reader: Person;
  other: Person;
  messageId: string;
}

/** A room with a moderator, in which somebody has said something that others do not like. */
async function scene(): Promise<Scene> {
  const [owner, moderator, author, reader, other] = (await guests(world, 5)) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const room = await world.people.createRoom(owner);
  for (const person of [moderator, author, reader, other]) await world.people.join(person, room.id);
  await promote(world, moderator, room, 'moderator');
  const [messageId = ''] = await say(world, room, author, ['buy this']);
  return { room, owner, moderator, author, reader, other, messageId };
}

const report = (person: Person, messageId: string, body: object = { reason: 'spam' }) =>
  as(person).post(`/api/messages/${messageId}/report`, body);
const listed = async (person: Person, room: Room, query = ''): Promise<Report[]> => {
  const { body } = await as(person).get(`/api/rooms/${room.id}/reports${query}`).expect(200);
  return body as Report[];
};
const reportChange = (device: Device, openCount: number) =>
  device.next('report:changed', (told) => told.openCount === openCount);

describe('a report', () => {
  it('comes to the moderators of the room at once, and is in their list as it was made', async () => {
    const { room, owner, moderator, author, reader, messageId } = await scene();
    const [atOwner, atModerator, atAuthor] = (await Promise.all(
      [owner, moderator, author].map((person) => world.people.connect(person)),
    )) as [Device, Device, Device];
    await report(reader, messageId, { reason: 'other', note: 'not nice' }).expect(204);
    for (const device of [atOwner, atModerator])
      expect(await reportChange(device, 1)).toEqual({ roomId: room.id, openCount: 1 });
    expect(await listed(moderator, room)).toEqual([
      {
        id: expect.any(String),
        roomId: room.id,
        message: expect.objectContaining({ messageId, text: 'buy this' }),
        reporter: { id: reader.id, username: reader.username },
        reason: 'other',
        note: 'not nice',
        createdAt: expect.any(String),
      },
    ]);
    // Whoever is reported is not told, and cannot see who it was.
    expect(atAuthor.all('report:changed')).toEqual([]);
    const refused = await as(author).get(`/api/rooms/${room.id}/reports`).expect(403);
    expect(refused.body).toMatchObject({ code: 'FORBIDDEN', need: 'moderator', have: 'member' });
  });

  it('made twice is one, also at the same time', async () => {
    const { room, moderator, reader, messageId } = await scene();
    const answers = await Promise.all(Array.from({ length: 5 }, () => report(reader, messageId)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
    expect(await listed(moderator, room)).toHaveLength(1);
  });

  it.each([
    [{ reason: 'because' }, 'reason'],
    [{}, 'reason'],
    [{ reason: 'spam', note: 'x'.repeat(201) }, 'note'],
    [{ reason: 'spam', note: '\0' }, 'note'],
    [{ reason: ['spam'] }, 'reason'],
  ])('is refused when it is %j', async (body, field) => {
    const { reader, messageId } = await scene();
    expectRefusal(await report(reader, messageId, body), 'VALIDATION', [field]);
  });

  it('is not made of what is not there, was deleted, or is one’s own', async () => {
    const { room, author, reader, messageId } = await scene();
    expectRefusal(await report(reader, UNKNOWN_ID), 'MESSAGE_NOT_FOUND');
    expectRefusal(await report(author, messageId), 'FORBIDDEN');
    const device = await world.people.connect(author);
    await device.tell('message:delete', { roomId: room.id, messageId });
    expectRefusal(await report(reader, messageId), 'MESSAGE_DELETED');
  });

  it('S138 shows a deleted message without its text', async () => {
    const { room, moderator, author, reader, messageId } = await scene();
    await report(reader, messageId).expect(204);
    const device = await world.people.connect(author);
    await device.tell('message:delete', { roomId: room.id, messageId });
    const [open] = await listed(moderator, room);
    expect(open?.message).toMatchObject({ text: '', deleted: {} });
  });
});

describe('what was done about it', () => {
  it('is told to all who reported the message, audited, and can be taken back', async () => {
    const { room, owner, moderator, reader, other, messageId } = await scene();
    await report(reader, messageId).expect(204);
    await report(other, messageId, { reason: 'abuse' }).expect(204);
    const [atReader, atOther, atModerator] = (await Promise.all(
      [reader, other, moderator].map((person) => world.people.connect(person)),
    )) as [Device, Device, Device];
    const [first] = await listed(moderator, room);
    const path = `/api/rooms/${room.id}/reports/${first?.id ?? ''}/outcome`;
    await as(moderator).put(path, { outcome: 'deleted' }).expect(204);
    for (const device of [atReader, atOther])
      expect(await device.next('report:handled')).toEqual({ roomId: room.id, messageId, outcome: 'deleted' });
    await reportChange(atModerator, 0);
    expect(await listed(moderator, room)).toEqual([]);
    expect(await listed(moderator, room, '?state=handled')).toMatchObject([
      { outcome: 'deleted', handledBy: { id: moderator.id } },
      { outcome: 'deleted', handledBy: { id: moderator.id } },
    ]);
    // Twice is once.
    await as(moderator).put(path, { outcome: 'deleted' }).expect(204);
    await as(moderator).delete(path).expect(204);
    await reportChange(atModerator, 1);
    expect(await listed(moderator, room)).toHaveLength(2);
    const { body } = await as(owner).get(`/api/rooms/${room.id}/audit`).expect(200);
    expect((body as { action: string }[]).map(({ action }) => action)).toEqual([
      'report.reopened',
      'report.handled',
    ]);
  });

  it('is noted only for a report of that room, by those who may', async () => {
    const one = await scene();
    const two = await scene();
    await report(one.reader, one.messageId).expect(204);
    const [open] = await listed(one.moderator, one.room);
    const handle = (person: Person, room: Room, body: object = { outcome: 'dismissed' }) =>
      as(person).put(`/api/rooms/${room.id}/reports/${open?.id ?? ''}/outcome`, body);
    expectRefusal(await handle(two.moderator, two.room), 'NOT_FOUND');
    expect((await handle(one.reader, one.room).expect(403)).body).toMatchObject({ code: 'FORBIDDEN' });
    expectRefusal(await handle(two.moderator, one.room), 'NOT_A_MEMBER');
    expectRefusal(await handle(one.moderator, one.room, { outcome: 'forgiven' }), 'VALIDATION', ['outcome']);
    expect(await listed(one.moderator, one.room)).toHaveLength(1);
  });

  it('lists page by page, the oldest first', async () => {
    const { room, moderator, author, reader } = await scene();
    const ids = await say(world, room, author, ['one', 'two', 'three']);
    for (const id of ids) await report(reader, id).expect(204);
    const [first, second] = await listed(moderator, room, '?limit=2');
    const rest = await listed(moderator, room, `?limit=2&after=${second?.id ?? ''}`);
    expect([first, second, ...rest].map((each) => each?.message.text)).toEqual(['one', 'two', 'three']);
  });
});
