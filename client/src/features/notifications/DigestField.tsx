import { MAIL_DIGESTS, type MailDigest, type MyNotices } from '@chatket/contract';
import { useCallback } from 'react';
import { useApi } from '../../api';
import { useLocale, type MessageId } from '../../i18n';
import { useLoaded } from '../../lib/use-loaded';
import { Segmented } from '../../ui/Segmented';

const NAMES = {
  never: 'digest.never',
  hourly: 'digest.hourly',
  daily: 'digest.daily',
} as const satisfies Record<MailDigest, MessageId>;

interface DigestFieldProps {
  value: MailDigest;
  onChange: (value: MailDigest) => void;
}

/** How often mails tell me what I have missed; nothing where none would come. */
export function DigestField({ value, onChange }: DigestFieldProps) {
  const { t } = useLocale();
  const { request } = useApi();
  const { known } = useLoaded(
    useCallback(async () => (await request<MyNotices>({ path: '/me/notifications' })).body, [request]),
  );
  if (!known?.isMailed) return null;
  return (
    <Segmented
      label={t('digest.title')}
      hint={t('digest.hint')}
      value={value}
      options={MAIL_DIGESTS.map((often) => ({ value: often, label: t(NAMES[often]) }))}
      onChange={onChange}
    />
  );
}
