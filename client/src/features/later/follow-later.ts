import type { ReminderDue } from '@chatket/contract';
import { navigate } from 'wouter/use-browser-location';
import { currentLocale } from '../../i18n';
import { asRead } from '@chatket/contract/as-read';
import { personName } from '../../people';
import { laterChanges } from './later-changes';
import { type ShareContext, shareDrafts } from './share-drafts';

/** So long the way to the message is offered. */
const OPEN_MS = 30_000;
const SHOWN_MAX = 80;

/** Hears what is due and what my other devices do. @returns the function that ends it */
export function followLater(context: ShareContext): () => void {
  const stopSharing = shareDrafts(context);
  const stop = context.realtime.listen((event) => {
    if (event.kind !== 'notice') return;
    const { notice } = event;
    if (notice.event === 'reminder:due') tell(notice.payload, context);
    if (notice.event !== 'scheduled:changed') return;
    if (notice.payload.state === 'failed')
      context.toasts.actions.show(currentLocale().t('later.couldNotToast'));
    laterChanges.emit('scheduled');
  });
  return () => {
    stop();
    stopSharing();
  };
}

function tell({ message }: ReminderDue, { toasts, request }: ShareContext): void {
  const { t } = currentLocale();
  if (!message || message.deleted) return toasts.actions.show(t('later.dueGone'));
  const { roomId, messageId, sender } = message;
  const text = Array.from(asRead(message.text)).slice(0, SHOWN_MAX).join('');
  toasts.actions.show(t('later.due', { name: personName(t, sender), text }), {
    name: t('later.open'),
    forMs: OPEN_MS,
    run: () => {
      navigate(`/rooms/${roomId}/m/${messageId}`);
      // In the list of alerts it need not be new any more; reading on does not say that.
      void request({ method: 'POST', path: '/alerts/read', body: { messageId } }).catch(() => undefined);
    },
  });
}
