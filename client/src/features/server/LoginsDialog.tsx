import { agentOf, type LoginSession, type ServerPerson } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { useServerApi } from './server-api';

interface LoginsDialogProps {
  person: ServerPerson;
  /** They have lost what they prove beside a login. Missing for who has nothing of the kind. */
  onReset: (() => void) | undefined;
  onClose: () => void;
}

/** Where somebody is logged in, and ending it there. */
export function LoginsDialog({ person, onReset, onClose }: LoginsDialogProps) {
  const { t } = useLocale();
  const api = useServerApi();
  const [logins, setLogins] = useState<readonly LoginSession[]>();
  const [error, setError] = useState<string>();

  useEffect(() => {
    let isShown = true;
    api.sessions(person.id).then(
      (all) => isShown && setLogins(all),
      (failure: unknown) => isShown && setError(explain(failure)),
    );
    return () => void (isShown = false);
  }, [api, person.id]);

  async function end(id: string) {
    setError(undefined);
    try {
      await api.endSession(person.id, id);
      setLogins((all) => all?.filter((login) => login.id !== id));
    } catch (failure) {
      setError(explain(failure));
    }
  }

  return (
    <Dialog title={t('server.loginsOf', { name: person.username })} onClose={onClose}>
      <p className="mb-2 text-13 text-pretty text-quiet">{t('server.logins.hint')}</p>
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      {!logins && error === undefined && (
        <Loading label={t('server.logins')}>
          <Skeleton className="h-4 w-40" />
        </Loading>
      )}
      {logins?.length === 0 && <p className="py-2 text-quiet">{t('server.logins.none')}</p>}
      <ul className="divide-y divide-line">
        {logins?.map((login) => (
          <Login key={login.id} login={login} onEnd={() => void end(login.id)} />
        ))}
      </ul>
      {onReset && (
        <div className="mt-3 border-t border-line pt-3">
          <p className="text-13 text-pretty text-quiet">{t('server.factors.lost')}</p>
          <Button className="mt-2" aria-haspopup="dialog" onClick={onReset}>
            {t('server.factors')}
          </Button>
        </div>
      )}
      <div className="mt-5 flex justify-end">
        <Button onClick={onClose}>{t('server.close')}</Button>
      </div>
    </Dialog>
  );
}

function Login({ login, onEnd }: { login: LoginSession; onEnd: () => void }) {
  const { t, time } = useLocale();
  const now = new Date(useNow(60_000));
  const { client, system } = agentOf(login.agent);
  const device = [client, system].filter(Boolean).join(' · ') || t('server.logins.unknown');
  const when = time.moment(new Date(login.lastSeenAt), now);
  return (
    <li className="flex items-center gap-3 py-2">
      <div className="min-w-0 flex-1 text-13">
        <bdi className="wrap-anywhere">{device}</bdi>
        <p className="wrap-anywhere text-quiet">
          {t('server.logins.seen', { when, network: login.network })}
        </p>
      </div>
      <Button aria-label={t('server.logins.endOf', { device, when })} onClick={onEnd}>
        {t('server.logins.end')}
      </Button>
    </li>
  );
}
