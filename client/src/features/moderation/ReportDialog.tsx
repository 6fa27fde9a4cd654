import { codePointLength, LIMITS, type Message, REPORT_REASONS, type ReportReason } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { asRead } from '@chatket/contract/as-read';
import { personName } from '../../people';
import { usePageStores } from '../../store';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import { REASON_TEXTS } from './words';

interface ReportDialogProps {
  message: Message;
  onClose: () => void;
}

/** Asks the moderators of the room to look at a message. */
export function ReportDialog({ message, onClose }: ReportDialogProps) {
  const { t } = useLocale();
  const api = useMoreApi();
  const { toasts } = usePageStores();
  const [reason, setReason] = useState<ReportReason>('spam');
  const [note, setNote] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();
  const isTooLong = codePointLength(note.trim()) > LIMITS.reportNoteMax;

  async function send() {
    if (isTooLong) return;
    setIsBusy(true);
    try {
      await api.report(message.messageId, { reason, ...(note.trim() && { note: note.trim() }) });
      toasts.actions.show(t('report.sent'));
      onClose();
    } catch (problem) {
      setError(explain(problem));
      setIsBusy(false);
    }
  }

  return (
    <Dialog title={t('report.title', { name: personName(t, message.sender) })} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p dir="auto" className="mb-4 line-clamp-3 text-13 wrap-anywhere text-quiet">
          {asRead(message.text)}
        </p>
        <Segmented
          label={t('report.reason')}
          value={reason}
          options={REPORT_REASONS.map((value) => ({ value, label: t(REASON_TEXTS[value]) }))}
          onChange={setReason}
        />
        <TextField
          className="mt-4"
          label={t('report.note')}
          hint={t('report.noteHint')}
          error={isTooLong ? t('report.noteTooLong', { count: LIMITS.reportNoteMax }) : error}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>{t('report.cancel')}</Button>
          <Button type="submit" look="primary" isBusy={isBusy} disabled={isTooLong}>
            {t('report.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
