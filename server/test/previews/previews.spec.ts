import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AuditEntry,
  isMessageChange,
  type LinkPreview,
  type LogEntry,
  type Message,
  type MessageChange,
  messageOf,
  type Room,
} from '@chatket/contract';
import sharp from 'sharp';
import { PageChild } from '../../src/media/index.js';
import { MakePreviews } from '../../src/previews/make-previews.js';
import { OwnLinks } from '../../src/previews/own-links.js';
import { Pages as KnownPages } from '../../src/previews/pages.js';
import type { Device } from '../support/device.js';
import { kitchenOf } from '../support/kitchen.js';
import { Pages } from '../support/pages.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const pages = new Pages();
const env: Record<string, string> = {
  RATE_LIMIT_MESSAGES: '10000',
  RATE_LIMIT_CHANGES: '10000',
  LINK_PREVIEWS: 'on',
};
beforeAll(async () => {
  await pages.start();
  env['LINK_PREVIEW_TEST_HOSTS'] = pages.host;
});
const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], env);
afterAll(() => pages.stop());

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
const as = (person: { token: string }) => callerWith(world.url, person.token);
let count = 0;
const next = () => String((count += 1)).padStart(4, '0');

/** A page with a picture, at an address of its own. */
async function soup(title = 'Soup'): Promise<string> {
  const path = `/soup-${next()}`;
  const picture = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#c63' } })
    .jpeg()
    .toBuffer();
  pages.at(`${path}.jpg`, (response) => response.writeHead(200).end(picture));
  return pages.page(
    path,
    `<head><title>${title}</title><meta property="og:image" content="${path}.jpg"><meta name="description" content="Hot"></head>`,
  );
}

const send = async (device: Device, room: Room, text: string) =>
  (await device.tell('message:send', { roomId: room.id, text, clientMsgId: `preview-${next()}` })).messageId;

const told = new Map<string, number>();

/** The next change of that kind that is told of a message, behind the last one that was asked for here. */
async function changed(
  device: Device,
  messageId: string,
  what: MessageChange['what'],
): Promise<MessageChange> {
  const behind = told.get(messageId) ?? 0;
  const isIt = (change: MessageChange) =>
    change.what === what && change.message.messageId === messageId && change.seq > behind;
  const log = await device.next('room:log', ({ entries }) => entries.filter(isMessageChange).some(isIt));
  const found = log.entries.filter(isMessageChange).find(isIt);
  if (!found) throw new Error('it was told');
  told.set(messageId, found.seq);
  return found;
}

async function read(room: Room, messageId: string): Promise<Message | undefined> {
  const { body } = await as(alice).get(`/api/rooms/${room.id}/messages?limit=100`).expect(200);
  return (body as Message[]).find((message) => message.messageId === messageId);
}

/** Bob has said a link in a room, and its preview is there. */
async function scene() {
  const room = await kitchen().open();
  const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
  const url = await soup();
  const messageId = await send(b, room, `Look: ${url}`);
  const { message } = await changed(a, messageId, 'previewed');
  const [preview] = message.previews as [LinkPreview];
  return {
    room,
    a,
    b,
    url,
    messageId,
    preview,
    target: { roomId: room.id, messageId, previewId: preview.id },
  };
}
const picture = (person: { token: string }, { id }: LinkPreview) => as(person).get(`/api/files/${id}`);
const statusOf = async (person: { token: string }, preview: LinkPreview) =>
  (await picture(person, preview)).status;

