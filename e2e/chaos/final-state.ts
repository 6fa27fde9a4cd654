import type { Message, Room, ThreadItem } from '@chatket/contract';
import { recordNewcomer } from './clients/newcomer';
import type { Counted, CountedThread, ListedRoom, Recorder } from './history';
import { shortId, stateOf } from './message-state';
import { pause } from './pause';
import { call } from '../../rig/people.mjs';
import { ANSWER_PATIENCE_MS } from './world/people';
import type { World } from './world/world';
import type { Workload } from './workload';

const PAGE = 100;
/** For so long devices may still be told of what they count. */
const COUNT_PATIENCE_MS = 10_000;
const COUNT_LOOK_MS = 50;
/** Of so many deleted messages a room the earlier texts are asked for. */
const MAX_ASKED = 5;

/** Puts into the history what everybody shows at the end, and what the server tells whoever comes anew. */
export async function recordFinals(world: World, workload: Workload, record: Recorder): Promise<void> {
  recordClients(workload, record);
  const { url } = world.server;
  for (const { id: user, token } of workload.cast.people) {
    const { body } = await call<Room[]>(`${url}/api/rooms`, {
      token: token.text,
      patienceMs: ANSWER_PATIENCE_MS,
    });
    const rooms = body.map(
      ({ id: room, unread = 0, mentions = 0, unreadThreads = 0, lastReadSeq = 0, lastSeq }) => ({
        room,
        unread,
        mentions,
        threads: unreadThreads,
        lastReadSeq,
        lastSeq,
      }),
    );
    record({ k: 'list', user, rooms });
    const threads = await listedThreads(url, token.text);
    record({ k: 'threads', by: 'the list', user, threads });
    await recordCounts(workload, { user, rooms, threads });
  }
  const [reader] = workload.cast.people;
  if (!reader) return;
  for (const { id: room } of workload.rooms) await recordPages(world, reader.token.text, room, record);
  const rooms = workload.rooms.map(({ id }) => id);
  await recordNewcomer({ url, token: reader.token.text, rooms, record });
}

/** What the server lists of threads in which something is unread. */
async function listedThreads(url: string, token: string): Promise<CountedThread[]> {
  const { body } = await call<ThreadItem[]>(`${url}/api/threads?unread=true`, {
    ...{ token, patienceMs: ANSWER_PATIENCE_MS },
  });
  return body.map(({ roomId: room, root, unread, mentions = 0 }) => ({
    ...{ room, root: shortId(root.messageId), unread, mentions },
  }));
}

interface Listed {
  user: string;
  rooms: readonly ListedRoom[];
  threads: readonly CountedThread[];
}

/** What the devices of somebody count, once they agree with the lists, or a while later. */
async function recordCounts({ cast }: Workload, { user, rooms, threads }: Listed): Promise<void> {
  const roomKey = (counted: readonly Counted[]) =>
    counted
      .map(({ room, unread, mentions, threads: count }) => [room, unread, mentions, count].join(' '))
      .sort()
      .join();
  const threadKey = (counted: readonly CountedThread[]) =>
    counted
      .map(({ root, unread, mentions }) => [root, unread, mentions].join(' '))
      .sort()
      .join();
  const devices = cast.counting.filter((device) => device.user === user);
  await Promise.all(devices.map((device) => device.openThreads()));
  const deadline = performance.now() + COUNT_PATIENCE_MS;
  const agree = () =>
    devices.every(
      (device) =>
        roomKey(device.counted()) === roomKey(rooms) &&
        threadKey(device.countedThreads()) === threadKey(threads),
    );
  while (!agree() && performance.now() < deadline) await pause(COUNT_LOOK_MS);
  for (const device of devices) device.record();
}

function recordClients({ cast }: Workload, record: Recorder): void {
  for (const client of cast.real) {
    const rooms = [...client.cursors].map(([room, cursor]) => ({
      room,
      cursor,
      online: client.onlineIn(room),
    }));
    const { name, user, isOnline, pending } = client;
    record({ k: 'final', client: name, user, isOnline, pending, rooms });
    for (const [room, copy] of client.copies)
      record({ k: 'copy', client: name, user, room, base: copy.base, states: copy.states() });
  }
  for (const { name, user, isOnline, pending, counts } of cast.plain) {
    const rooms = [...counts.keys()].map((room) => ({ room, cursor: 0 }));
    record({ k: 'final', client: name, user, isOnline, pending, rooms });
  }
  for (const { name, user, pending } of cast.senders)
    record({ k: 'final', client: name, user, isOnline: true, pending, rooms: [] });
}

async function recordPages(
  { server: { url } }: World,
  token: string,
  room: string,
  record: Recorder,
): Promise<void> {
  const messages: Message[] = [];
  for (let before = ''; ;) {
    const { body } = await call<Message[]>(
      `${url}/api/rooms/${room}/messages?limit=${String(PAGE)}${before}`,
      { token, patienceMs: ANSWER_PATIENCE_MS },
    );
    messages.unshift(...body);
    const oldest = body[0];
    if (body.length < PAGE || !oldest) break;
    before = `&before=${oldest.messageId}`;
  }
  const states = messages.map((message) => [message.seq, stateOf(message)] as const);
  record({ k: 'pages', room, states });
  for (const { messageId } of messages.filter(({ deleted }) => deleted).slice(-MAX_ASKED)) {
    const { body } = await call<{ text: string }[]>(`${url}/api/messages/${messageId}/revisions`, { token });
    record({ k: 'revisions', room, id: shortId(messageId), texts: body.map(({ text }) => text) });
  }
}

/** Who has a connection in which room. */
export function presentIn(workload: Workload): { room: string; users: string[] }[] {
  return workload.rooms.map(({ id: room }) => {
    const inside = workload.cast.clients.filter(
      (client) =>
        client.isOnline && client.follows(room) && workload.cast.memberships.isMember(client.user, room),
    );
    return { room, users: [...new Set(inside.map(({ user }) => user))].sort() };
  });
}
