import type { Message, Room } from '@chatket/contract';
import { type FinalState, markOf, type Recorder, shortId } from './history';
import { call } from '../../rig/people.mjs';
import { ANSWER_PATIENCE_MS } from './world/people';
import type { World } from './world/world';
import type { Workload } from './workload';

const PAGE = 100;

/** Puts into the history what everybody shows at the end, and what the server tells whoever comes anew. */
export async function recordFinals(world: World, workload: Workload, record: Recorder): Promise<void> {
  for (const client of workload.cast.real) {
    const rooms = [...client.cursors].map(([room, cursor]) => ({
      room,
      cursor,
      online: client.onlineIn(room),
    }));
    const { name, user, isOnline, pending } = client;
    record({ k: 'final', client: name, user, isOnline, pending, rooms });
  }
  for (const client of workload.cast.plain) {
    const rooms = [...client.cursors].map(([room, cursor]) => ({ room, cursor }));
    record({
      k: 'final',
      client: client.name,
      user: client.user,
      isOnline: client.isOnline,
      pending: 0,
      rooms,
    });
  }
  for (const sender of workload.cast.senders) {
    record({
      k: 'final',
      client: sender.name,
      user: sender.user,
      isOnline: true,
      pending: sender.pending,
      rooms: [],
    });
  }
  const { url } = world.server;
  for (const { id: user, token } of workload.cast.people) {
    const { body } = await call<Room[]>(`${url}/api/rooms`, {
      token: token.text,
      patienceMs: ANSWER_PATIENCE_MS,
    });
    const rooms = body.map(({ id: room, unread = 0, lastReadSeq = 0, lastSeq }) => ({
      room,
      unread,
      lastReadSeq,
      lastSeq,
    }));
    record({ k: 'list', user, rooms });
  }
  for (const { id: room } of workload.rooms) await recordPages(world, workload, room, record);
}

async function recordPages(world: World, workload: Workload, room: string, record: Recorder): Promise<void> {
  const reader = workload.cast.people[0];
  const messages: Message[] = [];
  for (let before = ''; ;) {
    const { body } = await call<Message[]>(
      `${world.server.url}/api/rooms/${room}/messages?limit=${String(PAGE)}${before}`,
      { token: reader?.token.text ?? '', patienceMs: ANSWER_PATIENCE_MS },
    );
    messages.unshift(...body);
    const oldest = body[0];
    if (body.length < PAGE || !oldest) break;
    before = `&before=${oldest.messageId}`;
  }
  const list = messages.map(({ seq, messageId, text }) => [seq, shortId(messageId), markOf(text)] as const);
  record({ k: 'pages', room, list });
}

/** Reads the database. */
export async function readFinalState({ database }: World, workload: Workload): Promise<FinalState> {
  const messages = await database.query<{
    room: string;
    seq: string;
    id: string;
    user: string;
    key: string;
    mark: string;
    at: string;
  }>(
    `SELECT "roomId" AS room, seq, right(id::text, 12) AS id, "senderId" AS "user", "clientMsgId" AS key,
            split_part(text, ' ', 1) AS mark, (extract(epoch FROM "createdAt") * 1000000)::bigint AS at
     FROM "Message" ORDER BY "roomId", seq`,
  );
  const rooms = await database.query<{ room: string; lastSeq: string; memberCount: number }>(
    'SELECT id AS room, "lastSeq", "memberCount" FROM "Room"',
  );
  const members = await database.query<{ room: string; user: string; lastReadSeq: string }>(
    'SELECT "roomId" AS room, "userId" AS "user", "lastReadSeq" FROM "RoomMembership"',
  );
  const [idle] = await database.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
  );
  return {
    messages: messages.map(({ seq, at, ...rest }) => ({ ...rest, seq: Number(seq), at: Number(at) })),
    rooms: rooms.map(({ lastSeq, ...rest }) => ({ ...rest, lastSeq: Number(lastSeq) })),
    members: members.map(({ lastReadSeq, ...rest }) => ({ ...rest, lastReadSeq: Number(lastReadSeq) })),
    present: presentIn(workload),
    sessionsIdleInTransaction: Number(idle?.count ?? 0),
  };
}

/** Who has a connection in which room. */
export function presentIn(workload: Workload): { room: string; users: string[] }[] {
  return workload.rooms.map(({ id: room }) => {
    const inside = workload.cast.clients.filter(
      ({ isOnline, cursors, user }) =>
        isOnline && cursors.has(room) && workload.cast.memberships.isMember(user, room),
    );
    return { room, users: [...new Set(inside.map(({ user }) => user))].sort() };
  });
}
