import { isShownInRoom, type Message } from '@chatket/contract';
import { currentLocale } from '../../i18n';
import { UNDO_MS, type Realtime } from '../../realtime';
import { draftKeyOf, timelineOf, type ChatStores, type PageStores, type Writing } from '../../store';
import { createOverlay } from '../../store/overlays';
import { endWriting } from './end-writing';
import { canDelete, canEdit, lastEditable } from './rights';

export interface EditingOptions {
  stores: ChatStores;
  toasts: PageStores['toasts'];
  realtime: Realtime;
  roomId: string;
}

/** Changes and deletes messages of one room. What I may not do is not done. */
export function createEditing({ stores, toasts, realtime, roomId }: EditingOptions) {
  const { drafts, me, outbox, rooms, timelines, writing } = stores;

  function situation() {
    const room = rooms.getState().mine[roomId];
    return room && { me, room, now: Date.now() };
  }

  function start(next: Extract<Writing, { kind: 'edit' | 'edit-unsent' }>, text: string) {
    const key = draftKeyOf(roomId, next);
    // What was begun and left, in this tab or another, goes on.
    if (!drafts.getState().byRoom[key]) drafts.actions.set(key, text);
    writing.actions.begin(roomId, next);
  }

  function begin(message: Message) {
    const now = situation();
    if (now && canEdit(message, now)) start({ kind: 'edit', message }, message.text);
  }

  /** The last message of mine in the room, or in a thread of it whose replies are known, as I want it by now. */
  function beginLast(thread?: { rootId: string; replies: readonly Message[] }) {
    const { changes, items } = outbox.getState();
    const isHere = (said: Pick<Message, 'threadId' | 'inRoom'>) =>
      thread ? said.threadId === thread.rootId : isShownInRoom(said);
    // One that is stored, and whose copy has not come back yet, is the last one all the same.
    const unsent = items.findLast((item) => item.roomId === roomId && isHere(item));
    if (unsent) {
      const { clientMsgId, text, threadId } = unsent;
      return start({ kind: 'edit-unsent', clientMsgId, text, threadId }, text);
    }
    const now = situation();
    const said = thread?.replies ?? timelineOf(roomId)(timelines.getState()).messages;
    const last = now && lastEditable(createOverlay(me)(said, changes).filter(isHere), now);
    if (last) begin(last);
  }

  function save(text: string) {
    const now = writing.getState().byRoom[roomId];
    if (now?.kind === 'edit' && text !== now.message.text) realtime.edit(now.message, text);
    if (now?.kind === 'edit-unsent' && text !== now.text) {
      const stored = myStored(now.clientMsgId);
      if (stored) realtime.edit(stored, text);
      else realtime.editUnsent(now.clientMsgId, text);
    }
    endWriting(stores, roomId);
  }

  /** A message of mine that was on its way out when I began to change it, and is in the room by now. */
  function myStored(clientMsgId: string) {
    const { messages } = timelineOf(roomId)(timelines.getState());
    return messages.findLast((message) => message.sender.id === me.id && message.clientMsgId === clientMsgId);
  }

  /** My own at once; for that of somebody else, `ask` asks for the reason. */
  function remove(message: Message, ask: (message: Message) => void) {
    const now = situation();
    if (!now || !canDelete(message, now)) return;
    if (message.sender.id === me.id) erase(message);
    else ask(message);
  }

  /** For five seconds it can be taken back. */
  function erase(message: Message, reason?: string) {
    const { t } = currentLocale();
    const id = realtime.remove(message, reason);
    toasts.actions.show(t('delete.done'), {
      name: t('delete.undo'),
      forMs: UNDO_MS,
      run: () => realtime.discard(id),
    });
  }

  return { begin, beginLast, save, remove, erase };
}
