import type { MyNotices, RoomNotices, RoomNoticesBody } from '@chatket/contract';
import { writeLocal } from '../lib';
import { readAnew } from '../lib/read-anew';
import type { Bell, BellsStore } from './bells-store';

type Request = <T>(request: { method?: 'PATCH'; path: string; body?: object }) => Promise<{ body: T }>;

const pathOf = (roomId: string) => `/rooms/${encodeURIComponent(roomId)}/notifications`;

/** Brings what the server has of my choices here. What I choose meanwhile, on whichever device, is newer. */
export async function readNotices(bells: BellsStore, request: Request): Promise<void> {
  let asked = bells.getState();
  const { body } = await readAnew({
    ask: () => {
      asked = bells.getState();
      return request<MyNotices>({ path: '/me/notifications' });
    },
    told: () => {
      const { settings, byRoom, muted } = bells.getState();
      return [settings, byRoom, muted];
    },
  });
  const { news, unread } = bells.getState();
  takeNotices(bells, news === asked.news ? body : { ...body, unread }, request);
}

/**
 * What the server has of my choices. What was chosen in this browser before the server kept it is told to it, once, for rooms
 * of which it knows nothing.
 */
function takeNotices(bells: BellsStore, { settings, rooms, unread }: MyNotices, request: Request): void {
  const known = new Set(rooms.map(({ roomId }) => roomId));
  const wasOwn = bells.getState().settings === undefined;
  const own = wasOwn ? Object.entries(bells.getState().byRoom).filter(([id]) => !known.has(id)) : [];
  const levels = rooms.flatMap(({ roomId, level }): [string, Bell][] => (level ? [[roomId, level]] : []));
  const muted = rooms.flatMap(({ roomId, mutedUntil: until }): [string, string][] =>
    until === undefined ? [] : [[roomId, until]],
  );
  keep(bells, Object.fromEntries([...own, ...levels]));
  bells.setState({ settings, unread, muted: Object.fromEntries(muted) });
  for (const [roomId, level] of own)
    void request({ method: 'PATCH', path: pathOf(roomId), body: { level } }).catch(() => undefined);
}

/** What I have chosen for a room, on whichever device. */
export function takeRoom(bells: BellsStore, { roomId, level, mutedUntil }: RoomNotices): void {
  const { byRoom, muted } = bells.getState();
  keep(bells, { ...without(byRoom, roomId), ...(level && { [roomId]: level }) });
  bells.setState({
    muted: { ...without(muted, roomId), ...(mutedUntil !== undefined && { [roomId]: mutedUntil }) },
  });
}

/** Chooses for a room: at the server where it keeps that, else in this browser. Rejects where it cannot be kept. */
export async function chooseFor(
  bells: BellsStore,
  roomId: string,
  body: RoomNoticesBody,
  request: (request: { method: 'PATCH'; path: string; body: object }) => Promise<{ body: RoomNotices }>,
): Promise<void> {
  if (bells.getState().settings)
    takeRoom(bells, (await request({ method: 'PATCH', path: pathOf(roomId), body })).body);
  else if (body.level) bells.actions.set(roomId, body.level);
}

/** Also here: the next page knows before it has asked. */
function keep(bells: BellsStore, byRoom: Record<string, Bell>): void {
  writeLocal(bells.key, byRoom);
  bells.setState({ byRoom });
}

function without<T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));
}
