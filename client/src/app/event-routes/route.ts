import type { MyReactions, ServerEvent, ServerPayload, UserRef } from '@chatket/contract';
import type { Api } from '../../api';
import type { Realtime, RealtimeEvent } from '../../realtime';
import type { ChatStores, ToastUndo } from '../../store';
import type { RoomList } from '../session/room-list';

/** What a route may change. */
export interface RouteContext {
  api: Pick<Api, 'sidebar' | 'request'>;
  realtime: Realtime;
  stores: ChatStores;
  roomList: RoomList;
  onSessionOver: () => void;
  /** I am called something else. */
  onRenamed: (me: UserRef) => void;
  /** Tells the person a result of what they did. */
  say: (text: string, undo?: ToastUndo) => void;
}

type EventOf<Kind extends RealtimeEvent['kind']> = Extract<RealtimeEvent, { kind: Kind }>;
export type ConnectionChange = EventOf<'connection'>['change'];
export type Delivery = EventOf<'delivery'>['delivery'];
type OutboxItems = EventOf<'outbox'>['items'];
type Mute = EventOf<'muted'>['mute'];

/** What is done when the server says something beside messages. */
export type Notices = { [E in ServerEvent]?: (payload: ServerPayload<E>) => void };

/** What one noun does with what the socket says. Routes are asked in the order of their table. */
export interface EventRoute {
  connection?: (change: ConnectionChange) => void;
  /** At once, before it is shown. */
  arriving?: (delivery: Delivery) => void;
  /** In a flood several deliveries are shown together. */
  delivery?: (delivery: Delivery) => void;
  outbox?: (items: OutboxItems) => void;
  /** A message of mine was refused by a mute. */
  muted?: (roomId: string, mute: Mute) => void;
  /** What I have said names people who are not in the room. */
  absent?: (roomId: string, people: readonly UserRef[]) => void;
  /** What of the reactions that I was told of is mine. */
  mine?: (roomId: string, mine: readonly MyReactions[]) => void;
  /** The server does not let me follow this room any more. */
  refused?: (roomId: string) => void;
  notices?: Notices;
}
