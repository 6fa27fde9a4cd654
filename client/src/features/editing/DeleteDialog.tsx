import { codePointLength, LIMITS, type Message } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { asRead } from '@chatket/contract/as-read';
import { personName } from '../../people';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';

interface DeleteDialogProps {
  message: Message;
  onDelete: (reason: string | undefined) => void;
  onClose: () => void;
}

/** Deletes the message of somebody else, with the reason that stands in its place then. */
export function DeleteDialog({ message, onDelete, onClose }: DeleteDialogProps) {
  const { t } = useLocale();
  const [reason, setReason] = useState('');
  const isTooLong = codePointLength(reason.trim()) > LIMITS.deleteReasonMax;

  return (
    <Dialog title={t('delete.title', { name: personName(t, message.sender) })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isTooLong) return;
          onDelete(reason.trim() || undefined);
          onClose();
        }}
      >
        <p dir="auto" className="mb-4 line-clamp-3 text-13 wrap-anywhere text-quiet">
          {asRead(message.text)}
        </p>
        <TextField
          label={t('delete.reason')}
          hint={t('delete.reasonHint')}
          error={isTooLong ? t('delete.reasonTooLong', { count: LIMITS.deleteReasonMax }) : undefined}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>{t('delete.cancel')}</Button>
          <Button type="submit" look="danger" disabled={isTooLong}>
            {t('delete.action')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
