import type { Message, UserRef } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { useApi } from '../../api';
import { useEditing } from '../../features/editing';
import type { MessageKey } from '../../features/shortcuts';
import { withTexts } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { type KeyOfMore, KEYS_OF_MORE } from './keys-of-more';

/** What is asked of the person before something is done to a message. */
type Question =
  | { kind: 'delete' | 'report' | 'forward' | 'remind'; message: Message }
  | { kind: 'react'; message: Message; at: DOMRect }
  | { kind: 'person'; user: UserRef };

/** What can be done to the messages of a room: the same object as long as it is open. */
export interface RowActions {
  /** Missing: that is not done there. */
  reply?: ((message: Message) => void) | undefined;
  /** Opens the thread under a message, or that it is said in. */
  thread?: ((message: Message) => void) | undefined;
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  report: (message: Message) => void;
  forward: (message: Message) => void;
  remind: (message: Message) => void;
  /** From here on the room is unread. */
  markUnread?: ((message: Message) => void) | undefined;
  pickReaction: (message: Message, at: DOMRect) => void;
  show: (user: UserRef) => void;
  /** Keys on a row that has the focus. Tells whether one of them means something there. */
  press: (key: string, message: Message) => boolean;
}

/** @param onThread opens a thread; the same function as long as the room is open */
export function useRowActions(roomId: string, onThread: (message: Message) => void) {
  const stores = useChatStores();
  const { toasts } = usePageStores();
  const realtime = useRealtime();
  const { request } = useApi();
  const editing = useEditing(roomId);
  const [question, setQuestion] = useState<Question>();

  const actions = useMemo((): RowActions => {
    const reply = (message: Message) => stores.writing.actions.begin(roomId, { kind: 'reply', message });
    const remove = (message: Message) =>
      editing.remove(message, () => setQuestion({ kind: 'delete', message }));
    const forward = (message: Message) => setQuestion({ kind: 'forward', message });
    const remind = (message: Message) => setQuestion({ kind: 'remind', message });
    const pickReaction = (message: Message, at: DOMRect) => setQuestion({ kind: 'react', message, at });
    const context = { stores, toasts, realtime, request, onForward: forward, onReact: pickReaction };
    // What could not be fetched was not begun.
    const more = (key: KeyOfMore) => (message: Message) =>
      void withTexts(import('./press-more')).then(
        ({ pressMore }) => pressMore(key, message, context),
        () => undefined,
      );
    const often = { e: editing.begin, r: reply, t: onThread, delete: remove, h: remind };
    const keys = new Map<string, (message: Message) => void>([
      ...Object.entries(often satisfies Record<Exclude<MessageKey, KeyOfMore>, unknown>),
      ...KEYS_OF_MORE.map((key) => [key, more(key)] as const),
    ]);
    return {
      reply,
      thread: onThread,
      edit: editing.begin,
      remove,
      forward,
      remind,
      markUnread: more('u'),
      report: (message) => setQuestion({ kind: 'report', message }),
      pickReaction,
      show: (user) => setQuestion({ kind: 'person', user }),
      press: (key, message) => {
        keys.get(key.toLowerCase())?.(message);
        return keys.has(key.toLowerCase());
      },
    };
  }, [stores, toasts, realtime, request, roomId, editing, onThread]);

  return { actions, question, erase: editing.erase, answered: () => setQuestion(undefined) };
}
