import type {
  ClientEvent,
  ClientPayload,
  DraftSave,
  ErrorCode,
  HistoryPage,
  Message,
  MyReactions,
  RoomPage,
  SharedDraft,
  UserRef,
} from '@chatket/contract';
import type { Answer, ServerNotice, Transport } from './transport';
import { createCatchUp } from './catch-up';
import { createConnection, type ConnectionEvent } from './connection';
import { createOutbox, type Answering } from './outbox';
import type { Target } from './outbox-actions';
import type { Muted, OutboxItem, PollDeed } from './outbox-item';
import type { OutboxStorage } from './outbox-storage';
import { createPulse } from './pulse';
import { createReadMarks } from './read-marks';
import type { Delivery, RoomPosition } from './delivery';
import { createTypingSignal } from './typing';
import { createEmitter } from '../lib';

/** What the room does, once order and completeness are taken care of. */
export type RealtimeEvent =
  | { kind: 'connection'; change: ConnectionEvent }
  | { kind: 'delivery'; delivery: Delivery }
  | { kind: 'refused'; roomId: string }
  | { kind: 'mine'; roomId: string; mine: readonly MyReactions[] }
  | { kind: 'muted'; roomId: string; mute: Muted }
  | { kind: 'absent'; roomId: string; people: readonly UserRef[] }
  | { kind: 'outbox'; items: readonly OutboxItem[] }
  | { kind: 'notice'; notice: ServerNotice };

export interface Realtime {
  start: () => void;
  stop: () => void;
  listen: (listener: (event: RealtimeEvent) => void) => () => void;
  /** Follow these rooms from these positions; rooms already followed stay as they are. */
  follow: (rooms: readonly RoomPosition[]) => void;
  unfollow: (roomId: string) => void;
  /** The newest page of a room without a cursor was loaded; its newest message has this seq. */
  seed: (roomId: string, seq: number) => void;
  /** The network or the person came back: connect and look for news now. */
  wake: () => void;
  /** The room on the screen, told to the server with every pulse. */
  look: (roomId: string | undefined) => void;
  /** Whether the person looks at this page: of the room on the screen nobody need tell them then. */
  attend: (isAttentive: boolean) => void;
  /** Whether nobody has touched this device for a while. */
  beIdle: (isIdle: boolean) => void;
  /** I have seen the room, perhaps with its threads, up to this seq, having gone back in it so often; my other devices will know. */
  markRead: (roomId: string, seq: number, version?: number, threads?: 'all') => void;
  /** The room is unread from this seq on, on all my devices, and is read under this version from now on. */
  goBack: (roomId: string, seq: number, version?: number) => void;
  askRoster: (roomId: string) => void;
  /** Asks for something once; nothing where no answer came. */
  ask: <E extends ClientEvent>(event: E, payload: ClientPayload<E>) => Promise<Answer<E> | undefined>;
  /** A page of a room's history, or nothing where the socket has none to give. */
  page: (page: RoomPage) => Promise<HistoryPage | undefined>;
  /** Tells my other devices what I have begun to write. What holds now; `again` where nobody has answered; nothing where it is refused. */
  saveDraft: (draft: DraftSave) => Promise<SharedDraft | 'again' | undefined>;
  send: (roomId: string, text: string, options?: Answering) => void;
  /** Sends the parts of a long text one after the other, at a pace that is not taken for a flood. */
  sendParts: (roomId: string, texts: readonly string[], options?: Answering) => void;
  /** Changes the text of a message of mine. It was edited as it is given here, whatever it has become since. */
  edit: (message: Target, text: string) => void;
  /** Changes a message of mine that is not in the room yet. */
  editUnsent: (clientMsgId: string, text: string) => void;
  /** Deletes a message after `UNDO_MS`. @returns the id by which it can be discarded until then */
  remove: (message: Pick<Message, 'roomId' | 'messageId'>, reason?: string) => string;
  /** Deletes a message of mine that is not in the room yet. */
  removeUnsent: (clientMsgId: string) => void;
  /** Sets or takes back a reaction of mine. */
  react: (message: Pick<Message, 'roomId' | 'messageId'>, reaction: { emoji: string; on: boolean }) => void;
  /** Pins a message for everybody in its room, or takes the pin away. */
  pin: (message: Pick<Message, 'roomId' | 'messageId'>, on: boolean) => void;
  /** Votes in a poll, takes a vote back, or ends it. */
  poll: (message: Pick<Message, 'roomId' | 'messageId'>, deed: PollDeed) => void;
  /** Tries again what was refused. An edit in conflict then replaces what it was in conflict with. */
  retry: (clientMsgId: string) => void;
  /** The files of a message of mine are on the server, or were refused for a reason. */
  uploaded: (clientMsgId: string, code?: ErrorCode) => void;
  /** Throws away what has not been sent. */
  discard: (clientMsgId: string) => void;
  /** Whether it was done in this tab. */
  isOwn: (clientMsgId: string) => boolean;
  typing: { keystroke: (roomId: string) => void; stopped: () => void };
}

interface Options {
  transport: Transport;
  storage: OutboxStorage;
  userId: string;
}

