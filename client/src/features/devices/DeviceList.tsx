import { isGuestName, type LoginSession } from '@chatket/contract';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useLoaded } from '../../lib/use-loaded';
import { useChatStores } from '../../store';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { deviceName } from './device-name';
import { HandOver } from './handoff/HandOver';

const MINUTE_MS = 60_000;

/** Where I am logged in, and ending it there. */
export function DeviceList() {
  const { t } = useLocale();
  const { request } = useApi();
  const [error, setError] = useState<string>();

  const { me, connection } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);

  const load = useCallback(async () => {
    const { body } = await request<LoginSession[]>({ path: '/sessions' });
    return body;
  }, [request]);

  const { loaded, known: sessions, reload, retry } = useLoaded(load, isOnline);

  async function end(path: string) {
    setError(undefined);
    try {
      await request({ method: 'DELETE', path });
      reload();
    } catch (failure) {
      setError(explain(failure));
    }
  }

  const isAlone = sessions?.every(({ isThis }) => isThis) === true;
  return (
    <section aria-label={t('devices.title')}>
      <p className="mb-1 text-13 text-quiet">{t('devices.hint')}</p>
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      {loaded.state === 'failed' && !sessions && (
        <ErrorNote onRetry={retry}>{explain(loaded.error)}</ErrorNote>
      )}
      {loaded.state === 'loading' && (
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
      {!isGuestName(me.username) && <HandOver onHandedOver={reload} />}
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
