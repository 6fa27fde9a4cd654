import { ROLES } from '@chatket/contract';
import { steadyNow } from '../../lib';
import { useRealtime } from '../../realtime';
import { quoteOf, useChatStores } from '../../store';
import type { ComposerProps } from './composer-props';

interface Ways {
  /** A text as one message; what begins with a slash may mean something else. */
  send: (text: string) => void;
  /** Each part as a message of its own, in their order. */
  sendParts: (parts: readonly string[]) => void;
}

/** The ways out of the field, for what may be sent. @param clear empties it, and forgets the draft */
export function useSend({ room, task, answered, onSlash }: ComposerProps, clear: () => void): Ways {
  const realtime = useRealtime();
  const { drafts, rooms } = useChatStores();
  const answering = () => ({ replyTo: answered && quoteOf(answered) });

  function send(text: string) {
    if (task) {
      task.onSend(text);
      if (task.place === 'both') wait();
      return;
    }
    const done = () => {
      if (drafts.getState().byRoom[room.id]?.trim() === text) clear();
    };
    const deliver = (meant: string) => {
      realtime.send(room.id, meant, answering());
      wait();
      done();
    };
    if (onSlash && text.startsWith('/')) onSlash(text, { send: deliver, clear: done });
    else deliver(text);
  }

  /** In a slow room the next one has to wait. */
  function wait() {
    const { slowSeconds = 0, role = 0 } = room;
    if (slowSeconds === 0 || role >= ROLES.moderator) return;
    const forMs = slowSeconds * 1_000;
    rooms.actions.mute(room.id, { forMs, until: steadyNow() + forMs, isSlow: true });
  }

  function sendParts(parts: readonly string[]) {
    realtime.sendParts(room.id, parts, answering());
    clear();
  }

  return { send, sendParts };
}
