import type { RequestAlert } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { cx, useNow } from '../../lib';
import { useCalled } from '../../people';
import { BECAUSE, requestText } from './because';

interface RequestItemProps {
  request: RequestAlert;
  onOpen: () => void;
}

/** That somebody asks to come into a room of mine, or what I was answered. */
export function RequestItem({ request, onOpen }: RequestItemProps) {
  const { t, time } = useLocale();
  const now = new Date(useNow(null));
  const { isRead, what, user, at } = request;
  const [name = ''] = useCalled(user ? [user] : []);
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className={cx(
          'block w-full rounded-lg border border-line p-3 text-start hover:bg-surface-2',
          isRead ? 'bg-surface-0' : 'bg-surface-1',
        )}
      >
        <span className="flex items-baseline gap-1.5">
          <bdi dir="auto" className={cx('min-w-0 wrap-anywhere', !isRead && 'font-bold')}>
            {requestText(t, request, name)}
          </bdi>
          <span className="ms-auto shrink-0 text-13 text-quiet tabular-nums">
            {time.moment(new Date(at), now)}
          </span>
          {!isRead && <span className="sr-only">{t('alerts.unread')}</span>}
        </span>
        <span className="mt-1 block text-12 text-quiet">
          {t(BECAUSE[what === 'asked' ? 'request' : 'answer'])}
        </span>
      </button>
    </li>
  );
}
