import { useApi } from '../../api';
import { explain as explainError } from '../../api/explain';
import { createModerationApi } from '../../api/moderation-api';
import { useLocale, type Locale } from '../../i18n';
import { textOf } from '../../i18n/text-of';
import { UNSENT_TEXTS } from '../../i18n/unsent-texts';
import { cx } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores, type PendingMessage } from '../../store';
import { Button, RetryIcon } from '../../ui';
import { CopyIcon, EditIcon, TrashIcon } from '../../ui/more-icons';
import { useCopy } from './use-copy';

/** Says why a message was not sent and what can be done with it. Its text is never lost. */
export function UnsentActions({ item }: { item: PendingMessage }) {
  const locale = useLocale();
  const { t } = locale;
  const realtime = useRealtime();
  const { drafts } = useChatStores();
  const { toasts } = usePageStores();
  const { request } = useApi();
  const copy = useCopy();

  const isAsked = item.state.kind === 'failed' && item.state.code === 'CONFIRM_REQUIRED';
  const isHeld = item.state.kind === 'failed' && item.state.code === 'HELD';

  /** What waits for a moderator must not be in the room later. */
  async function drop() {
    try {
      if (isHeld) await createModerationApi(request).withdrawHeld(item.roomId, item.clientMsgId);
      realtime.discard(item.clientMsgId);
      return true;
    } catch (problem) {
      toasts.actions.show(explainError(problem));
      return false;
    }
  }

  async function edit() {
    if (!(await drop())) return;
    drafts.actions.restore(item.roomId, item.text);
  }

  const actions = [
    ...(isHeld
      ? []
      : [
          {
            label: t(isAsked ? 'pending.tellAll' : 'pending.retry'),
            Icon: RetryIcon,
            run: () => realtime.retry(item.clientMsgId),
          },
        ]),
    { label: t('pending.edit'), Icon: EditIcon, run: () => void edit() },
    { label: t('pending.copy'), Icon: CopyIcon, run: () => copy(item.text, 'message.textCopied') },
    { label: t('pending.delete'), Icon: TrashIcon, run: () => void drop() },
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-1 text-13">
      <span role="alert" className={cx('py-1', isHeld ? 'text-quiet' : 'text-danger')}>
        {explain(item, locale)}
      </span>
      <span className="-mx-1 flex flex-wrap print:hidden">
        {actions.map(({ label, Icon, run }) => (
          <Button key={label} look="quiet" size="small" onClick={run}>
            <Icon className="size-3.5" />
            {label}
          </Button>
        ))}
      </span>
    </div>
  );
}

function explain({ state }: PendingMessage, { t }: Locale): string {
  switch (state.kind) {
    case 'muted':
      return t('pending.notSentBecause', { reason: t('pending.tooMany') });
    case 'failed':
      if (state.code === 'HELD') return t('pending.isHeld');
      if (state.code === 'CONFIRM_REQUIRED' && state.count !== undefined)
        return t('pending.notSentBecause', { reason: t('pending.confirm', { count: state.count }) });
      return t('pending.notSentBecause', { reason: t(textOf(UNSENT_TEXTS, state.code, 'pending.refused')) });
    default:
      return t('pending.notSent');
  }
}
