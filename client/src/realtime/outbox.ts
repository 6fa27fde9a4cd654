import type { Message, MessageOrigin, MessageQuote, PollTerms, UserRef } from '@chatket/contract';
import { newId, steadyNow } from '../lib';
import { createAckedSends } from './acked-sends';
import { createOutboxActions } from './outbox-actions';
import { createOutboxDrain, type Outcome } from './outbox-drain';
import { isSend, type Muted, type OutboxFile, type OutboxItem, type SendItem } from './outbox-item';
import { doneTo, firstDue, nextDueIn } from './outbox-queue';
import { attempt, type Attempt } from './outbox-request';
import { createOutboxShelf } from './outbox-shelf';
import type { OutboxStorage } from './outbox-storage';
import { createPartPace } from './part-pace';
import type { Transport } from './transport';

interface Options {
  transport: Transport;
  storage: OutboxStorage;
  /** Names the locks that keep tabs from sending the same message. */
  scope: string;
  /** Nothing is missing in the room up to this seq. */
  cursorOf: (roomId: string) => number | undefined;
  /** A send was refused by a mute: nothing else tells this page of it. */
  onMuted: (roomId: string, mute: Muted) => void;
  /** What I have said names people who are not in the room. */
  onAbsent?: (roomId: string, people: readonly UserRef[]) => void;
}

/** What is said with a text. */
export interface Answering {
  replyTo?: MessageQuote;
  /** It is that of this message, which is brought from elsewhere, and what will be told of that. */
  forwardOf?: string;
  forwarded?: MessageOrigin;
  /** It is said in the thread of this message, and perhaps in the room too. */
  threadId?: string;
  inRoom?: true;
  /** It is a question, with what can be chosen. */
  poll?: PollTerms;
  /** What it is sent with. */
  files?: readonly OutboxFile[] | undefined;
}

/**
 * Messages on their way out, and what was done to messages. Each survives a reload, goes out in the order in which it
 * was done, one at a time per room, and is repeated until it is answered; the server does it once.
 */
