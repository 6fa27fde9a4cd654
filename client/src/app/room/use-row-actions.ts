import type { Message } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { canDelete, canEdit, useDeleting, useEditing } from '../../features/editing';
import { useChatStores } from '../../store';

/** What is asked of the person before something is done to a message. */
export type Question =
  { kind: 'delete'; message: Message } | { kind: 'react'; message: Message; at: DOMRect };

export interface RowActions {
  reply: (message: Message) => void;
  edit: (message: Message) => void;
  /** My own at once, that of others with a reason. */
  remove: (message: Message) => void;
  pickReaction: (message: Message, at: DOMRect) => void;
  /** Keys on a row that has the focus. */
  press: (key: string, message: Message) => boolean;
}

/** What can be done to the messages of a room, the same object as long as it is open, and what is being asked. */
export function useRowActions(roomId: string) {
  const stores = useChatStores();
  const editing = useEditing(roomId);
  const remove = useDeleting();
  const [question, setQuestion] = useState<Question>();

  const actions = useMemo((): RowActions => {
    const { me, rooms, writing } = stores;
    const situation = () => {
      const room = rooms.getState().mine[roomId];
      return room && { me, room, now: Date.now() };
    };
    const own: RowActions = {
      reply: (message) => writing.actions.begin(roomId, { kind: 'reply', message }),
      edit: editing.begin,
      remove: (message) => {
        if (message.sender.id === me.id) remove(message);
        else setQuestion({ kind: 'delete', message });
      },
      pickReaction: (message, at) => setQuestion({ kind: 'react', message, at }),
      press: (key, message) => {
        const now = situation();
        if (!now) return false;
        const isDelete = key === 'Delete';
        if (key.toLowerCase() === 'e' && canEdit(message, now)) own.edit(message);
        else if (key.toLowerCase() === 'r') own.reply(message);
        else if (isDelete && canDelete(message, now)) own.remove(message);
        else return false;
        return true;
      },
    };
    return own;
  }, [stores, roomId, editing, remove]);

  return { actions, question, answer: () => setQuestion(undefined) };
}
