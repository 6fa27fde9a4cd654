import type { FailedMail } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useLoaded } from '../../lib/use-loaded';
import { useServerApi } from './server-api';

/** Mails that could not be sent, and what becomes of them. Nothing while all are. */
export function FailedMails() {
  const { t } = useLocale();
  const { known = [] } = useLoaded(useServerApi().failedMails);
  if (known.length === 0) return null;
  return (
    <section aria-label={t('server.mails')} className="mb-5 rounded-xl border border-line bg-surface-0 p-4">
      <h2 className="text-13 font-medium">{t('server.mails')}</h2>
      <p className="text-13 text-quiet">{t('server.mails.hint')}</p>
      <ul className="mt-2 divide-y divide-line">
        {known.map((mail) => (
          <Row key={mail.at} mail={mail} />
        ))}
      </ul>
    </section>
  );
}

function Row({ mail: { kind, reason, tries, isOver, at } }: { mail: FailedMail }) {
  const { t, time } = useLocale();
  const now = new Date(useNow(60_000));
  // Of the mail server: a number that it answers with. Of the network: a word.
  const why = /^\d+$/.test(reason) ? 'server.mails.refused' : 'server.mails.unreachable';
  return (
    <li className="flex flex-wrap justify-between gap-x-3 py-2">
      <span className="min-w-0">
        <span className="block font-medium">{t(`server.mails.${kind}`)}</span>
        <span className="block text-13 wrap-anywhere text-quiet">{t(why, { reason })}</span>
      </span>
      <span className="text-13 text-quiet">
        <span className="block">{time.moment(new Date(at), now)}</span>
        <span className="block">
          {isOver ? t('server.mails.over') : t('server.mails.again', { count: tries })}
        </span>
      </span>
    </li>
  );
}