export function createOutbox({ transport, storage, scope, cursorOf, onMuted, onAbsent }: Options) {
  const shelf = createOutboxShelf(storage);
  /** Ids of messages that nobody has tried to send yet, as far as this page can know. */
  const untried = new Set<string>();
  /** Ids of what was done in this tab. */
  const own = new Set<string>();
  const acked = createAckedSends();
  const pace = createPartPace();
  let lastOrder = 0;
  const inRoom = (roomId: string) => ({ roomId, now: steadyNow() });
  const { drain, connected, disconnected } = createOutboxDrain({
    scope,
    doFirst,
    isDue: (roomId) => firstDue(shelf.all(), inRoom(roomId)) !== undefined,
    dueIn: (roomId) => nextDueIn(shelf.all(), inRoom(roomId)),
  });
  const actions = createOutboxActions({ shelf, create, drain, isUntried: (id) => untried.has(id) });
  const unlisten = storage.onForeignChange(() => void reload());

  function add(roomId: string, text: string, options?: Answering): SendItem {
    const item: SendItem = { ...create(roomId), text, ...options };
    // What is brought from elsewhere goes as it is; another text is an edit of it.
    if (!item.forwardOf) untried.add(item.clientMsgId);
    void shelf.keep(item).then(() => drain(roomId));
    return item;
  }

  /** Adds the parts of a text that was too long for one message; the first has the files, and says what all of it answers. */
  function addParts(roomId: string, texts: readonly string[], { replyTo, files, ...place }: Answering = {}) {
    const parts = texts.map((text, index) => ({
      ...create(roomId),
      text,
      isPart: true,
      ...place,
      ...(index === 0 && { ...(replyTo && { replyTo }), ...(files && { files }) }),
    }));
    for (const part of parts) untried.add(part.clientMsgId);
    void Promise.all(parts.map(shelf.keep)).then(() => drain(roomId));
  }

  function create(roomId: string) {
    lastOrder = Math.max(lastOrder + 1, Date.now());
    const clientMsgId = newId();
    own.add(clientMsgId);
    return { clientMsgId, roomId, order: lastOrder, state: { kind: 'queued' as const } };
  }

  /** A message of mine has come back from the server. */
  function arrived(roomId: string, clientMsgId: string, message?: Pick<Message, 'messageId' | 'seq'>) {
    pace.note(roomId, clientMsgId);
    if (message) void actions.name(clientMsgId, message, shelf.all());
    shelf.discard(clientMsgId);
  }

  /** Nothing is missing in the room up to here: what I did before that has come back. */
  function reached(roomId: string, cursor: number) {
    for (const { clientMsgId, state, ...item } of shelf.all())
      if (item.roomId === roomId && state.kind === 'sent' && state.seq <= cursor) shelf.discard(clientMsgId);
  }

  /**
   * Another copy of the server's database has taken its place: it may not have what the one before has acknowledged. What it has
   * is stored once all the same; it goes out as parts do, slowly.
   * @param here keys of what has come from the copy
   */
  function offerAgain(roomId: string, here: ReadonlySet<string>) {
    const lost = acked.takeOf(roomId).filter(({ clientMsgId }) => !here.has(clientMsgId));
    const isKept = lost.map((item) =>
      shelf.keepAgain({ ...item, state: { kind: 'queued' }, isPart: true, isTried: true }),
    );
    void Promise.all(isKept).then(() => drain(roomId));
  }

  /** Reads what was left by an earlier page or changed by another tab. */
  async function reload() {
    // Behind what an earlier page wrote, also when the clock has been set back since.
    lastOrder = Math.max(lastOrder, await shelf.reload());
    drainAll();
  }

  function drainAll() {
    for (const roomId of new Set(shelf.all().map((item) => item.roomId))) drain(roomId);
  }

  async function doFirst(roomId: string): Promise<Outcome> {
    // The storage is what the tabs share: another one may have sent my first item while I waited for the lock.
    const items = await shelf.shared();
    const first = firstDue(items, inRoom(roomId));
    if (!first) {
      if (firstDue(shelf.all(), inRoom(roomId))) await reload();
      return { kind: 'empty' };
    }
    const waitMs = isSend(first) && first.isPart ? pace.waitMs(roomId) : 0;
    if (waitMs > 0) return { kind: 'too-early', waitMs };
    const item = isSend(first) ? await withLastText(first, items) : first;
    untried.delete(item.clientMsgId);
    if (!isSend(item) && item.messageId === undefined) {
      await shelf.fail(item, { kind: 'failed', code: 'MESSAGE_NOT_FOUND' });
      return { kind: 'done' };
    }
    return settle(item, await attempt(transport, item));
  }

  async function settle(item: OutboxItem, result: Attempt): Promise<Outcome> {
    switch (result.kind) {
      case 'retry':
        if (result.isUnanswered && isSend(item) && !item.isTried)
          await shelf.rewrite({ ...item, isTried: true });
        return { kind: 'retry', afterMs: result.afterMs };
      case 'rebase':
        if (shelf.get(item.clientMsgId)) await shelf.keep(result.item);
        return { kind: 'done' };
      case 'done':
        await confirm(item, result);
        if (result.notMembers) onAbsent?.(item.roomId, result.notMembers);
        return { kind: 'done' };
      default:
        if (isSend(item) && result.kind === 'muted') onMuted(item.roomId, result);
        if (isSend(item) && item.isPart && result.kind === 'muted') return { kind: 'retry' };
        await shelf.fail(item, result);
        if (isSend(item)) await actions.giveUp(item, await shelf.shared());
        return { kind: 'done' };
    }
  }

  async function confirm(item: OutboxItem, { seq, messageId }: Extract<Attempt, { kind: 'done' }>) {
    if (isSend(item)) {
      pace.note(item.roomId, item.clientMsgId);
      acked.note(item, messageId);
      if (messageId !== undefined)
        await actions.name(item.clientMsgId, { messageId, seq }, await shelf.shared());
    }
    await shelf.confirm(item, { seq, messageId });
    if ((cursorOf(item.roomId) ?? 0) >= seq) shelf.discard(item.clientMsgId);
  }

  /** A message that was changed before anybody tried to send it goes out as it is now. */
  async function withLastText(item: SendItem, items: readonly OutboxItem[]): Promise<SendItem> {
    if (item.isTried || !untried.has(item.clientMsgId)) return item;
    const edits = doneTo(item, items).filter(({ kind }) => kind === 'edit');
    const last = edits.at(-1);
    if (last?.kind !== 'edit') return item;
    const changed = { ...item, text: last.text };
    await shelf.keep(changed);
    for (const { clientMsgId } of edits) shelf.discard(clientMsgId);
    return changed;
  }

  return {
    add,
    addParts,
    ...actions.does,
    arrived,
    reached,
    changed: acked.changed,
    offerAgain,
    discard: shelf.discard,
    isOwn: (clientMsgId: string) => own.has(clientMsgId),
    reload,
    connected: () => {
      connected();
      drainAll();
    },
    disconnected,
    stop: () => {
      disconnected();
      unlisten();
    },
    listen: shelf.listen,
  };
}
