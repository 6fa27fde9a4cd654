import type { Message } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { asRead } from '@chatket/contract/as-read';
import { usePageStores } from '../../store';
import { Dialog } from '../../ui/Dialog';
import { TimeChoice } from './TimeChoice';

interface RemindDialogProps {
  message: Message;
  onClose: () => void;
}

/** When I want to be reminded of a message. */
export function RemindDialog({ message, onClose }: RemindDialogProps) {
  const { t, time } = useLocale();
  const api = useMoreApi();
  const { toasts } = usePageStores();
  const [isBusy, setIsBusy] = useState(false);

  async function remind(at: Date) {
    setIsBusy(true);
    try {
      await api.remind(message.messageId, at.toISOString());
      toasts.actions.show(t('later.reminded', { time: time.full(at) }));
      onClose();
    } catch (error) {
      toasts.actions.show(t('later.failed', { reason: explain(error) }));
      setIsBusy(false);
    }
  }

  return (
    <Dialog title={t('later.remindTitle')} onClose={onClose}>
      <p dir="auto" className="mb-4 line-clamp-3 text-13 wrap-anywhere text-quiet">
        {asRead(message.text)}
      </p>
      <TimeChoice isBusy={isBusy} onPick={(at) => void remind(at)} />
    </Dialog>
  );
}
