import type { Message } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { useEditing } from '../../features/editing';
import { useChatStores } from '../../store';

/** What is asked of the person before something is done to a message. */
type Question =
  { kind: 'delete' | 'report'; message: Message } | { kind: 'react'; message: Message; at: DOMRect };

/** What can be done to the messages of a room: the same object as long as it is open. */
export interface RowActions {
  reply: (message: Message) => void;
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  report: (message: Message) => void;
  pickReaction: (message: Message, at: DOMRect) => void;
  /** Keys on a row that has the focus. Tells whether one of them means something there. */
  press: (key: string, message: Message) => boolean;
}

export function useRowActions(roomId: string) {
  const { writing } = useChatStores();
  const editing = useEditing(roomId);
  const [question, setQuestion] = useState<Question>();

  const actions = useMemo((): RowActions => {
    const reply = (message: Message) => writing.actions.begin(roomId, { kind: 'reply', message });
    const remove = (message: Message) =>
      editing.remove(message, () => setQuestion({ kind: 'delete', message }));
    const keys = new Map([
      ['e', editing.begin],
      ['r', reply],
      ['delete', remove],
    ]);
    return {
      reply,
      edit: editing.begin,
      remove,
      report: (message) => setQuestion({ kind: 'report', message }),
      pickReaction: (message, at) => setQuestion({ kind: 'react', message, at }),
      press: (key, message) => {
        keys.get(key.toLowerCase())?.(message);
        return keys.has(key.toLowerCase());
      },
    };
  }, [writing, roomId, editing]);

  return { actions, question, erase: editing.erase, answered: () => setQuestion(undefined) };
}
