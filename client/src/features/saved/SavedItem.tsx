import { codePointLength, LIMITS, type SaveBody, type SavedMessage } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { cx, useNow } from '../../lib';
import { asRead } from '@chatket/contract/as-read';
import { RoomTitle } from '../../people';
import { InlineName } from '../../people/InlineName';
import { useChatStores } from '../../store';
import { useIsFolded } from '../../store/use-is-folded';
import { Button } from '../../ui';
import { ClockIcon } from '../../ui/more-icons';
import { TextField } from '../../ui/TextField';

interface SavedItemProps {
  saved: SavedMessage;
  onGo: (path: string) => void;
  onRemove: () => void;
  onChange: (body: SaveBody) => void;
  onForget: () => void;
}

/** One of them: what was said and where, my note, and what can be done about it. */
export function SavedItem({ saved, onGo, onRemove, onChange, onForget }: SavedItemProps) {
  const { t } = useLocale();
  const { message, note, isDone = false, remindAt } = saved;
  const [isNoting, setIsNoting] = useState(false);
  return (
    <li className="rounded-lg border border-line bg-surface-0 p-3">
      {message ? (
        <Said message={message} isDone={isDone} />
      ) : (
        <p className="text-quiet italic">{t('saved.gone')}</p>
      )}
      {note !== undefined && !isNoting && (
        <p
          dir="auto"
          className="mt-2 border-s-2 border-accent ps-2 text-13 whitespace-pre-wrap wrap-anywhere"
        >
          {note}
        </p>
      )}
      <Reminder saved={saved} />
      {isNoting && <NoteForm note={note ?? ''} onChange={onChange} onEnd={() => setIsNoting(false)} />}
      {!isNoting && (
        <div className="mt-3 flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onRemove}>
            {t('saved.remove')}
          </Button>
          <Button look="quiet" onClick={() => setIsNoting(true)}>
            {t(note === undefined ? 'saved.addNote' : 'saved.editNote')}
          </Button>
          {remindAt !== undefined && (
            <Button look="quiet" onClick={onForget}>
              {t('later.forgetReminder')}
            </Button>
          )}
          <Button look="quiet" aria-pressed={isDone} onClick={() => onChange({ isDone: !isDone })}>
            {t('saved.done')}
          </Button>
          {message && (
            <Button onClick={() => onGo(`/rooms/${message.roomId}/m/${message.messageId}`)}>
              {t('saved.jump')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** When I am told of it; else when I was. */
function Reminder({ saved: { remindAt, remindedAt } }: { saved: SavedMessage }) {
  const { t, time } = useLocale();
  const at = remindAt ?? remindedAt;
  if (at === undefined) return null;
  return (
    <p className="mt-2 flex items-center gap-1.5 text-13 text-quiet">
      <ClockIcon className="size-4 shrink-0" />
      {t(remindAt === undefined ? 'later.remindedAt' : 'later.remindAt', { time: time.full(new Date(at)) })}
    </p>
  );
}

function Said({ message, isDone }: { message: NonNullable<SavedMessage['message']>; isDone: boolean }) {
  const { t, time } = useLocale();
  const { rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[message.roomId]);
  const now = new Date(useNow(null));
  const isFolded = useIsFolded(message);
  return (
    <>
      <p className="text-13 text-quiet">
        {!isFolded && <InlineName user={message.sender} className="font-bold text-ink" />}{' '}
        {room && <RoomTitle room={room} />}{' '}
        <span className="tabular-nums">{time.moment(new Date(message.createdAt), now)}</span>
      </p>
      <p
        dir="auto"
        className={cx(
          'mt-0.5 max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere',
          isDone && 'text-quiet line-through',
          isFolded && 'text-quiet italic',
        )}
      >
        {isFolded ? t('blocks.folded', { count: 1 }) : asRead(message.text)}
      </p>
    </>
  );
}

interface NoteFormProps {
  note: string;
  onChange: (body: SaveBody) => void;
  onEnd: () => void;
}

function NoteForm({ note, onChange, onEnd }: NoteFormProps) {
  const { t } = useLocale();
  const [text, setText] = useState(note);
  const isTooLong = codePointLength(text.trim()) > LIMITS.savedNoteMax;
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isTooLong) return;
        onChange({ note: text.trim() === '' ? null : text.trim() });
        onEnd();
      }}
    >
      <TextField
        label={t('saved.note')}
        error={isTooLong ? t('saved.noteTooLong', { count: LIMITS.savedNoteMax }) : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoFocus
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button look="quiet" onClick={onEnd}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isTooLong}>
          {t('saved.keepNote')}
        </Button>
      </div>
    </form>
  );
}
