import { codePointLength, isVisible, LIMITS, type Room, textProblem } from '@chatket/contract';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { cx, hasCommandKey, useMediaQuery } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { IconButton, SendIcon } from '../../ui';
import { ComposerNote } from './ComposerNote';
import { markOf, replaceIn, toggleMark, type Edited } from './edit';
import { EmojiButton } from './EmojiButton';
import { suggestionId, Suggestions, SUGGESTIONS_ID } from './Suggestions';
import { useCompletion } from './use-completion';
import { useMute } from './use-mute';

const PLACEHOLDER_NAME_MAX = { wide: 24, narrow: 14 };

/** Where one writes to a room. It is never switched off: what cannot be sent now waits. */
export function Composer({ room }: { room: Room }) {
  const { t } = useLocale();
  const realtime = useRealtime();
  const { drafts, connection } = useChatStores();
  const { preferences } = usePageStores();
  const draft = useStore(drafts, (state) => state.byRoom[room.id] ?? '');
  const isOnline = useStore(connection, (state) => state.isOnline);
  const sendWith = useStore(preferences, (state) => state.sendWith);
  const mutedForMs = useMute(room.id);
  const isTouch = useMediaQuery('(pointer: coarse)');
  const isNarrow = useMediaQuery('(max-width: 479px)');
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);

  const spare = LIMITS.messageTextMax - codePointLength(draft.trim());
  const isMuted = mutedForMs > 0;
  const problem = textProblem(draft.trim(), LIMITS.messageTextMax);
  const canSend = problem === undefined && !isMuted;
  const completion = useCompletion({
    text: draft,
    caret,
    replace: (stretch, emoji) => put(replaceIn(field.current?.value ?? draft, stretch, emoji)),
  });

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

  function change(text: string) {
    drafts.actions.set(room.id, text);
    if (!isVisible(text)) realtime.typing.stopped();
    else if (!isMuted) realtime.typing.keystroke(room.id);
  }

  /** Writes for the person, who goes on where the selection is. */
  function put({ text, start, end }: Edited) {
    flushSync(() => {
      change(text);
      setCaret(end);
    });
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (completion.onKeyDown(event)) return;
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const mark = hasCommandKey(event) ? markOf(event) : undefined;
    if (mark) {
      event.preventDefault();
      put(toggleMark({ text: value, start: selectionStart, end: selectionEnd }, mark));
    } else if (event.key === 'Enter' && sends(event, { sendWith, isTouch })) {
      event.preventDefault();
      send();
    }
  }

  return (
    <form
      aria-label={t('composer.form')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="relative"
    >
      <Suggestions found={completion.found} active={completion.active} onPick={completion.pick} />
      <div
        className={cx(
          'flex items-end gap-1 rounded-xl border transition-colors',
          isMuted
            ? 'border-warning-line bg-warning-soft focus-within:border-warning'
            : 'border-line-strong bg-surface-1 focus-within:border-accent',
        )}
      >
        <div data-text={draft} className="grow-with-text max-h-[40dvh] min-h-11 min-w-0 flex-1">
          <textarea
            ref={field}
            rows={1}
            dir="auto"
            aria-label={t('composer.label', { room: room.name })}
            placeholder={t('composer.label', {
              room: shortened(room.name, PLACEHOLDER_NAME_MAX[isNarrow ? 'narrow' : 'wide']),
            })}
            aria-describedby="composer-note"
            aria-invalid={spare < 0 || undefined}
            aria-autocomplete="list"
            aria-controls={completion.found.length > 0 ? SUGGESTIONS_ID : undefined}
            aria-activedescendant={completion.found.length > 0 ? suggestionId(completion.active) : undefined}
            value={draft}
            onChange={({ target }) => {
              change(target.value);
              setCaret(target.selectionEnd);
              completion.complete(target.value, target.selectionEnd);
            }}
            onSelect={({ currentTarget }) => setCaret(currentTarget.selectionEnd)}
            onKeyDown={onKeyDown}
            className="resize-none bg-transparent outline-none placeholder:overflow-hidden placeholder:text-ellipsis placeholder:whitespace-nowrap"
          />
        </div>
        <EmojiButton
          onPick={(emoji) =>
            put(
              replaceIn(
                draft,
                field.current ? selectionOf(field.current) : { start: draft.length, end: draft.length },
                emoji,
              ),
            )
          }
        />
        <IconButton
          type="submit"
          label={t('composer.send')}
          place="above-end"
          disabled={!canSend}
          // A tap must not take the keyboard away.
          onPointerDown={(event) => event.preventDefault()}
          isMain={canSend}
          // On small screens a border nobody sees makes it large enough for a finger.
          className="m-1 max-md:m-0 max-md:rounded-xl max-md:border-4 max-md:border-transparent max-md:bg-clip-padding"
        >
          <SendIcon />
        </IconButton>
      </div>
      <ComposerNote
        spare={spare}
        isUnsendable={problem === 'unstorable'}
        mutedForMs={mutedForMs}
        isOnline={isOnline}
      />
    </form>
  );
}

/** Whether this Enter sends. While an input method composes it picks a word; on touch keyboards it makes a new line. */
function sends(
  event: KeyboardEvent,
  { sendWith, isTouch }: { sendWith: 'enter' | 'ctrl-enter'; isTouch: boolean },
): boolean {
  if (event.shiftKey || event.nativeEvent.isComposing) return false;
  return hasCommandKey(event) || (sendWith === 'enter' && !isTouch);
}

function selectionOf(field: HTMLTextAreaElement): { start: number; end: number } {
  return { start: field.selectionStart, end: field.selectionEnd };
}

/** A placeholder cannot end in an ellipsis by itself. */
function shortened(name: string, max: number): string {
  const characters = [...name];
  return characters.length > max ? `${characters.slice(0, max).join('').trim()}…` : name;
}
