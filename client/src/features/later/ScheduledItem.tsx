import type { RescheduleBody, ScheduledMessage } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { textOf } from '../../i18n/text-of';
import { UNSENT_TEXTS } from '../../i18n/unsent-texts';
import { useLocale } from '../../i18n';
import { asRead } from '@chatket/contract/as-read';
import { useChatStores } from '../../store';
import { Button } from '../../ui';
import { RoomOf } from './RoomOf';
import { TheirTime } from './TheirTime';
import { TimeChoice } from './TimeChoice';

interface ScheduledItemProps {
  scheduled: ScheduledMessage;
  onChange: (body: RescheduleBody) => void;
  onDelete: () => void;
}

/** One of them: where, when, what, and what can be done about it. */
export function ScheduledItem({ scheduled, onChange, onDelete }: ScheduledItemProps) {
  const { t, time } = useLocale();
  const { roomId, threadId, text, at, failed } = scheduled;
  const room = useStore(useChatStores().rooms, ({ mine }) => mine[roomId]);
  const [open, setOpen] = useState<'text' | 'time'>();
  const change = (body: RescheduleBody) => {
    setOpen(undefined);
    onChange(body);
  };
  return (
    <li className="rounded-lg border border-line bg-surface-0 p-3">
      <p className="text-13 text-quiet">
        <RoomOf roomId={roomId} /> {threadId !== undefined && `${t('thread.title')} `}
        {failed ? (
          <span className="text-danger">
            {t('later.couldNot', { reason: t(textOf(UNSENT_TEXTS, failed, 'pending.refused')) })}
          </span>
        ) : (
          <>
            <span className="tabular-nums">{t('later.sendsAt', { time: time.full(new Date(at)) })}</span>{' '}
            <TheirTime room={room} at={new Date(at)} />
          </>
        )}
      </p>
      {open !== 'text' && (
        <p dir="auto" className="mt-0.5 max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
          {asRead(text)}
        </p>
      )}
      {open === 'text' && (
        <TextForm
          text={text}
          onChange={(changed) => change({ text: changed })}
          onEnd={() => setOpen(undefined)}
        />
      )}
      {open === 'time' && (
        <div className="mt-3">
          <TimeChoice room={room} onPick={(moment) => change({ at: moment.toISOString() })} />
        </div>
      )}
      {open !== 'text' && (
        <div className="mt-3 flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onDelete}>
            {t('later.delete')}
          </Button>
          {failed === 'CONFIRM_REQUIRED' && (
            <Button look="quiet" onClick={() => change({ mentionAll: true })}>
              {t('pending.tellAll')}
            </Button>
          )}
          <Button look="quiet" onClick={() => setOpen('text')}>
            {t('later.edit')}
          </Button>
          <Button
            aria-expanded={open === 'time'}
            onClick={() => setOpen(open === 'time' ? undefined : 'time')}
          >
            {t('later.move')}
          </Button>
        </div>
      )}
    </li>
  );
}

interface TextFormProps {
  text: string;
  onChange: (text: string) => void;
  onEnd: () => void;
}

function TextForm({ text, onChange, onEnd }: TextFormProps) {
  const { t } = useLocale();
  const [typed, setTyped] = useState(text);
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onChange(typed.trim());
      }}
    >
      <textarea
        aria-label={t('later.text')}
        dir="auto"
        rows={4}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoFocus
        className="w-full rounded-lg border border-line-strong bg-surface-1 p-2.5 focus:border-accent"
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button look="quiet" onClick={onEnd}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={typed.trim() === ''}>
          {t('later.keep')}
        </Button>
      </div>
    </form>
  );
}
