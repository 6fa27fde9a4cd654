import { setImmediate as turn } from 'node:timers/promises';
import type { NoticeCause } from '@chatket/contract';
import type { Statements } from '../prisma/index.js';
import { isVisible } from '../rooms/access/index.js';
import type { AlertRow } from './alerts.repository.js';
import { type Causes, causesFor, causesIn } from './causes.repository.js';
import { decideNotice, type Notice } from './decide-notice.js';
import {
  blocksBetween,
  editedBehind,
  type Listener,
  listenersOf,
  messagesBehind,
  type NoticedMessage,
} from './facts.repository.js';
import type { Looks } from './looks.js';
import { isQuiet } from './quiet.js';
import type { RoomBehind } from './rooms-behind.repository.js';

/** Decisions that are made before whoever else waits in this process has a turn. */
const IN_ONE_TURN = 500;
/** Of what is said to everybody, and to few, people are told once in a batch: of the last of it. */
const FOLDED = new Set<NoticeCause>(['direct', 'any']);

export interface Batch {
  alerts: AlertRow[];
  /** Up to where each room was looked through. */
  cursors: Map<string, number>;
}

interface Behind {
  rooms: readonly RoomBehind[];
  limit: number;
  looks: Looks;
  now: number;
}

/** Who is to be told of what is behind the cursors of some rooms. Writes nothing. */
export async function decideBatch(statements: Statements, behind: Behind): Promise<Batch> {
  const rooms = behind.rooms.filter(({ isIdle }) => !isIdle);
  const { alerts, cursors } =
    rooms.length > 0
      ? await decideIn(statements, { ...behind, rooms })
      : { alerts: [], cursors: new Map<string, number>() };
  for (const { roomId, headSeq, isIdle } of behind.rooms) if (isIdle) cursors.set(roomId, headSeq);
  return { alerts, cursors };
}

async function decideIn(statements: Statements, { rooms, limit, looks, now }: Behind): Promise<Batch> {
  const { messages: added, cursors } = await messagesBehind(statements, rooms, limit);
  const messages = [...added, ...(await editedBehind(statements, rooms, cursors))];
  if (messages.length === 0) return { alerts: [], cursors };
  const causes = await causesIn(statements, messages);
  const spoken = new Set(messages.map(({ roomId }) => roomId));
  const talking = rooms.filter(({ roomId }) => spoken.has(roomId));
  const listeners = await listenersOf(statements, audiencesOf(talking, messages, causes), new Date(now));
  if (listeners.length === 0) return { alerts: [], cursors };
  const blocks = await blocksBetween(
    statements,
    [...new Set(listeners.map(({ userId }) => userId))],
    [...new Set(messages.map(({ senderId }) => senderId))],
  );

  const alerts = new Map<string, AlertRow>();
  let decided = 0;
  for (const room of talking) {
    const lookers = await looks.at(room.roomId);
    const here = messages.filter(({ roomId }) => roomId === room.roomId);
    for (const listener of listeners.filter(({ roomId }) => roomId === room.roomId)) {
      const isLooking = lookers.has(listener.userId);
      for (const message of here) {
        const notice = noticeFor({ message, listener, room, causes, blocks, now, isLooking });
        const alert = alertOf(message, listener, notice);
        if (alert) alerts.set(keyOf(alert), alert);
        if ((decided += 1) % IN_ONE_TURN === 0) await turn();
      }
    }
  }
  return { alerts: [...alerts.values()], cursors };
}

interface Case {
  message: NoticedMessage;
  listener: Listener;
  room: Pick<RoomBehind, 'kind'>;
  causes: Causes;
  blocks: ReadonlySet<string>;
  isLooking: boolean;
  /** In ms since the epoch. */
  now: number;
}

/** The rule, asked for one message and one member of its room. */
export function noticeFor({ message, listener, room, causes, blocks, isLooking, now }: Case): Notice {
  const { userId } = listener;
  return decideNotice({
    isOwn: message.senderId === userId,
    isBlocked: blocks.has(`${userId} ${message.senderId}`),
    isReadable: isVisible(message.seq, listener.fromSeq),
    isRead: isRead(message, listener, causes),
    isLooking,
    isQuiet: isQuiet(listener, now),
    isMuted: listener.isMuted,
    level: listener.level,
    threadLevel: causes.threads.get(message.id)?.get(userId)?.level,
    isInThreadOnly: message.inRoom === false,
    causes: causesFor(causes, { message, userId, room }),
  });
}

/** What a room shows is read there; what is said in a thread, there as well. */
function isRead({ id, seq, inRoom }: NoticedMessage, { userId, lastReadSeq }: Listener, causes: Causes) {
  const readTo = causes.threads.get(id)?.get(userId)?.readTo ?? 0;
  return seq <= (inRoom === false ? readTo : Math.max(readTo, lastReadSeq));
}

/** Who has to be looked at. */
function audiencesOf(rooms: readonly RoomBehind[], messages: readonly NoticedMessage[], causes: Causes) {
  return rooms.map((room) => {
    const ids = messages.filter(({ roomId }) => roomId === room.roomId).map(({ id }) => id);
    const whole = ids.flatMap((id) => causes.everybody.get(id) ?? []);
    const named = [
      ...ids.flatMap((id) => [...(causes.named.get(id)?.keys() ?? [])]),
      ...whole.flatMap(({ audience }) => [...(audience ?? [])]),
    ];
    return { room, named: [...new Set(named)], isEverybody: whole.some(({ audience }) => audience === null) };
  });
}

function alertOf(
  { id, roomId, seq }: NoticedMessage,
  { userId }: Listener,
  notice: Notice,
): AlertRow | undefined {
  const because = notice.alert ? (notice.because as NoticeCause) : notice.cause;
  if (!notice.badge || because === undefined) return undefined;
  return { userId, messageId: id, roomId, seq, because, isSilent: !notice.alert };
}

/** Later messages of a talk take the place of earlier ones. */
function keyOf({ userId, roomId, messageId, because }: AlertRow): string {
  return `${userId} ${FOLDED.has(because) ? roomId : messageId}`;
}
