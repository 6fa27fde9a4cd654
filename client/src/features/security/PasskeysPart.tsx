import type { AddPasskeyBody, Passkey, PasskeyChallenge } from '@chatket/contract';
import { useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { whyNoPasskeys } from '../../lib/passkeys';
import { usePageStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import { NewPasskey } from './NewPasskey';
import { useAccountState } from './use-account-state';

const PATH = '/me/passkeys';
const MINUTE_MS = 60_000;

const WHY_NOT = {
  insecure: 'security.passkeyInsecure',
  address: 'security.passkeyAddress',
  unsupported: 'security.passkeyUnsupported',
} as const;
const PROBLEMS = {
  known: 'security.passkeyKnown',
  elsewhere: 'security.passkeyElsewhere',
  failed: 'security.passkeyFailed',
} as const;

/** My passkeys, where people here log in with them: what is known of each, adding and removing them. */
export function PasskeysPart() {
  const { t } = useLocale();
  const { request } = useApi();
  const { toasts } = usePageStores();
  const [isAdding, setAdding] = useState(false);
  const [error, setError] = useState<string>();
  const { state: passkeys, reload } = useAccountState<Passkey[]>(PATH);
  if (!passkeys) return null;
  const whyNot = whyNoPasskeys();

  async function add(name: string) {
    setError(undefined);
    const { makePasskey, PasskeyError } = await import('../../lib/web-authn');
    try {
      const asked = await request<PasskeyChallenge>({ method: 'POST', path: `${PATH}/options` });
      const credential = await makePasskey(asked.body);
      const body = { challengeId: asked.body.challengeId, name, credential } satisfies AddPasskeyBody;
      await request({ method: 'POST', path: `${PATH}/verify`, body });
      toasts.actions.show(t('security.passkeyAdded', { name }));
      setAdding(false);
      reload();
    } catch (failure) {
      if (!(failure instanceof PasskeyError)) return setError(explain(failure));
      if (failure.problem !== 'cancelled') setError(t(PROBLEMS[failure.problem]));
    }
  }

  async function remove({ id, name }: Passkey) {
    setError(undefined);
    try {
      await request({ method: 'DELETE', path: `${PATH}/${id}` });
      toasts.actions.show(t('security.passkeyRemoved', { name }));
      reload();
    } catch (failure) {
      setError(explain(failure));
    }
  }

  return (
    <div>
      <h4 className="text-13 font-medium">{t('security.passkeys')}</h4>
      <p className="mb-1 text-13 text-quiet">{t('security.passkeyHint')}</p>
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      <ul aria-label={t('security.passkeys')} className="divide-y divide-line">
        {passkeys.map((passkey) => (
          <Row key={passkey.id} passkey={passkey} onRemove={() => void remove(passkey)} />
        ))}
      </ul>
      {whyNot !== undefined && <p className="text-13 text-quiet">{t(WHY_NOT[whyNot])}</p>}
      {whyNot === undefined && isAdding && <NewPasskey onCreate={add} onCancel={() => setAdding(false)} />}
      {whyNot === undefined && !isAdding && (
        <Button size="small" className="mt-1" onClick={() => setAdding(true)}>
          {t('security.passkeyAdd')}
        </Button>
      )}
    </div>
  );
}

function Row({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const { t, time } = useLocale();
  const now = new Date(useNow(MINUTE_MS));
  const { name, isSynced, createdAt, usedAt } = passkey;
  const when = time.moment(new Date(usedAt ?? createdAt), now);
  return (
    <li className="flex items-center gap-2.5 py-1.5 text-13">
      <div className="min-w-0 flex-1">
        <p dir="auto" className="wrap-anywhere">
          {name}
        </p>
        <p className="text-quiet">
          {t(isSynced ? 'security.passkeySynced' : 'security.passkeyBound')}
          {' · '}
          {t(usedAt === null ? 'security.passkeyUnused' : 'security.passkeyUsed', { when })}
        </p>
      </div>
      <Button size="small" aria-label={t('security.passkeyRemoveNamed', { name })} onClick={onRemove}>
        {t('security.passkeyRemove')}
      </Button>
    </li>
  );
}