describe('a preview', () => {
  it('comes behind the message as a change of it, with a picture of ours, and heals with a sync', async () => {
    const { room, url, messageId, preview } = await scene();
    expect(preview).toEqual({
      id: expect.any(String),
      url,
      title: 'Soup',
      description: 'Hot',
      picture: { width: 800, height: 400, thumbhash: expect.any(String) },
    });
    const { headers, body } = await picture(bob, preview).expect(200);
    expect(headers).toMatchObject({ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' });
    expect((await sharp(body as Buffer).metadata()).format).toBe('webp');
    expect(await read(room, messageId)).toMatchObject({ text: `Look: ${url}`, previews: [preview] });
    const late = await world.people.connectLog(bob);
    await late.tell('rooms:sync', { rooms: [{ roomId: room.id, lastSeq: 0 }] });
    const isThere = (entry: LogEntry) => messageOf(entry)?.previews?.[0]?.id === preview.id;
    await late.next('room:log', ({ entries }) => entries.some(isThere));
  });

  it('S254 is told to whoever may read the message, its picture too', async () => {
    const { room, preview } = await scene();
    for (const id of [preview.id, UNKNOWN_ID])
      expectRefusal(await picture(mallory, { ...preview, id }), 'NOT_FOUND');
    await as(bob).delete(`/api/rooms/${room.id}/membership`).expect(204);
    expect([await statusOf(bob, preview), await statusOf(alice, preview)]).toEqual([404, 200]);
  });

  it('is asked for once, however many link to it at once', async () => {
    const room = await kitchen().open();
    const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
    const url = await soup('Shared');
    const ids = await Promise.all([a, b, a, b].map((device) => send(device, room, url)));
    for (const id of ids) expect((await changed(a, id, 'previewed')).message.previews).toHaveLength(1);
    expect(pages.countOf(new URL(url).pathname)).toBe(1);
    expect(pages.countOf(`${new URL(url).pathname}.jpg`)).toBe(1);
  });

  it('is put off where enough pages are asked, and no claim is left behind', async () => {
    const urls = await Promise.all(Array.from({ length: 8 }, () => soup('Busy')));
    const links = urls.flatMap((url) => world.app.get(OwnLinks).in(url));
    const known = world.app.get(KnownPages);
    let waiting = links;
    while (waiting.length > 0) {
      const asked = await Promise.all(waiting.map((link) => known.know(link)));
      expect(asked).toContain(true);
      waiting = waiting.filter((_, place) => !asked[place]);
    }
  });

  it('is silent where there is none, and nobody waits for it', async () => {
    const room = await kitchen().open();
    const b = await kitchen().following(bob, room);
    const silent = pages.at(`/silent-${next()}`, () => undefined);
    const gone = pages.at(`/gone-${next()}`, (response) => response.writeHead(404).end());
    const waits = await send(b, room, silent);
    const messageId = await send(b, room, `${gone} ${await soup('Beside')}`);
    expect((await changed(b, messageId, 'previewed')).message.previews).toMatchObject([{ title: 'Beside' }]);
    expect(await read(room, waits)).not.toHaveProperty('rev');
    // Nor is what is known to say nothing asked again.
    const before = pages.asked.length;
    await world.app.get(MakePreviews).run({ messageId, since: world.clock.now() });
    expect(pages.asked).toHaveLength(before);
  });

  it('outlives a process that dies over it', async () => {
    const room = await kitchen().open();
    const b = await kitchen().following(bob, room);
    const path = `/deadly-${next()}`;
    const isAsked = new Promise<void>((resolve) => {
      pages.at(path, () => resolve());
    });
    await send(b, room, `http://${pages.host}${path}`);
    await isAsked;
    for (const pid of world.app.get(PageChild).pids) process.kill(pid, 'SIGKILL');
    const messageId = await send(b, room, await soup('After'));
    expect((await changed(b, messageId, 'previewed')).message.previews).toMatchObject([{ title: 'After' }]);
  });

  it('goes with its link, and not with other words', async () => {
    const { room, a, b, url, messageId, preview } = await scene();
    const edit = async (text: string) => {
      const rev = (await read(room, messageId))?.rev ?? 0;
      await b.tell('message:edit', { roomId: room.id, messageId, text, rev });
      return (await changed(a, messageId, 'edited')).message;
    };
    expect((await edit(`Do look: ${url}`)).previews).toEqual([preview]);
    expect(await edit('Never mind')).not.toHaveProperty('previews');
    expect(await statusOf(alice, preview)).toBe(404);
    await edit(`Do look: ${url}`);
    expect((await changed(a, messageId, 'previewed')).message.previews).toEqual([preview]);
    await edit(`Do look: \`${url}\``);
    expect((await changed(a, messageId, 'previewed')).message).not.toHaveProperty('previews');
  });

  it('goes with its message, and is there again where that is shown again', async () => {
    const { room, a, messageId, preview } = await scene();
    const target = { roomId: room.id, messageId };
    await a.tell('message:hide', { ...target, reason: 'a look' });
    expect((await changed(a, messageId, 'hidden')).message).not.toHaveProperty('previews');
    expect(await statusOf(alice, preview)).toBe(404);
    await a.tell('message:show', target);
    expect((await changed(a, messageId, 'shown')).message.previews).toEqual([preview]);
    await a.tell('message:delete', target);
    expect((await changed(a, messageId, 'deleted')).message).not.toHaveProperty('previews');
    expect(await statusOf(alice, preview)).toBe(404);
    const rows = async () =>
      (await world.database.query('SELECT 1 FROM "LinkPreview" WHERE "messageId" = $1', [messageId])).length;
    const previews = world.app.get(MakePreviews);
    await previews.sweep();
    expect(await rows()).toBe(1);
    await previews.sweep(-60_000);
    expect(await rows()).toBe(0);
  });

  it('is made anew where the message is brought', async () => {
    const { a, messageId, preview } = await scene();
    const room = await kitchen().open();
    await a.tell('room:join', { roomId: room.id });
    const brought = await a.tell('message:forward', {
      ...{ messageId, roomId: room.id, clientMsgId: `preview-${next()}` },
    });
    const { message } = await changed(a, brought.messageId, 'previewed');
    expect(message.previews).toMatchObject([{ title: 'Soup', url: preview.url }]);
    expect(message.previews?.[0]?.id).not.toBe(preview.id);
  });

  it('is not told to clients of the plain contract, who hear the message as ever', async () => {
    const { room, b } = await scene();
    const plain = await world.people.connectPlain(alice);
    await plain.tell('room:join', { roomId: room.id });
    const messageId = await send(b, room, await soup('Plain'));
    const heard = await plain.next('message:new', (message) => message.messageId === messageId);
    await changed(b, messageId, 'previewed');
    expect(heard).not.toHaveProperty('previews');
    expect(plain.all('message:new').filter((message) => message.messageId === messageId)).toHaveLength(1);
  });
});

describe('preview:show', () => {
  it('takes a preview away for everybody and brings it back, twice as once', async () => {
    const { a, b, messageId, preview, target } = await scene();
    const { seq } = await b.tell('preview:show', { ...target, on: false });
    const taken = await changed(a, messageId, 'unpreviewed');
    expect(taken).toMatchObject({ seq, by: { username: bob.username }, message: { rev: seq } });
    expect(taken.message).not.toHaveProperty('previews');
    expect(await statusOf(alice, preview)).toBe(404);
    expect(await b.tell('preview:show', { ...target, on: false })).toEqual({ success: true });
    // Whoever looks at the message again does not bring it back.
    await world.app.get(MakePreviews).run({ messageId, since: world.clock.now() });
    await b.tell('preview:show', { ...target, on: true });
    expect((await changed(a, messageId, 'previewed')).message.previews).toEqual([preview]);
    expect(await statusOf(alice, preview)).toBe(200);
  });

  it('S255 is for the author and those who moderate, whose deed is kept and stays', async () => {
    const { room, a, b, target } = await scene();
    const outsider = await world.people.connectLog(mallory);
    expect(await outsider.refused('preview:show', { ...target, on: false })).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    await world.people.join(mallory, room.id);
    expect(await outsider.refused('preview:show', { ...target, on: false })).toMatchObject({
      code: 'FORBIDDEN',
    });
    await a.tell('preview:show', { ...target, on: false });
    expect(await b.refused('preview:show', { ...target, on: true })).toMatchObject({ code: 'FORBIDDEN' });
    await a.tell('preview:show', { ...target, on: true });
    const { body } = await as(alice).get(`/api/rooms/${room.id}/audit?limit=2`).expect(200);
    expect((body as AuditEntry[]).map(({ action, targetId }) => [action, targetId])).toEqual([
      ['preview.restored', target.messageId],
      ['preview.removed', target.messageId],
    ]);
  });

  it('names a preview of that message that is there', async () => {
    const { b, target } = await scene();
    const other = await scene();
    for (const previewId of [UNKNOWN_ID, other.preview.id])
      expect(await b.refused('preview:show', { ...target, previewId, on: false })).toMatchObject({
        code: 'NOT_FOUND',
      });
    await b.tell('preview:show', { ...target, on: false });
    await world.app.get(MakePreviews).sweep(-60_000);
    expect(await b.refused('preview:show', { ...target, on: true })).toMatchObject({ code: 'NOT_FOUND' });
    const { roomId, messageId } = target;
    await b.tell('message:delete', { roomId, messageId });
    expect(await b.refused('preview:show', { ...target, on: true })).toMatchObject({
      code: 'MESSAGE_DELETED',
    });
  });
});
