import { codePointLength, LIMITS } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { TextField } from '../../ui/TextField';

/** Why something is done to somebody; they are told. */
export function useReason() {
  const { t } = useLocale();
  const [reason, setReason] = useState('');
  const isTooLong = codePointLength(reason.trim()) > LIMITS.orderReasonMax;
  return {
    reason: reason.trim() || undefined,
    isTooLong,
    field: (
      <TextField
        label={t('members.reason')}
        hint={t('members.reasonHint')}
        error={isTooLong ? t('members.reasonTooLong', { count: LIMITS.orderReasonMax }) : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    ),
  };
}
