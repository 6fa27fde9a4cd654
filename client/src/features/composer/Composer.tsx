import { codePointLength, LIMITS, type Room } from '@chatket/contract';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { cx, useMediaQuery } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { IconButton, SendIcon } from '../../ui';
import { ComposerNote } from './ComposerNote';
import { useAutogrow } from './use-autogrow';
import { useMute } from './use-mute';

const PLACEHOLDER_NAME_MAX = 24;

/** Where one writes to a room. It is never switched off: what cannot be sent now waits. */
export function Composer({ room }: { room: Room }) {
  const realtime = useRealtime();
  const { drafts, connection } = useChatStores();
  const draft = useStore(drafts, (state) => state.byRoom[room.id] ?? '');
  const isOnline = useStore(connection, (state) => state.isOnline);
  const mutedForMs = useMute(room.id);
  const isTouch = useMediaQuery('(pointer: coarse)');
  const field = useRef<HTMLTextAreaElement>(null);
  useAutogrow(field, draft);

  const spare = LIMITS.messageTextMax - codePointLength(draft.trim());
  const isMuted = mutedForMs > 0;
  const canSend = draft.trim() !== '' && spare >= 0 && !isMuted;

  useEffect(() => {
    if (!isTouch) field.current?.focus();
    return () => realtime.typing.stopped();
  }, [realtime, isTouch, room.id]);

  function send() {
    if (!canSend) return;
    realtime.send(room.id, draft.trim());
    drafts.actions.set(room.id, '');
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter picks a word; on touch keyboards it makes a new line.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || isTouch) return;
    event.preventDefault();
    send();
  }

  function change(text: string) {
    drafts.actions.set(room.id, text);
    if (text.trim() === '') realtime.typing.stopped();
    else if (!isMuted) realtime.typing.keystroke(room.id);
  }

  return (
    <form
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div
        className={cx(
          'flex items-end gap-1 rounded-xl border transition-colors',
          isMuted
            ? 'border-warning-line bg-warning-soft focus-within:border-warning'
            : 'border-line-strong bg-surface-1 focus-within:border-accent',
        )}
      >
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={`Message #${room.name}`}
          placeholder={`Message #${shortened(room.name)}`}
          aria-describedby="composer-note"
          aria-invalid={spare < 0 || undefined}
          value={draft}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className="max-h-[40dvh] min-h-11 min-w-0 flex-1 resize-none bg-transparent py-2.5 pl-3.5 leading-6 outline-none"
        />
        <IconButton
          type="submit"
          label="Send"
          place="above-end"
          disabled={!canSend}
          // A tap must not take the keyboard away.
          onPointerDown={(event) => event.preventDefault()}
          isMain={canSend}
          className="m-1 max-md:m-0"
        >
          <SendIcon />
        </IconButton>
      </div>
      <ComposerNote spare={spare} mutedForMs={mutedForMs} isOnline={isOnline} />
    </form>
  );
}

/** A placeholder cannot end in an ellipsis by itself. */
function shortened(name: string): string {
  const characters = [...name];
  return characters.length > PLACEHOLDER_NAME_MAX
    ? `${characters.slice(0, PLACEHOLDER_NAME_MAX).join('').trim()}…`
    : name;
}
