import type { Message, Room } from '@chatket/contract';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { ApiError } from '../../api';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { IconButton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { ClockIcon } from '../../ui/more-icons';
import { TimeChoice } from './TimeChoice';

/** So long it can be said that all are meant. */
const OFFER_MS = 15_000;

interface ScheduleButtonProps {
  room: Room;
  text: string;
  answered?: Message;
  /** It is said in this thread, and in the room too. */
  thread?: { threadId: string; alsoInRoom?: boolean };
  /** The server has it: it need not be kept here any more. */
  onTaken: () => void;
}

/** To have what is written sent later. */
export function ScheduleButton({ room, text, answered, thread, onTaken }: ScheduleButtonProps) {
  const { t, time } = useLocale();
  const api = useMoreApi();
  const { toasts } = usePageStores();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  async function schedule(at: Date, mentionAll?: true) {
    setIsBusy(true);
    try {
      await api.schedule(room.id, {
        text,
        at: at.toISOString(),
        ...(answered && { replyToId: answered.messageId }),
        ...thread,
        ...(mentionAll && { mentionAll }),
      });
      setIsOpen(false);
      onTaken();
      toasts.actions.show(t('later.scheduled', { time: time.full(at) }));
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'CONFIRM_REQUIRED'))
        return toasts.actions.show(t('later.failed', { reason: explain(error) }));
      // What is to be said to so many people is said on purpose.
      setIsOpen(false);
      toasts.actions.show(t('later.failed', { reason: t('pending.confirmMany') }), {
        name: t('pending.tellAll'),
        forMs: OFFER_MS,
        run: () => void schedule(at, true),
      });
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <>
      <IconButton
        label={t('later.schedule')}
        place="above-end"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
        className="my-1 max-md:m-0"
      >
        <ClockIcon />
      </IconButton>
      {isOpen &&
        // Its form must not stand inside that of the composer.
        createPortal(
          <Dialog title={t('later.scheduleTitle')} onClose={() => setIsOpen(false)}>
            <TimeChoice isBusy={isBusy} room={room} onPick={(at) => void schedule(at)} />
          </Dialog>,
          document.body,
        )}
    </>
  );
}
