import { textOf, UNSENT_TEXTS, useLocale, type Locale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores, type PendingMessage } from '../../store';
import { CopyIcon, EditIcon, IconButton, RetryIcon, TrashIcon } from '../../ui';
import { useCopy } from './use-copy';

/** Says why a message was not sent and what can be done with it. Its text is never lost. */
export function UnsentActions({ item }: { item: PendingMessage }) {
  const locale = useLocale();
  const { t } = locale;
  const realtime = useRealtime();
  const { drafts } = useChatStores();
  const copy = useCopy();

  function edit() {
    drafts.actions.restore(item.roomId, item.text);
    realtime.discard(item.clientMsgId);
  }

  const actions = [
    { label: t('pending.retry'), Icon: RetryIcon, run: () => realtime.retry(item.clientMsgId) },
    { label: t('pending.edit'), Icon: EditIcon, run: edit },
    { label: t('pending.copy'), Icon: CopyIcon, run: () => copy(item.text, 'message.textCopied') },
    { label: t('pending.delete'), Icon: TrashIcon, run: () => realtime.discard(item.clientMsgId) },
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-1 pb-1 text-13 text-danger">
      <span role="alert" className="me-1">
        {explain(item, locale)}
      </span>
      {actions.map(({ label, Icon, run }) => (
        <IconButton key={label} label={label} isSmall onClick={run}>
          <Icon className="size-4" />
        </IconButton>
      ))}
    </div>
  );
}

function explain({ state }: PendingMessage, { t }: Locale): string {
  switch (state.kind) {
    case 'muted':
      return t('pending.notSentBecause', { reason: t('pending.tooMany') });
    case 'failed':
      return t('pending.notSentBecause', { reason: t(textOf(UNSENT_TEXTS, state.code, 'pending.refused')) });
    default:
      return t('pending.notSent');
  }
}