const ASK_TIMEOUT_MS = 10_000;
/** There is another way to a page: it is not waited for as long as for what only the socket can do. */
const PAGE_TIMEOUT_MS = 5_000;

/** Everything that talks over the socket, for one logged-in person. */
export function createRealtime({ transport, storage, userId }: Options): Realtime {
  const events = createEmitter<RealtimeEvent>();
  const connection = createConnection(transport);
  const catchUp = createCatchUp({
    transport,
    onDelivery: deliver,
    onRefused: (roomId) => events.emit({ kind: 'refused', roomId }),
    onMine: (roomId, mine) => events.emit({ kind: 'mine', roomId, mine }),
  });
  const outbox = createOutbox({
    transport,
    storage,
    scope: `chatket-send-${userId}`,
    cursorOf: catchUp.cursorOf,
    onMuted: (roomId, mute) => events.emit({ kind: 'muted', roomId, mute }),
    onAbsent: (roomId, people) => events.emit({ kind: 'absent', roomId, people }),
  });
  const pulse = createPulse({ transport, onHead: catchUp.observeHead });
  const typing = createTypingSignal(transport);
  const readMarks = createReadMarks(transport);
  const subscriptions: (() => void)[] = [];

  function start() {
    subscriptions.push(
      connection.listen(onConnection),
      outbox.listen((items) => events.emit({ kind: 'outbox', items })),
      transport.listen((event) => {
        if (event.kind === 'notice') onNotice(event.notice);
      }),
    );
    void outbox.reload();
    connection.start();
  }

  function stop() {
    connection.stop();
    catchUp.stop();
    outbox.stop();
    readMarks.stop();
    for (const unsubscribe of subscriptions.splice(0)) unsubscribe();
  }

  function onConnection(change: ConnectionEvent) {
    const isOnline = change.status === 'online';
    if (isOnline) pulse.start();
    else pulse.stop();
    // Subscriptions first: what I send next shall come back to me.
    if (isOnline) catchUp.connected();
    else catchUp.disconnected();
    if (isOnline) readMarks.connected();
    else readMarks.disconnected();
    if (isOnline) outbox.connected();
    else outbox.disconnected();
    events.emit({ kind: 'connection', change });
  }

  function onNotice(notice: ServerNotice) {
    switch (notice.event) {
      case 'room:log':
        return catchUp.take(notice.payload.roomId, notice.payload.entries);
      case 'message:batch':
        return catchUp.take(notice.payload.roomId, notice.payload.messages);
      case 'message:new':
        return catchUp.take(notice.payload.roomId, [notice.payload]);
      default:
        return events.emit({ kind: 'notice', notice });
    }
  }

  function deliver(delivery: Delivery) {
    events.emit({ kind: 'delivery', delivery });
    for (const message of delivery.messages) {
      if (message.sender.id === userId) outbox.arrived(message.roomId, message.clientMsgId, message);
    }
    for (const { message } of delivery.changes) outbox.changed(message);
    if (delivery.isOtherLife)
      outbox.offerAgain(delivery.roomId, new Set(delivery.messages.map(({ clientMsgId }) => clientMsgId)));
    outbox.reached(delivery.roomId, delivery.cursor);
  }

  function askRoster(roomId: string) {
    const payload = { roomId, lastSeq: catchUp.cursorOf(roomId) };
    void ask('room:join', payload);
  }

  function ask<E extends ClientEvent>(event: E, payload: ClientPayload<E>) {
    return transport.request(event, payload, ASK_TIMEOUT_MS).catch(() => undefined);
  }

  async function page(wanted: RoomPage) {
    const answer = await transport.request('room:page', wanted, PAGE_TIMEOUT_MS).catch(() => undefined);
    return answer?.success ? answer : undefined;
  }

  return {
    start,
    stop,
    listen: events.listen,
    follow: catchUp.follow,
    unfollow: catchUp.unfollow,
    seed: catchUp.seed,
    wake: () => {
      connection.retryNow();
      if (connection.status() === 'online') catchUp.sync();
    },
    look: pulse.look,
    attend: pulse.attend,
    beIdle: pulse.beIdle,
    markRead: readMarks.mark,
    goBack: readMarks.goBack,
    askRoster,
    ask,
    page,
    saveDraft: async (draft) => {
      const answer = await transport.request('draft:save', draft, PAGE_TIMEOUT_MS).catch(() => undefined);
      if (answer?.success) return answer.draft;
      return !answer || answer.retryable ? 'again' : undefined;
    },
    send: (roomId, text, options) => {
      typing.stopped();
      outbox.add(roomId, text, options);
    },
    sendParts: (roomId, texts, options) => {
      typing.stopped();
      outbox.addParts(roomId, texts, options);
    },
    edit: outbox.edit,
    editUnsent: outbox.editUnsent,
    remove: (message, reason) => outbox.remove(message, reason).clientMsgId,
    removeUnsent: outbox.removeUnsent,
    react: outbox.react,
    pin: outbox.pin,
    poll: outbox.poll,
    retry: outbox.retry,
    uploaded: outbox.uploaded,
    discard: outbox.discard,
    isOwn: outbox.isOwn,
    typing,
  };
}
