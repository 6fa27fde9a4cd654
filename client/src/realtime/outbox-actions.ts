import { revOf, type ErrorCode, type Message } from '@chatket/contract';
import { steadyNow } from '../lib';
import { isSend, type ActionItem, type OutboxItem, type PollDeed, type SendItem } from './outbox-item';
import { doneTo, supersededBy, UNDO_MS } from './outbox-queue';
import type { OutboxShelf } from './outbox-shelf';

/** The message that something is done to, as it was on the screen. */
export type Target = Pick<Message, 'roomId' | 'messageId' | 'seq' | 'rev' | 'text'>;

interface Options {
  shelf: OutboxShelf;
  /** What every new item has. */
  create: (roomId: string) => Pick<OutboxItem, 'clientMsgId' | 'roomId' | 'order'> & {
    state: { kind: 'queued' };
  };
  drain: (roomId: string) => void;
  /** Nobody has tried to send this message yet. */
  isUntried: (clientMsgId: string) => boolean;
}

/** What can be done to messages, sent ones and those on their way out. */
export function createOutboxActions({ shelf, create, drain, isUntried }: Options) {
  function add(item: ActionItem): ActionItem {
    for (const { clientMsgId } of supersededBy(item, shelf.all())) shelf.discard(clientMsgId);
    void shelf.keep(item).then(() => drain(item.roomId));
    return item;
  }

  function edit({ roomId, messageId, text: before, ...state }: Target, text: string): ActionItem {
    const replaces = [before, ...shelf.all().flatMap((item) => textsOf(item, messageId))];
    return add({ ...create(roomId), kind: 'edit', messageId, text, rev: revOf(state), replaces });
  }

  /** Changes a message of mine that is still on its way out, or was refused: then it is sent again. */
  function editUnsent(clientMsgId: string, text: string) {
    const item = shelf.get(clientMsgId);
    if (!item || !isSend(item)) return;
    const { roomId, state } = item;
    if (state.kind === 'failed' || state.kind === 'muted')
      // With another text it is no longer what somebody has said elsewhere.
      return queue({
        ...item,
        text,
        forwardOf: undefined,
        forwarded: undefined,
        state: { kind: 'queued' },
      });
    const replaces = [item.text, ...doneTo(item, shelf.all()).flatMap((done) => textsOf(done))];
    add({
      ...create(roomId),
      kind: 'edit',
      ...nameOf(item),
      text,
      rev: state.kind === 'sent' ? state.seq : 0,
      replaces,
    });
  }

  function remove({ roomId, messageId }: Pick<Target, 'roomId' | 'messageId'>, reason?: string): ActionItem {
    const notBefore = steadyNow() + UNDO_MS;
    const why = reason === undefined ? {} : { reason };
    return add({ ...create(roomId), kind: 'delete', messageId, notBefore, ...why });
  }

  /** Deletes a message of mine that may be on its way, or throws away one that is not. */
  function removeUnsent(clientMsgId: string) {
    const item = shelf.get(clientMsgId);
    if (!item || !isSend(item)) return;
    for (const done of doneTo(item, shelf.all())) shelf.discard(done.clientMsgId);
    const isHere = item.state.kind === 'failed' || item.state.kind === 'muted' || isUntried(clientMsgId);
    if (isHere) return shelf.discard(clientMsgId);
    add({ ...create(item.roomId), kind: 'delete', ...nameOf(item), notBefore: steadyNow() });
  }

  function react(
    { roomId, messageId }: Pick<Target, 'roomId' | 'messageId'>,
    { emoji, on }: { emoji: string; on: boolean },
  ): ActionItem {
    return add({ ...create(roomId), kind: 'react', messageId, emoji, on });
  }

  function pin({ roomId, messageId }: Pick<Target, 'roomId' | 'messageId'>, on: boolean): ActionItem {
    return add({ ...create(roomId), kind: 'pin', messageId, on });
  }

  function poll({ roomId, messageId }: Pick<Target, 'roomId' | 'messageId'>, deed: PollDeed): ActionItem {
    return add({ ...create(roomId), ...deed, messageId });
  }

  /** Tries a refused item again; an edit in conflict now knows what it replaces. */
  function retry(clientMsgId: string) {
    const item = shelf.get(clientMsgId);
    if (!item || item.state.kind === 'sent') return;
    const { state } = item;
    const current = state.kind === 'failed' ? state.current : undefined;
    const onto =
      item.kind === 'edit' && current ? { rev: revOf(current), replaces: [current.text] } : undefined;
    // Whoever is asked whether all are meant, and sends it again, says so.
    const isMeant = isSend(item) && state.kind === 'failed' && state.code === 'CONFIRM_REQUIRED';
    const purpose = isMeant ? { mentionAll: true as const } : undefined;
    // Files that are not there any more are brought anew; others are there at once.
    queue({
      ...item,
      ...onto,
      ...purpose,
      ...(isSend(item) && { isUploaded: undefined }),
      state: { kind: 'queued' },
    });
  }

  /** The files of a message are there, or were refused. */
  function uploaded(clientMsgId: string, code?: ErrorCode) {
    const item = shelf.get(clientMsgId);
    if (!item || !isSend(item)) return;
    if (code) void shelf.fail(item, { kind: 'failed', code });
    else queue({ ...item, isUploaded: true });
  }

  /** A message of mine is in the room: what was done to it meanwhile can be told. */
  async function name(
    clientMsgId: string,
    { messageId, seq }: Pick<Message, 'messageId' | 'seq'>,
    items: readonly OutboxItem[],
  ) {
    for (const item of doneTo({ clientMsgId }, items)) {
      await shelf.keep(item.kind === 'edit' ? { ...item, messageId, rev: seq } : { ...item, messageId });
      drain(item.roomId);
    }
  }

  /** A message of mine was refused: what was done to it meanwhile is done to what is left of it here. */
  async function giveUp({ clientMsgId }: SendItem, items: readonly OutboxItem[]) {
    const refused = shelf.get(clientMsgId);
    for (const item of doneTo({ clientMsgId }, items)) {
      shelf.discard(item.clientMsgId);
      if (item.kind === 'delete') shelf.discard(clientMsgId);
      else if (item.kind === 'edit' && refused && isSend(refused))
        await shelf.keep({ ...refused, text: item.text });
    }
  }

  function queue(item: OutboxItem) {
    void shelf.keep(item).then(() => drain(item.roomId));
  }

  return {
    does: { edit, editUnsent, remove, removeUnsent, react, pin, poll, retry, uploaded },
    name,
    giveUp,
  };
}

/** A message of mine that is stored has an id, also before its copy has come. */
function nameOf({ clientMsgId, state }: SendItem): { ofMine: string; messageId?: string } {
  return { ofMine: clientMsgId, messageId: state.kind === 'sent' ? state.messageId : undefined };
}

/** The texts that an edit has replaced or will replace the message's with, if it is one of that message. */
function textsOf(item: OutboxItem, messageId?: string): readonly string[] {
  if (item.kind !== 'edit' || (messageId !== undefined && item.messageId !== messageId)) return [];
  return item.state.kind === 'queued' ? [item.text, ...item.replaces] : [];
}
