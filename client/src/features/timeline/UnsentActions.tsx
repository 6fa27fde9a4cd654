import { FILE_LIMITS } from '@chatket/contract';
import { useApi } from '../../api';
import { explain as explainError } from '../../api/explain';
import { createModerationApi } from '../../api/moderation-api';
import { useLocale, type Locale } from '../../i18n';
import { textOf } from '../../i18n/text-of';
import { UNSENT_TEXTS } from '../../i18n/unsent-texts';
import { cx, useMediaQuery } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores, type PendingMessage } from '../../store';
import { giveBack } from '../../store/give-back';
import { Button } from '../../ui';
import { CopyIcon } from '../../ui/CopyIcon';
import { EditIcon, RetryIcon, TrashIcon } from '../../ui/more-icons';
import { useCopy } from './use-copy';

/** The first of them begins where the text does. */
const ON_THE_LINE = { marginInline: '-0.375rem' };

/** Sign above word: so all of them have room side by side on a phone. */
const STACKED = {
  gap: 2,
  fontSize: '0.75rem',
  lineHeight: '1rem',
  paddingInline: 2,
  minWidth: 44,
  height: 48,
};

/** Says why a message was not sent and what can be done with it. Its text is never lost. */
export function UnsentActions({ item }: { item: PendingMessage }) {
  const locale = useLocale();
  const { t } = locale;
  const realtime = useRealtime();
  const stores = useChatStores();
  const { toasts } = usePageStores();
  const { request } = useApi();
  const copy = useCopy();
  const isNarrow = useMediaQuery('(max-width: 759px)');

  const isAsked = item.state.kind === 'failed' && item.state.code === 'CONFIRM_REQUIRED';
  const isHeld = item.state.kind === 'failed' && item.state.code === 'HELD';

  /** @param save what is done with it before it is gone, if that can be done */
  async function drop(save = (_: PendingMessage) => true) {
    try {
      // What waits for a moderator must not be in the room later.
      if (isHeld) await createModerationApi(request).withdrawHeld(item.roomId, item.clientMsgId);
    } catch (problem) {
      return toasts.actions.show(explainError(problem));
    }
    // Somebody may have done so twice.
    const now = stores.outbox.getState().items.find(({ clientMsgId }) => clientMsgId === item.clientMsgId);
    if (now && save(now)) realtime.discard(item.clientMsgId);
  }

  const edit = () =>
    drop((now) => {
      const isDone = giveBack(stores, now);
      if (!isDone) toasts.actions.show(t('files.tooMany', { max: FILE_LIMITS.perMessage }));
      return isDone;
    });

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
    // What can be chosen in a poll has no place where a text is written.
    ...(item.poll ? [] : [{ label: t('pending.edit'), Icon: EditIcon, run: () => void edit() }]),
    { label: t('pending.copy'), Icon: CopyIcon, run: () => copy(item.text, 'message.textCopied') },
    { label: t('pending.delete'), Icon: TrashIcon, run: () => void drop() },
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-1 text-13">
      <span role="alert" className={cx('py-1', isHeld ? 'text-quiet' : 'text-danger')}>
        {explain(item, locale)}
      </span>
      <span
        style={ON_THE_LINE}
        className={cx('flex flex-wrap print:hidden', isNarrow && 'w-full justify-between')}
      >
        {actions.map(({ label, Icon, run }) => (
          <Button
            key={label}
            look="quiet"
            size="small"
            onClick={run}
            className={isNarrow ? 'flex-col' : undefined}
            style={isNarrow ? STACKED : undefined}
          >
            <Icon className={isNarrow ? 'size-5' : 'size-3.5'} />
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
