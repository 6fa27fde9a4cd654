import { isGuestName, type LoginSession } from '@chatket/contract';
import { useCallback, useEffect, useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useChatStores } from '../../store';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { deviceName } from './device-name';
import { HandOver } from './handoff/HandOver';

const MINUTE_MS = 60_000;

/** Where I am logged in, and ending it there. */
export function DeviceList() {
  const { t } = useLocale();
  const { request } = useApi();
  const [sessions, setSessions] = useState<readonly LoginSession[]>();
  const [error, setError] = useState<string>();

  const { me } = useChatStores();

  const load = useCallback(async () => {
    const { body } = await request<LoginSession[]>({ path: '/sessions' });
    return body;
  }, [request]);

  useEffect(() => {
    let isShown = true;
    load().then(
      (all) => isShown && setSessions(all),
      (failure: unknown) => isShown && setError(explain(failure)),
    );
    return () => void (isShown = false);
  }, [load]);

  async function end(path: string) {
    setError(undefined);
    try {
      await request({ method: 'DELETE', path });
      setSessions(await load());
    } catch (failure) {
      setError(explain(failure));
    }
  }

  const isAlone = sessions?.every(({ isThis }) => isThis) === true;
  return (
    <section aria-label={t('devices.title')}>
      <p className="mb-1 text-13 text-quiet">{t('devices.hint')}</p>
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      {!sessions && error === undefined && (
        <Loading label={t('devices.title')}>
          <Skeleton className="h-4 w-40" />
        </Loading>
      )}
      <ul>
        {sessions?.map((session) => (
          <Device key={session.id} session={session} onEnd={() => void end(`/sessions/${session.id}`)} />
        ))}
      </ul>
      {sessions && isAlone && <p className="text-13 text-quiet">{t('devices.alone')}</p>}
      {sessions && !isAlone && (
        <Button size="small" className="mt-1" onClick={() => void end('/sessions')}>
          {t('devices.endOthers')}
        </Button>
      )}
      {!isGuestName(me.username) && <HandOver onHandedOver={() => void load().then(setSessions)} />}
    </section>
  );
}

function Device({ session, onEnd }: { session: LoginSession; onEnd: () => void }) {
  const { t, time } = useLocale();
  const now = new Date(useNow(MINUTE_MS));
  const { agent, method, network, createdAt, lastSeenAt, isThis } = session;
  const device = deviceName(agent, t);
  const seen = time.moment(new Date(lastSeenAt), now);
  return (
    <li className="flex items-center gap-2.5 py-1.5">
      <div className="min-w-0 flex-1 text-13">
        <p className="wrap-anywhere">
          <bdi>{device}</bdi>
          {isThis && <span className="ms-2 font-bold text-accent">{t('devices.this')}</span>}
        </p>
        <p className="wrap-anywhere text-quiet">
          {t(`devices.by.${method}`, { when: time.moment(new Date(createdAt), now) })}
          <br />
          {t('devices.seen', { when: seen, network })}
        </p>
      </div>
      {!isThis && (
        <Button size="small" aria-label={t('devices.endOf', { device, when: seen })} onClick={onEnd}>
          {t('devices.end')}
        </Button>
      )}
    </li>
  );
}
