import { codePointLength, isVisible, textProblem } from '@chatket/contract';
import { Suspense, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { cx, hasCommandKey, isForInputMethod, later, useMediaQuery } from '../../lib';
import { useRoomTitle } from '../../people';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { useSend } from './use-send';
import { ComposerNote } from './ComposerNote';
import type { ComposerProps, Ready } from './composer-props';
import { markOf, replaceIn, toggleMark } from './edit';
import { EmojiButton } from '../../ui/emoji/EmojiButton';
import { suggestionId, SUGGESTIONS_ID } from './suggestion-ids';
import { useCompletion } from './use-completion';
import { nameAt, type NameStretch } from './name-at';
import type { NameKeys } from './names/NameSuggestions';
import { useField } from './use-field';
import { closedText } from './closed';
import { isBare, sends } from './send-keys';
import { SendButton } from './SendButton';
import { shortened } from '../../lib/shortened';
import { useMute } from './use-mute';

const SplitOffer = later(async () => (await withTexts(import('./SplitOffer'))).SplitOffer);
const NameSuggestions = later(
  async () => (await withTexts(import('./names/NameSuggestions'))).NameSuggestions,
);
const Suggestions = later(async () => (await withTexts(import('./Suggestions'))).Suggestions);

const PLACEHOLDER_NAME_MAX = 24;
/** No field is so high that it shows more. What grows with it need not be laid out any further. */
const GROWS_WITH_MAX = 4_000;

/** Where one writes to a room. It is never switched off: what cannot be sent now waits. */
export function Composer(props: ComposerProps) {
  // What can be undone belongs to one text.
  return <RoomComposer key={props.task?.draftKey ?? props.room.id} {...props} />;
}

function RoomComposer(props: ComposerProps) {
  const { room, task, head, answered, onSent, attach, files, beside, suggest, onUp, onEscape } = props;
  const { t } = useLocale();
  const realtime = useRealtime();
  const { drafts, connection, rooms, service } = useChatStores();
  const { preferences } = usePageStores();
  const draftKey = task?.draftKey ?? room.id;
  const draft = useStore(drafts, (state) => state.byRoom[draftKey] ?? '');
  const isOnline = useStore(connection, (state) => state.isOnline);
  const sendWith = useStore(preferences, (state) => state.sendWith);
  const { mutedForMs, isSlow } = useMute(room.id, { isInThread: task?.place === 'thread' });
  const isNew = useStore(service, (state) => state.isNew);
  const textMax = useStore(rooms, (state) => state.textMax);
  const isTouch = useMediaQuery('(pointer: coarse)');
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);

  const isTask = task !== undefined;
  const isChange = isTask && !task.place;
  const noteId = task?.place ? 'thread-note' : 'composer-note';
  const max = room.messageMax ?? textMax;
  const typed = draft.trim();
  const spare = max - codePointLength(typed);
  const isMuted = mutedForMs > 0;
  const closed = closedText(room, isChange, isNew);
  const problem = textProblem(typed, max);
  const canSend =
    (problem === undefined || (problem === 'empty' && files !== undefined)) && !isMuted && !closed;
  const field = useField(area, { text: draft, onChange: change, onTyped: () => completion.typed() });
  const { send, sendParts } = useSend(props, area, clear);
  const completion = useCompletion({ text: draft, caret, field });
  const stretch = nameAt(draft, caret);
  const names = useRef<NameKeys>(null);
  /** The name that is chosen; null while names are shown and none is. */
  const [chosenName, setChosenName] = useState<string | null>();
  const hasSuggestions = completion.found.length > 0;
  const chosen =
    chosenName ?? (hasSuggestions && completion.active >= 0 ? suggestionId(completion.active) : undefined);

  useEffect(() => {
    if (!isTouch || isChange) area.current?.focus();
    return () => realtime.typing.stopped();
  }, [realtime, isTouch, isChange]);

  // Somebody wants to answer: that is written here.
  const answeredId = answered?.messageId;
  useEffect(() => {
    if (answeredId !== undefined) area.current?.focus();
  }, [answeredId]);

  function clear(takesFocus = true) {
    drafts.actions.set(draftKey, '');
    field.empty();
    if (takesFocus) area.current?.focus();
    onSent?.();
  }

  function change(text: string, at: number) {
    setCaret(at);
    if (text === (drafts.getState().byRoom[draftKey] ?? '')) return;
    drafts.actions.set(draftKey, text);
    if (!isVisible(text)) realtime.typing.stopped();
    else if (!task?.place && (!isMuted || isSlow)) realtime.typing.keystroke(room.id);
  }

  function insert(piece: string) {
    const now = field.read();
    if (now) field.put(replaceIn(now.text, now, piece));
  }

  function name(username: string, { start, end }: NameStretch) {
    const now = field.read();
    if (now) field.put({ ...replaceIn(now.text, { start, end }, `@${username} `), isSpaceGiven: true });
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isForInputMethod(event) || names.current?.onKeyDown(event) || completion.onKeyDown(event)) return;
    const mark = hasCommandKey(event) ? markOf(event) : undefined;
    const now = mark && field.read();
    if (now) {
      event.preventDefault();
      field.put(toggleMark(now, mark));
    } else if (isBare(event, 'ArrowUp') && draft === '' && onUp) onUp();
    else if (isBare(event, 'Escape') && onEscape?.()) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && sends(event, { sendWith, isTouch })) {
      event.preventDefault();
      submit();
    }
  }

  const title = useRoomTitle(room);
  const shownTitle = shortened(title, PLACEHOLDER_NAME_MAX);
  function labelWith(name: string) {
    if (task) return task.label;
    if (!room.people) return t('composer.label', { room: name });
    return room.people.length > 0 ? t('composer.direct', { name }) : t('composer.notes');
  }

  const submit = () => canSend && send(typed);

  return (
    <form
      aria-label={task?.label ?? t('composer.form')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="relative"
    >
      {stretch && !closed && (
        <Suspense>
          <NameSuggestions
            room={room}
            text={draft}
            stretch={stretch}
            keys={names}
            onActive={setChosenName}
            onPick={name}
          />
        </Suspense>
      )}
      {hasSuggestions && (
        <Suspense>
          <Suggestions found={completion.found} active={completion.active} onPick={completion.pick} />
        </Suspense>
      )}
      {suggest?.(draft, (text) => field.put({ text, start: text.length, end: text.length }))}
      <div
        className={cx(
          'rounded-xl border transition-colors',
          isMuted
            ? 'border-warning-line bg-warning-soft focus-within:border-warning'
            : 'border-line-strong bg-surface-1 focus-within:border-accent',
        )}
      >
        {head}
        {/* Where the buttons would leave it less than its own width, they stand at its foot. */}
        <div className="flex flex-wrap items-end gap-x-1">
          <div
            data-text={draft.slice(0, GROWS_WITH_MAX)}
            className="grow-with-text max-h-[40dvh] min-h-11 min-w-0"
          >
            <textarea
              ref={area}
              rows={1}
              readOnly={closed !== undefined}
              dir="auto"
              aria-label={labelWith(title)}
              placeholder={(closed && t(closed)) ?? labelWith(shownTitle)}
              aria-describedby={noteId}
              aria-invalid={spare < 0 || undefined}
              aria-autocomplete="list"
              aria-controls={hasSuggestions || chosenName !== undefined ? SUGGESTIONS_ID : undefined}
              aria-activedescendant={chosen}
              onSelect={({ currentTarget }) => setCaret(currentTarget.selectionEnd)}
              onKeyDown={onKeyDown}
              className="resize-none bg-transparent outline-none placeholder:overflow-hidden placeholder:text-ellipsis placeholder:whitespace-nowrap"
            />
          </div>
          <div className="ms-auto flex items-end gap-1">
            {!closed && attach}
            {!closed && <EmojiButton onPick={insert} />}
            {canSend && beside && !files && <Beside draw={beside} text={typed} onTaken={clear} />}
            <SendButton
              label={task?.sendLabel ?? t('composer.send')}
              canSend={canSend}
              isHidden={attach !== undefined && draft === '' && !canSend && !closed}
            />
          </div>
        </div>
      </div>
      <ComposerNote
        id={noteId}
        spare={spare}
        isUnsendable={problem === 'unstorable'}
        mutedForMs={mutedForMs}
        isSlow={isSlow}
        closed={closed}
        isOnline={isOnline}
        offer={
          spare < 0 &&
          !isTask &&
          !isMuted &&
          !closed &&
          !room.slowSeconds && (
            <Suspense>
              <SplitOffer text={draft} max={max} onSend={sendParts} />
            </Suspense>
          )
        }
      />
    </form>
  );
}

function Beside({ draw, ...ready }: Ready & { draw: (ready: Ready) => ReactNode }) {
  return draw(ready);
}
