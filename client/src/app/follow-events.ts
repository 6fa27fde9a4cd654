import type { ServerPayload } from '@chatket/contract';
import { createGatherer, steadyNow } from '../lib';
import type { Realtime, RealtimeEvent } from '../realtime';
import { leavesUncounted, noteConnection, timelineOf, type ChatStores, type PendingMessage } from '../store';
import type { RoomList } from './room-list';

interface Options {
  realtime: Realtime;
  stores: ChatStores;
  roomList: RoomList;
  onSessionOver: () => void;
}

type Change = Extract<RealtimeEvent, { kind: 'connection' }>['change'];
type Notice = Extract<RealtimeEvent, { kind: 'notice' }>['notice'];
type Delivery = Extract<RealtimeEvent, { kind: 'delivery' }>['delivery'];

/** A shorter loss of the connection is not worth a word. */
const OUTAGE_MS = 3_000;
/** In a flood the stores change no more often: nobody reads faster, and the page stays free for who is typing. */
const CHANGE_INTERVAL_MS = 100;

/** Brings what the socket says into the stores. Returns the function that ends it. */
export function followEvents({ realtime, stores, roomList, onSessionOver }: Options): () => void {
  const { me, rooms, timelines, outbox, presence, connection, drafts, reads, away } = stores;
  const mutesSeen = new Set<string>();
  let hasBeenOnline = false;
  let wasLongAway = false;
  const deliveries = createGatherer<Delivery>(CHANGE_INTERVAL_MS, (gathered) => gathered.forEach(onDelivery));

  const stop = realtime.listen((event) => {
    // What was delivered before has happened before.
    if (event.kind !== 'delivery' && !isPassing(event)) deliveries.flush();
    switch (event.kind) {
      case 'connection':
        return onConnection(event.change);
      case 'delivery':
        endTyping(event.delivery);
        return deliveries.add(event.delivery);
      case 'muted':
        return rooms.actions.mute(event.roomId, event.mute);
      case 'outbox':
        return onOutbox(event.items);
      case 'refused':
        return void roomList.load();
      case 'notice':
        return onNotice(event.notice);
    }
  });
  return () => {
    stop();
    deliveries.flush();
  };

  function onConnection({ status, endedBy }: Change) {
    const now = Date.now();
    if (status === 'online') wasLongAway = hasBeenOnline && now - connection.getState().since >= OUTAGE_MS;
    noteConnection(connection, { isOnline: status === 'online', now });
    if (endedBy) return onSessionOver();
    if (status !== 'online') {
      away.actions.leave();
      return presence.actions.forgetTypists();
    }
    // Rooms may have come or gone while nobody could tell this page.
    if (hasBeenOnline) void roomList.load();
    hasBeenOnline = true;
  }

  function onDelivery(delivery: Delivery) {
    if (delivery.wasMissed && wasLongAway) away.actions.miss(delivery.roomId, delivery.messages, me.id);
    const room = rooms.getState().mine[delivery.roomId];
    timelines.actions.deliver(delivery.roomId, delivery);
    rooms.actions.noteMessages(delivery.messages, me.id);
    if (room && leavesUncounted(room, delivery)) void roomList.load();
  }

  /** Another device of mine has read a room, perhaps not to its end and further back than this page knows it. */
  function onRead(roomId: string, lastReadSeq: number) {
    reads.actions.see(roomId, lastReadSeq);
    const room = rooms.getState().mine[roomId];
    if (!room || lastReadSeq >= room.lastSeq || lastReadSeq <= (room.lastReadSeq ?? -1)) return;
    const [oldest] = timelineOf(roomId)(timelines.getState()).messages;
    if (!oldest || oldest.seq > lastReadSeq + 1) void roomList.load();
  }

  function endTyping({ messages }: Delivery) {
    const now = steadyNow();
    for (const { roomId, sender } of messages) {
      presence.actions.setTyping({ roomId, user: sender, isTyping: false }, now);
    }
  }

  function onOutbox(items: readonly PendingMessage[]) {
    outbox.setState({ items });
    for (const item of items) {
      if (item.state.kind !== 'muted') continue;
      // An earlier version kept a time of the server's here.
      if (typeof item.state.until === 'number') rooms.actions.mute(item.roomId, item.state);
      if (mutesSeen.has(item.clientMsgId)) continue;
      mutesSeen.add(item.clientMsgId);
      giveBack(item);
    }
  }

  /** A message refused by a mute returns to the composer it came from, if that is empty and on the screen. */
  function giveBack(item: PendingMessage) {
    const isInSight = document.visibilityState === 'visible' && rooms.getState().openRoomId === item.roomId;
    if (!isInSight || drafts.getState().byRoom[item.roomId]) return;
    drafts.actions.set(item.roomId, item.text);
    realtime.discard(item.clientMsgId);
  }

  function onSystem({ type, roomId, user, forMs }: ServerPayload<'room:system'>) {
    if (type !== 'muted' || user?.id !== me.id || forMs === undefined) return;
    rooms.actions.mute(roomId, { forMs, until: steadyNow() + forMs });
  }

  function onNotice(notice: Notice) {
    switch (notice.event) {
      case 'room:roster':
        return presence.actions.setRoster(notice.payload);
      case 'room:roster:delta':
        if (!presence.actions.changeRoster(notice.payload)) realtime.askRoster(notice.payload.roomId);
        return;
      case 'typing:update':
        return presence.actions.setTyping(notice.payload, steadyNow());
      case 'room:system':
        return onSystem(notice.payload);
      case 'room:read':
        return onRead(notice.payload.roomId, notice.payload.lastReadSeq);
      case 'room:added':
        return void roomList.load();
      case 'room:removed':
        return roomList.drop(notice.payload.roomId);
      case 'server:draining':
      case 'auth:expired':
      case 'message:new':
      case 'message:batch':
        return;
    }
  }
}

/** Says nothing about messages, so that it need not wait for any. */
function isPassing(event: RealtimeEvent): boolean {
  if (event.kind !== 'notice') return false;
  const { notice } = event;
  return (
    notice.event === 'typing:update' || notice.event === 'room:roster' || notice.event === 'room:roster:delta'
  );
}
