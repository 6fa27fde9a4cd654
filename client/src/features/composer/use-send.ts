import { ROLES } from '@chatket/contract';
import type { RefObject } from 'react';
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

/**
 * The ways out of the field, for what may be sent.
 * @param clear empties the field, and forgets the draft
 */
export function useSend(
  { room, task, answered, files, onSlash }: ComposerProps,
  field: RefObject<HTMLTextAreaElement | null>,
  clear: (takesFocus?: boolean) => void,
): Ways {
  const realtime = useRealtime();
  const { drafts, rooms } = useChatStores();
  const answering = () => ({ replyTo: answered && quoteOf(answered), files });

  function send(text: string) {
    if (task && !task.place) return task.onSend(text);
    const stillStands = () => (drafts.getState().byRoom[task?.draftKey ?? room.id] ?? '').trim() === text;
    const deliver = (meant: string) => {
      if (task) task.onSend(meant);
      else realtime.send(room.id, meant, answering());
      if (task?.place !== 'thread') wait();
      if (stillStands()) clear();
    };
    // A command takes its time.
    const done = () => {
      if (stillStands()) clear(isStillAt(field.current?.form));
    };
    if (onSlash && !files && text.startsWith('/')) onSlash(text, { send: deliver, clear: done });
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

/** Whoever has gone on to something else meanwhile stays there. */
function isStillAt(form: HTMLFormElement | null | undefined): boolean {
  const { activeElement, body } = document;
  return activeElement === body || form?.contains(activeElement) === true;
}
